"""What cannot be done with an evening page."""

from tournee.errors import OperationError


class EveningError(OperationError):
    """An evening page that cannot be kept or approved."""

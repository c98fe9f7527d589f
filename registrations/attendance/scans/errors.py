"""What is refused of signed sheets."""

from tournee.errors import OperationError


class ScanError(OperationError):
    """A sheet that cannot be kept or read."""

"""What following partners up refuses."""

from events.planning.errors import PlanningError


class PartnershipError(PlanningError):
    """A change of a partner's log or promises that cannot be made."""

"""What the first floor contributes to the ground floor's places, and to its own."""

from events.catalogue import contributions as catalogue
from events.organisations import contributions as organisations
from events.planning import contributions as planning
from events.reference import contributions as reference
from events.team import contributions as team


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    reference.register()
    organisations.register()
    planning.register()
    team.register()
    catalogue.register()

"""What the first floor contributes to the ground floor's places, and to its own."""

from events.planning import contributions as planning
from events.catalogue import contributions as catalogue
from events.team import contributions as team
from events.organisations import contributions as organisations
from events.reference import contributions as reference


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    reference.register()
    organisations.register()
    planning.register()
    team.register()
    catalogue.register()

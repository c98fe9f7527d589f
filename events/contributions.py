"""What the first floor contributes to the ground floor's places, and to its own."""

from events.calendars.mine import contributions as calendars
from events.catalogue import contributions as catalogue
from events.organisations import contributions as organisations
from events.planning import contributions as planning
from events.planning.about import contributions as about
from events.planning.attention import contributions as attention
from events.planning.checklist import contributions as checklist
from events.planning.conflicts import contributions as conflicts
from events.planning.editions import contributions as editions
from events.planning.guide import contributions as guide
from events.planning.listing import contributions as listing
from events.planning.materials import contributions as materials
from events.planning.partnerships import contributions as partnerships
from events.planning.proposals import contributions as proposals
from events.planning.telling import contributions as telling
from events.reference import contributions as reference
from events.team import contributions as team


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    reference.register()
    organisations.register()
    planning.register()
    listing.register()
    materials.register()
    attention.register()
    about.register()
    checklist.register()
    guide.register()
    editions.register()
    conflicts.register()
    partnerships.register()
    proposals.register()
    telling.register()
    team.register()
    calendars.register()
    catalogue.register()

"""What is planned: territories, organisations, tours, stops, sessions, and the team's memberships."""

from events.models.organisation import (
    ContactPerson,
    Exchange,
    Funding,
    Organisation,
    OrganisationIdentifier,
    Partnership,
)
from events.models.session import Session, Speaker, Speaking
from events.models.stop import DateOption, FormerStopSlug, Stop
from events.models.territory import PostalCode, Territory, TerritoryMembership
from events.models.theme import Theme, Vocabulary
from events.models.tour import FormerTourSlug, SourcedFact, Tour
from events.team.models import Invitation, Membership, Role

__all__ = [
    "ContactPerson", "DateOption", "Exchange", "FormerStopSlug", "FormerTourSlug", "Funding", "Invitation",
    "Membership", "Organisation", "OrganisationIdentifier", "Partnership", "PostalCode", "Role", "Session",
    "SourcedFact", "Speaker", "Speaking", "Stop", "Territory", "TerritoryMembership", "Theme", "Tour", "Vocabulary",
]  # fmt: skip

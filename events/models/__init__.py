"""What is planned: territories, organisations, tours, stops, sessions, and the team's memberships."""

from events.calendars.models import FeedLink, FeedRead
from events.models.attention import MondayLetter, Snooze, Threshold
from events.models.organisation import (
    ContactPerson,
    Exchange,
    Funding,
    Organisation,
    OrganisationIdentifier,
    Partnership,
)
from events.models.preparation import ChecklistItem, Commitment, Material, Prompt, Side, Task
from events.models.proposal import Proposal
from events.models.session import Session, Speaker, Speaking
from events.models.stop import DateOption, FormerStopSlug, Stop
from events.models.territory import PostalCode, Territory, TerritoryMembership
from events.models.theme import Theme, Vocabulary
from events.models.tour import FormerTourSlug, SourcedFact, Tour
from events.team.models import Invitation, Membership, Role

__all__ = [
    "ChecklistItem", "Commitment", "ContactPerson", "DateOption", "Exchange", "FeedLink", "FeedRead",
    "FormerStopSlug", "FormerTourSlug", "Funding", "Invitation", "Material", "Membership", "MondayLetter",
    "Organisation", "OrganisationIdentifier", "Partnership", "PostalCode", "Prompt", "Proposal", "Role", "Session",
    "Side", "Snooze", "SourcedFact", "Speaker", "Speaking", "Stop", "Task", "Territory", "TerritoryMembership",
    "Theme", "Threshold", "Tour", "Vocabulary",
]  # fmt: skip

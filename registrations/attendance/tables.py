"""The table of who came: its columns, its rows in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from events.catalogue.words import Word
from events.models import Stop
from registrations.attendance.half_days import has_begun
from registrations.desk.rows import moment_in_words, party_of
from registrations.models import Attendee, CheckIn, Registration
from tournee.web.tables import Column

if TYPE_CHECKING:
    from registrations.attendance.queries import AttendeeFirstSeen

COLUMNS = (
    Column("name", gettext_lazy("Name"), sort=("person__search_key",)),
    Column(
        "party", gettext_lazy("Firm or organisation"), sort=("person__company__search_key", "person__organisation_name")
    ),
    Column("came", gettext_lazy("Here since"), sort=("came_at",)),
    Column("registered", gettext_lazy("Registration")),
    Column("actions", gettext_lazy("What you can do")),
)


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """One person in words; `came` is empty for who did not come, of whom `absent` says what that means."""

    attendee: Attendee
    party: str
    came: str
    absent: str
    registered: Word
    corrected: bool


def presence_rows(people: Iterable[AttendeeFirstSeen], stop: Stop) -> list[PresenceRow]:
    """The rows of these attendees (`queries.everybody_at`); one further query."""
    begun = has_begun(stop, timezone.now())
    return [
        PresenceRow(
            attendee,
            party_of(attendee.person),
            moment_in_words(attendee.came_at, stop) if attendee.came_at else "",
            _absent(attendee, begun=begun),
            _registered(attendee),
            attendee.came_how == CheckIn.How.CORRECTION,
        )
        for attendee in people
    ]


def _absent(attendee: Attendee, *, begun: bool) -> str:
    """What it means that somebody is not here: nothing is missed before the first hour."""
    if attendee.cancelled_at:
        return _("not coming")
    return _("absent") if begun else _("expected")


def _registered(attendee: Attendee) -> Word:
    if attendee.registration.origin == Registration.Origin.WALK_IN:
        return Word(pgettext("person", "walk-in"), "part")
    return Word(_("cancelled"), "danger") if attendee.cancelled_at else Word(_("registered"), "done")

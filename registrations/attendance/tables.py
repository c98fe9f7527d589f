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
from registrations.attendance.states import day_has_come, is_over
from registrations.desk.rows import moment_in_words, party_of
from registrations.models import Attendee, CheckIn, Registration
from tournee.texts.typography import format_date
from tournee.web.tables import Column

if TYPE_CHECKING:
    from registrations.attendance.queries import AttendeeListed

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
    """One person in words; `came` is empty for who did not come, of whom `absent` says what that means; `corrected` who
    changed that afterwards, when and why."""

    attendee: Attendee
    party: str
    came: str
    absent: str
    registered: Word
    corrected: str


def not_open_yet(stop: Stop) -> str:
    """From when on it is noted who came, while the stop's day has not come; "" from then on."""
    if stop.starts_on is None:
        return _("This stop has no date yet: who comes is noted from its day on.")
    if day_has_come(stop, timezone.now()):
        return ""
    said = _("Presence is noted, and signed sheets are brought back, from the day of the stop on: %(day)s.")
    return said % {"day": format_date(stop.starts_on)}


def presence_rows(people: Iterable[AttendeeListed], stop: Stop) -> list[PresenceRow]:
    """The rows of these attendees (`queries.listed_at`); two further queries."""
    over = is_over(stop, timezone.now())
    people = list(people)
    corrections = _corrections(people)
    return [
        PresenceRow(
            attendee,
            party_of(attendee.person),
            moment_in_words(attendee.came_at, stop) if attendee.came_at else "",
            _absent(attendee, over=over),
            _registered(attendee),
            _corrected(corrections.get(attendee.pk), stop),
        )
        for attendee in people
    ]


def _corrections(people: Iterable[AttendeeListed]) -> dict[int, CheckIn]:
    """The last correction of each of them."""
    facts = CheckIn.objects.filter(attendee__in=[one.pk for one in people], how=CheckIn.How.CORRECTION)
    return {fact.attendee_id: fact for fact in facts.select_related("noted_by").order_by("noted_at", "pk")}


def _corrected(fact: CheckIn | None, stop: Stop) -> str:
    """“Taken back by Anna Martin on 3 June: a namesake”."""
    if fact is None:
        return ""
    said = _("taken back on %(day)s: %(reason)s") if fact.undoes_id else _("added afterwards on %(day)s: %(reason)s")
    if fact.noted_by:
        said = _("added afterwards by %(name)s on %(day)s: %(reason)s")
        if fact.undoes_id:
            said = _("taken back by %(name)s on %(day)s: %(reason)s")
    day = format_date(fact.noted_at, weekday=False, zone=stop.zone)
    return said % {"name": fact.noted_by, "day": day, "reason": fact.reason}


def _absent(attendee: AttendeeListed, *, over: bool) -> str:
    """What it means that somebody is not here: nothing is missed before the last hour is over."""
    if attendee.cancelled_at and not attendee.cancelled_late:
        return _("not coming")
    return _("absent") if over else _("expected")


def _registered(attendee: Attendee) -> Word:
    if attendee.registration.origin == Registration.Origin.WALK_IN:
        return Word(pgettext("person", "walk-in"), "part")
    return Word(_("cancelled"), "danger") if attendee.cancelled_at else Word(_("registered"), "done")

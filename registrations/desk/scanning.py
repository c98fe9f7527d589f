"""A ticket read at the team's desk by a scanner, which types: it is answered as a telephone at the door answers it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Stop
from registrations.attendance.half_days import takes_place_on
from registrations.desk import queries
from registrations.desk.door.codes import attendee_with, is_link
from registrations.desk.door.people import day_of, people_of
from registrations.desk.door.standing import GOOD, LOOK, STOP, Answer, Counts, Shown, answer_after, answer_before
from registrations.desk.operations import Noted, is_on_a_day_of, note_here
from registrations.desk.queries import Door
from registrations.models import Attendee, DeskDevice
from registrations.models.registration import CODE_ALPHABET, CODE_LENGTH
from tournee.texts.typography import format_date, format_date_range

_CODE = re.compile(rf"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a ticket is answered; `shown` is whose it is, where it is of this stop; `noted`: they were, just now."""

    answer: Answer
    shown: Shown | None = None
    noted: bool = False


def read_ticket(door: Door, text: str, noted: Noted | None = None) -> Scanned | None:
    """What is said of the ticket whose code or address was typed; None where it is none, but perhaps a name.

    What a scanner adds to letters that were left in the field is read by itself.
    With `noted`, whoever is expected is noted as here at once; who is not, is looked at first. Raises DeskError as
    `check_in` does.
    """
    attendee = attendee_with(text, door.stop) or attendee_with(text.strip()[-CODE_LENGTH:], door.stop)
    if attendee is None or attendee.stop_id != door.stop.pk:
        is_ticket = attendee or is_link(text) or _is_nobodys_code(door, text)
        return Scanned(answer_to_unknown(attendee)) if is_ticket else None
    attendee.stop = door.stop
    shown = _shown(door, attendee)
    answer = answer_before(shown)
    if noted is None or answer.tone != GOOD:
        return Scanned(answer, shown)
    note_here(attendee, noted, session=door.session)
    counts, shown = queries.counts_of(door.stop), _shown(door, attendee)
    own = queries.counts_in_room(door, counts)
    room = Counts(own.here, counts.here, 0, counts.walk_ins, own.limit, {})
    return Scanned(_with_day(door, answer_after(shown, room)), shown, noted=True)


def _is_nobodys_code(door: Door, text: str) -> bool:
    """Whether that has the letters of a code, and nobody's name. At most one query, and those of the list."""
    return bool(_CODE.fullmatch(text.strip())) and not queries.people_at(door, words=text).exists()


def _with_day(door: Door, answer: Answer) -> Answer:
    """The same, with the day where the door is of a session that does not take place today."""
    session, zone = door.session, door.stop.zone
    if session is None or takes_place_on(session, timezone.now().astimezone(zone).date(), zone):
        return answer
    day = _("Not today: this session is on %(day)s.") % {"day": format_date(session.starts_at, zone=zone)}
    return replace(answer, tone=LOOK if answer.tone == GOOD else answer.tone, text=f"{day}\n{answer.text}".strip())


def _shown(door: Door, attendee: Attendee) -> Shown:
    """Them as a telephone at that door would show them today; a few queries."""
    stop, today = door.stop, timezone.now().astimezone(door.stop.zone).date()
    day = today if is_on_a_day_of(stop, timezone.now()) else stop.starts_on or today
    seen_from = day_of(DeskDevice(pk=0, stop=stop, session=door.session, day=day))
    return Shown(people_of(seen_from, {attendee.pk})[0], seen_from)


def answer_to_unknown(attendee: Attendee | None) -> Answer:
    """What is said of a ticket that is not this stop's: whoever has it is of another one, or it is forged."""
    if attendee is None:
        text = _("No ticket of this stop has this code. Look for the name.")
        return Answer(STOP, pgettext("ticket", "Unknown"), text)
    where = {"stop": _where_and_when(attendee.stop)}
    return Answer(STOP, _("Another stop"), _("This ticket is for %(stop)s. Look for the name here.") % where)


def _where_and_when(stop: Stop) -> str:
    if stop.starts_on is None:
        return str(stop)
    last = stop.ends_on or stop.starts_on
    days = format_date(stop.starts_on) if last == stop.starts_on else format_date_range(stop.starts_on, last)
    return _("%(place)s, %(days)s") % {"place": stop.place or stop, "days": days}

"""A check-in that brought somebody was a mistake: what it did beside is taken back with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from registrations.booking.acting_codes import DOOR
from registrations.desk.newcomers import take_back_instead
from registrations.desk.operations import DeskError, Noted
from registrations.models import Attendee, CheckIn
from tournee.history.acting import acting_as
from tournee.history.models import HistoryEntry

_AT_ONCE = datetime.timedelta(minutes=1)  # the replacing and its fact are written together


def restore_former(newcomer: Attendee, undone: Iterable[CheckIn], noted: Noted) -> str:
    """Whoever this newcomer came instead of is expected again, with the seats, if one of these facts brought them.

    "" where that is done, or where nothing is to be: others saw the newcomer too, or they were to come anyhow. Else why
    it cannot be, in a sentence; what was undone stays so.
    """
    former = newcomer.instead_of
    if former is None or newcomer.cancelled_at or not any(_brought(newcomer, fact) for fact in undone):
        return ""
    if CheckIn.objects.standing().filter(attendee=newcomer).exists():
        return ""
    former.stop = newcomer.stop
    try:
        with acting_as(DOOR, newcomer.registration):
            take_back_instead(former, noted)
    except DeskError as error:
        return str(error)
    return ""


def _brought(newcomer: Attendee, fact: CheckIn) -> bool:
    """Whether history has the replacing beside this fact, by the same hand: one of days before was the party's."""
    replacing = HistoryEntry.objects.about(newcomer.registration).filter(
        action="registration.replace_attendee", at__gte=fact.noted_at - _AT_ONCE, at__lte=fact.noted_at + _AT_ONCE
    )
    return any(
        entry.changes.get("ticket", [""])[-1] == newcomer.code
        and (entry.actor_id == fact.noted_by_id if fact.noted_by_id else entry.acted_by == DOOR)
        for entry in replacing
    )

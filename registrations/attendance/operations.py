"""Correcting afterwards who came: facts with a reason, beside those noted at the door."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from registrations.attendance.half_days import days_of
from registrations.attendance.queries import facts_by_day, facts_of
from registrations.desk.operations import Noted, bounds_of_day, check_in, is_on_a_day_of, undo
from registrations.desk.rows import moment_in_words
from registrations.models import Attendee, CheckIn
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.operations import record

_EARLY = datetime.timedelta(hours=2)  # how long before the first session somebody may come


class AttendanceError(OperationError):
    """A correction that cannot be."""


def add_presence(
    attendee: Attendee, *, at: datetime.datetime, reason: str, session: Session | None = None, actor: User | None
) -> CheckIn:
    """Note afterwards that somebody was here from `at` (aware) on.

    Raises AttendanceError without a reason, for a moment to come, on no day of the stop, long before its first session
    or once it was over there, and for somebody who is noted there on that day already.
    """
    _require_reason(reason)
    _require_moment(attendee.stop, at)
    _require_in_the_programme(attendee.stop, session, at)
    with transaction.atomic():
        Attendee.objects.select_for_update().get(pk=attendee.pk)
        began, over = bounds_of_day(attendee.stop, at)
        known = facts_of(attendee.stop).filter(attendee=attendee, session=session, at__gte=began, at__lt=over)
        if known.exists():
            raise AttendanceError(_("This person is noted as here already."), code="already_here")
        noted = Noted(actor=actor, how=CheckIn.How.CORRECTION, reason=reason.strip(), at=at)
        fact = check_in(attendee, noted, session=session)
        record("attendance.add", attendee, actor=actor, changes={"at": (None, at)})
    return fact


def take_back_presence(
    attendee: Attendee, *, reason: str, actor: User | None, day: datetime.date | None = None
) -> list[CheckIn]:
    """Note afterwards that somebody was not here, neither at the stop nor in a session; the facts that say so.

    Of several days on which they were noted, `day` says which. Raises AttendanceError without a reason, where that day
    is not said, and for somebody who was not noted on it.
    """
    _require_reason(reason)
    with transaction.atomic():
        Attendee.objects.select_for_update().get(pk=attendee.pk)
        noted_on = facts_by_day(attendee)
        if day is None and len(noted_on) > 1:
            raise AttendanceError(_("Say on which day."), code="which_day", field="day")
        facts = [fact for on, of_day in noted_on.items() if on == (day or on) for fact in of_day]
        if not facts:
            raise AttendanceError(_("Nobody noted this person as here."), code="not_here")
        noted = Noted(actor=actor, how=CheckIn.How.CORRECTION, reason=reason.strip())
        undone = [undo(fact, noted) for fact in facts]
        record("attendance.take_back", attendee, actor=actor, changes={"at": (min(fact.at for fact in facts), None)})
    return undone


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise AttendanceError(_("Say why: whoever reads the list later will ask."), code="no_reason", field="reason")


def _require_moment(stop: Stop, at: datetime.datetime) -> None:
    if at > timezone.now():
        raise AttendanceError(_("This moment is still to come."), code="to_come", field="hour")
    if not is_on_a_day_of(stop, at):
        raise AttendanceError(_("The stop was not on that day."), code="another_day", field="day")


def _require_in_the_programme(stop: Stop, session: Session | None, at: datetime.datetime) -> None:
    """Nobody arrives hours before the first session of that day, after the last one, nor after the session itself."""
    began, over = _hours_of_day(stop, at)
    if began is not None and at < began - _EARLY:
        said = _("The first session of that day began at %(hour)s: say an hour from two hours before it on.")
        raise AttendanceError(said % {"hour": moment_in_words(began, stop)}, code="too_early", field="hour")
    over = session.ends_at if session else over
    if over is None or at < over:
        return
    said = _("This session ended at %(hour)s.") if session else _("The last session of that day ended at %(hour)s.")
    raise AttendanceError(said % {"hour": moment_in_words(over, stop)}, code="over", field="hour")


def _hours_of_day(stop: Stop, at: datetime.datetime) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """When the first session of a moment's day begins and the last one ends, on that day; None where it has none."""
    midnight, over = bounds_of_day(stop, at)
    sessions = stop.sessions.planned().filter(starts_at__lt=over, ends_at__gt=midnight)
    days = [days_of(one.starts_at, one.ends_at, stop.zone) for one in sessions]
    begins = [hours[day][0] for hours in days if (day := at.astimezone(stop.zone).date()) in hours]
    ends = [one.ends_at for one in sessions]
    return min(begins, default=None), min(max(ends), over) if ends else None

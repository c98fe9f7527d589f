"""Correcting afterwards who came: facts with a reason, beside those noted at the door."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from registrations.attendance.queries import facts_of
from registrations.desk.operations import Noted, bounds_of_day, check_in, is_on_a_day_of, undo
from registrations.models import Attendee, CheckIn
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.operations import record


class AttendanceError(OperationError):
    """A correction that cannot be."""


def add_presence(
    attendee: Attendee, *, at: datetime.datetime, reason: str, session: Session | None = None, actor: User | None
) -> CheckIn:
    """Note afterwards that somebody was here from `at` (aware) on.

    Raises AttendanceError without a reason, for a moment to come or on no day of the stop, and for somebody who is
    noted there on that day already.
    """
    _require_reason(reason)
    _require_moment(attendee.stop, at)
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


def take_back_presence(attendee: Attendee, *, reason: str, actor: User | None) -> list[CheckIn]:
    """Note afterwards that somebody was not here, neither at the stop nor in a session; the facts that say so.

    Raises AttendanceError without a reason, and for somebody who was not noted.
    """
    _require_reason(reason)
    with transaction.atomic():
        Attendee.objects.select_for_update().get(pk=attendee.pk)
        facts = list(facts_of(attendee.stop).filter(attendee=attendee).select_related("attendee__stop", "session"))
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

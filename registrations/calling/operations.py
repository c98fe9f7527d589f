"""A stop changes at the last moment: whom to call, and what came of each call."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.announcements import StopChange
from events.planning.operations.changing import require_open
from registrations.models import Call, Registration
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.history.operations import StaleVersion, record

LATE = datetime.timedelta(hours=48)  # before the stop begins: a message may not be read in time
_SAME_TAP = datetime.timedelta(minutes=2)
_NOTHING_CHANGES = frozenset({Stop.State.CANCELLED, Stop.State.POSTPONED})


class CallingError(OperationError):
    """What is noted of a call cannot be."""


def open_call_list(reason: Call.Reason) -> Callable[[StopChange], None]:
    """A subscriber that lists a call to each live registration of a stop that changes within 48 hours.

    Whoever is on the list keeps their place there, with the new reason; whoever was reached is called again.
    """

    def follow(change: StopChange) -> None:
        if not is_late(change):
            return
        stop = change.stop
        calls = Call.objects.filter(stop=stop)
        list(calls.order_by("pk").select_for_update().values_list("pk"))  # who notes one at this moment waits
        due = calls.filter(outcome=Call.Outcome.DUE)
        due.update(reason=reason, version=F("version") + 1)
        missed = calls.filter(outcome=Call.Outcome.NOT_REACHED).exclude(registration__in=due.values("registration"))
        latest = list(missed.values("registration").annotate(latest=Max("pk")).values_list("latest", flat=True))
        calls.filter(pk__in=latest).update(reason=reason, outcome=Call.Outcome.DUE, version=F("version") + 1)
        live = Registration.objects.filter(stop=stop, state=Registration.State.LIVE, contact__erased_at=None)
        missing = live.exclude(origin=Registration.Origin.WALK_IN).exclude(pk__in=due.values("registration"))
        new = [Call(stop=stop, registration_id=pk, reason=reason) for pk in missing.values_list("pk", flat=True)]
        if Call.objects.bulk_create(new, ignore_conflicts=True):
            record("calls.open", stop, actor=change.actor)

    return follow


def close_call_list(change: StopChange) -> None:
    """The stop takes place after all: nobody is told otherwise by telephone, and whoever was is called again."""
    calls = Call.objects.filter(stop=change.stop)
    calls.filter(outcome=Call.Outcome.DUE, tries=0).delete()
    told = calls.filter(outcome=Call.Outcome.REACHED).order_by("-pk").values_list("registration", "reason")
    again = [Call(stop=change.stop, registration_id=registration, reason=reason) for registration, reason in told]
    Call.objects.bulk_create(again, ignore_conflicts=True)  # one is due once a registration


def is_late(change: StopChange) -> bool:
    """Whether the stop was, or is now, to begin within 48 hours or has begun; one that is over needs no call."""
    stop, now = change.stop, timezone.now()
    days = (
        {change.previous_starts_on} if stop.state in _NOTHING_CHANGES else {change.previous_starts_on, stop.starts_on}
    )
    first = stop.sessions.order_by("starts_at").values_list("starts_at", flat=True).first()
    hour = first.astimezone(stop.zone).time() if first else datetime.time()
    begins = [datetime.datetime.combine(day, hour, stop.zone) for day in days if day]
    today = now.astimezone(stop.zone).date()
    return any(moment - now <= LATE and moment.date() >= today for moment in begins)


def note_call(
    call: Call, outcome: Call.Outcome, note: str, *, expected_version: int | None, actor: User | None
) -> Call:
    """What came of a call; it counts as a try, unless it only puts back on the list what was noted by mistake.

    Noted twice by the same person, it is noted once. Raises StaleVersion where a colleague called meanwhile,
    CallingError where a newer call to the same people is due, TourArchived.
    """
    now = timezone.now()
    tried = outcome != Call.Outcome.DUE
    values = {
        "outcome": outcome,
        "note": note,
        "called_at": now if tried else None,
        "called_by": actor if tried else None,
    }
    try:
        with transaction.atomic():
            require_open(call.tour)
            current = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
            if expected_version is not None and current.version != expected_version:
                if _is_the_same(current, values, now):
                    return current
                raise StaleVersion(current, {"outcome": (current.outcome, outcome), "note": (current.note, note)})
            Call.objects.filter(pk=call.pk).update(**values, tries=F("tries") + int(tried), version=F("version") + 1)
            record("call.note", current, actor=actor, changes={"outcome": (current.outcome, outcome)})
    except IntegrityError as error:
        said = _("These people are to be called again already, about something newer: note that call instead.")
        raise CallingError(said, code="newer_call") from error
    call.refresh_from_db()
    return call


def _is_the_same(current: Call, values: Mapping[str, object], now: datetime.datetime) -> bool:
    """Whether what is noted was noted by the same person a moment ago: a second tap."""
    lately = current.called_at is not None and now - current.called_at < _SAME_TAP
    return lately and all(getattr(current, name) == values[name] for name in ("outcome", "note", "called_by"))

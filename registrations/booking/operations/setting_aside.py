"""Seats set aside for those with a code: what comes back to them, and what goes to everybody in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, F
from django.utils import timezone

from registrations.booking import seats
from registrations.models import AccessCode, Seat, SetAside


def returned(code: int | None, freed: Mapping[int, int]) -> dict[int, int]:
    """Of the seats of each session just freed by somebody with that code (id), how many are free for everybody.

    The others are set aside again, while its time lasts: so many are kept as its holders have not taken. Called with
    the stop's sessions locked, once the seats are cancelled. None is asked without a code.
    """
    open_to_all = dict(freed)
    in_force = SetAside.objects.filter(access_code__withdrawn_at=None, access_code__until__gt=timezone.now())
    kept = list(in_force.filter(access_code=code, session__in=freed)) if code is not None and freed else []
    taken = taken_by(kept[0].access_code_id) if kept else {}
    for aside in kept:
        back = min(freed[aside.session_id], max(aside.seats - taken.get(aside.session_id, 0), 0) - aside.left)
        if back > 0:
            SetAside.objects.filter(pk=aside.pk).update(left=F("left") + back)
            open_to_all[aside.session_id] -= back
    return open_to_all


def release(codes: list[int]) -> int:
    """Give what is left of the seats set aside for those codes (ids) to everybody; how many seats.

    Called with the stop's sessions locked; promoting is the caller's.
    """
    kept = SetAside.objects.filter(access_code__in=codes, left__gt=0)
    counted: Counter[int] = Counter()
    for session, left in kept.values_list("session_id", "left"):
        counted[session] += left
    kept.update(left=0)
    seats.give_back(counted)
    return counted.total()


def taken_by(code: int) -> dict[int, int]:
    """The seats that holders of the code (id) have taken, by session (id). One query."""
    theirs = Seat.objects.filter(attendee__registration__access_code=code, state__in=Seat.TAKING)
    return dict(theirs.order_by().values_list("session_id").annotate(Count("pk")))


def is_over(code: AccessCode) -> bool:
    """Whether nothing is set aside for the code any more."""
    return code.withdrawn_at is not None or code.until is None or code.until <= timezone.now()

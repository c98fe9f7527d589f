"""A stop's state machine: every transition, from where it is allowed, what guards it and whom it tells.

idea → contacted → confirmed → published → postponed ⇄ published, and cancelled from anywhere before it is held;
a stop of an earlier edition is recorded, from an idea, with what its sources say. Held is derived from dates.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import DateOption, Stop, Tour
from events.planning.announcements import (
    StopChange,
    stop_cancelled,
    stop_postponed,
    stop_published,
    stop_reinstated,
    stop_rescheduled,
)
from events.planning.errors import IllegalTransition, PlanningError
from events.planning.guards import require_ready
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.public import readers_see_a_change
from events.planning.operations.shifting import move_sessions_along
from events.planning.operations.stops import calendars_see_a_change, faults_of_days, faults_of_new_day
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record

State = Stop.State
_TOLD = frozenset({"starts_on", "ends_on", "reason_fr", "reason_en"})  # what history says of a step beside the state
PLANNED = (State.IDEA, State.CONTACTED, State.CONFIRMED)
# Which transitions a stop's state allows: for the buttons of its page, and for the operations themselves.
SOURCES: dict[str, tuple[str, ...]] = {
    "contact": (State.IDEA,),
    "confirm": (State.IDEA, State.CONTACTED),
    "unconfirm": (State.CONFIRMED,),
    "publish": (State.CONFIRMED,),
    "move": (State.PUBLISHED,),
    "postpone": (State.PUBLISHED,),
    "reschedule": (State.POSTPONED,),
    "cancel": (*PLANNED, State.PUBLISHED, State.POSTPONED),
    "reinstate": (State.CANCELLED,),
    "record": (State.IDEA,),
}


def allowed(stop: Stop) -> list[str]:
    """The transitions open to `stop` in its state, in the order in which one meets them; none in an archived tour."""
    if stop.tour.state == Tour.State.ARCHIVED:
        return []
    return [name for name, sources in SOURCES.items() if stop.state in sources]


@changes_a_tour
def contact_host(stop: Stop, *, actor: User | None) -> Stop:
    """Somebody there has been asked. Raises IllegalTransition."""
    return _move(stop, "contact", State.CONTACTED, actor=actor)


@changes_a_tour
def confirm_stop(stop: Stop, *, actor: User | None, option: DateOption | None = None) -> Stop:
    """The date is agreed; `option` chooses among several. Raises NotReady without a date, IllegalTransition."""
    values: dict[str, Any] = {}
    if option is not None:
        stop.starts_on, stop.ends_on = option.starts_on, option.ends_on
        values = {"starts_on": option.starts_on, "ends_on": option.ends_on}
    require_ready("stop.confirm", stop)
    moved = _move(stop, "confirm", State.CONFIRMED, actor=actor, **values)
    stop.date_options.all().delete()
    return moved


@changes_a_tour
def unconfirm_stop(stop: Stop, *, actor: User | None) -> Stop:
    """The agreement fell through before publication. Raises IllegalTransition."""
    return _move(stop, "unconfirm", State.CONTACTED, actor=actor)


@changes_a_tour
def publish_stop(stop: Stop, *, actor: User | None) -> Stop:
    """Show a stop to readers and give it its number. Raises NotReady naming what is missing, IllegalTransition."""
    require_ready("stop.publish", stop)
    _move(stop, "publish", State.PUBLISHED, actor=actor, published_at=timezone.now(), number=_next_number(stop))
    readers_see_a_change(stop.tour_id)
    stop_published.announce(StopChange(stop, None, actor))
    return stop


@changes_a_tour
def postpone_stop(stop: Stop, *, reason_fr: str, reason_en: str = "", actor: User | None) -> Stop:
    """A public stop has no date any more; number and page stay. Raises IllegalTransition, and what is refused."""
    previous = stop.starts_on
    require_reason(reason_fr)
    if stop.phase(timezone.now()) == Stop.Phase.HELD:
        raise IllegalTransition(_("This stop has been held: it cannot be postponed any more."))
    _move(
        stop, "postpone", State.POSTPONED, actor=actor,
        starts_on=None, ends_on=None, month=None, previous_starts_on=previous, reason_fr=reason_fr, reason_en=reason_en,
    )  # fmt: skip
    calendars_see_a_change(stop, previous_starts_on=None)
    readers_see_a_change(stop.tour_id)
    stop_postponed.announce(StopChange(stop, previous, actor))
    return stop


@changes_a_tour
def reschedule_stop(
    stop: Stop, *, starts_on: datetime.date, ends_on: datetime.date | None = None, actor: User | None
) -> Stop:
    """Give a postponed stop its new day; its sessions follow. Raises PlanningError, IllegalTransition."""
    last_day = ends_on or starts_on
    raise_first([*faults_of_days(starts_on, last_day), *faults_of_new_day(stop, starts_on, last_day)])
    previous = stop.previous_starts_on
    _move(
        stop, "reschedule", State.PUBLISHED, actor=actor,
        starts_on=starts_on, ends_on=last_day, reason_fr="", reason_en="",
    )  # fmt: skip
    move_sessions_along(stop, {"starts_on": (previous, starts_on)})
    calendars_see_a_change(stop, previous_starts_on=previous)
    readers_see_a_change(stop.tour_id)
    stop_rescheduled.announce(StopChange(stop, previous, actor, {"starts_on": previous, "ends_on": previous}))
    return stop


@changes_a_tour
def cancel_stop(stop: Stop, *, reason_fr: str, reason_en: str = "", actor: User | None) -> Stop:
    """A stop will not take place. One already held cannot be cancelled. Raises PlanningError, IllegalTransition."""
    require_reason(reason_fr)
    if stop.phase(timezone.now()) == Stop.Phase.HELD:
        raise IllegalTransition(_("This stop has been held: it cannot be cancelled any more."))
    was_public = stop.published_at is not None
    _move(stop, "cancel", State.CANCELLED, actor=actor, reason_fr=reason_fr, reason_en=reason_en)
    if was_public:
        calendars_see_a_change(stop, previous_starts_on=None)
        readers_see_a_change(stop.tour_id)
    stop_cancelled.announce(StopChange(stop, stop.starts_on or stop.previous_starts_on, actor))
    return stop


@changes_a_tour
def reinstate_stop(stop: Stop, *, actor: User | None) -> Stop:
    """Take back a cancellation: a public stop is public again with its number, or postponed again if it was.

    Raises IllegalTransition.
    """
    target = _state_before_cancelling(stop)
    _move(stop, "reinstate", target, actor=actor, reason_fr="", reason_en="")
    if target != State.CONTACTED:
        calendars_see_a_change(stop, previous_starts_on=None)
        readers_see_a_change(stop.tour_id)
        stop_reinstated.announce(StopChange(stop, None, actor))
    return stop


@changes_a_tour
def record_past_stop(stop: Stop, *, number: int | None = None, actor: User | None) -> Stop:
    """Show a stop of an earlier edition as its sources tell it: date and number may be unknown.

    Raises PlanningError without a source, or when the number is another stop's; IllegalTransition.
    """
    if not stop.source_url:
        raise PlanningError(
            _("Say where this is known from: give the source’s address."), code="no_source", field="source_url"
        )
    if number is not None:
        if Stop.objects.filter(tour_id=stop.tour_id, number=number).exists():
            raise PlanningError(_("Another stop has this number."), code="number_taken", field="number")
        Tour.objects.filter(pk=stop.tour_id, last_stop_number__lt=number).update(last_stop_number=number)
    _move(stop, "record", State.RECORDED, actor=actor, number=number, published_at=timezone.now())
    readers_see_a_change(stop.tour_id)
    return stop


def _move(stop: Stop, transition: str, target: str, *, actor: User | None, **values: Any) -> Stop:
    """Settle the transition by one conditional UPDATE: of two people at once, one is told where the stop stands."""
    before = stop.state
    earlier = {name: getattr(stop, name) for name in _TOLD}
    sources: Collection[str] = SOURCES[transition]
    moved = Stop.objects.filter(pk=stop.pk, state__in=sources).update(
        state=target, version=F("version") + 1, changed_at=timezone.now(), **values
    )
    stop.refresh_from_db()
    if not moved:
        raise IllegalTransition(
            _("This stop is %(state)s: that cannot be done from there. Reload the page to see where it stands.")
            % {"state": stop.get_state_display()}
        )
    told = {name: (earlier[name], values[name]) for name in _TOLD & values.keys() if earlier[name] != values[name]}
    record(f"stop.{transition}", stop, actor=actor, changes={"state": (before, target), **told})
    return stop


def _state_before_cancelling(stop: Stop) -> str:
    if stop.number is None:
        return State.CONTACTED
    return State.PUBLISHED if stop.starts_on else State.POSTPONED


def _next_number(stop: Stop) -> int:
    """The number the stop keeps, or the tour's next; the row update makes two publications wait for each other."""
    if stop.number is not None:
        return stop.number
    Tour.objects.filter(pk=stop.tour_id).update(last_stop_number=F("last_stop_number") + 1)
    return Tour.objects.values_list("last_stop_number", flat=True).get(pk=stop.tour_id)


def require_reason(reason_fr: str) -> None:
    """Raise PlanningError unless there is a sentence for the people who planned to come."""
    if not reason_fr.strip():
        raise PlanningError(
            _("Say why, in a sentence that people who planned to come will read."),
            code="reason_needed",
            field="reason_fr",
        )

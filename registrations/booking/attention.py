"""What booking adds to the control room: seats that fill too slowly, and full sessions for which people wait."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Stop
from events.planning.attention.gathering import LATEST_OVER
from events.planning.attention.needs import AttentionRule, Need, Urgency, Watched, urgency_in
from registrations.models import Attendee, Registration, Seat
from tournee.texts.typography import format_percent
from tournee.web.navigation import Link

ENOUGH_HELD = 5  # stops: fewer say nothing of how seats usually fill
_BEHIND = 2 / 3  # of what would be usual
_FIRST_DAYS = 7  # after publication, in which a pace means nothing


@dataclass(frozen=True, slots=True)
class Filling:
    """A stop's seats: how many there are in sessions that have a limit, and how many of them are taken.

    Where no session has one, `aimed`: how many people the tour aims at for each of its stops, and how many registered.
    """

    seats: int
    taken: int
    aimed: bool = False


def behind_their_pace(watched: Watched, days: int) -> Iterator[Need]:
    """Public stops at most `days` days away whose seats fill too slowly; without a limit, measured by the tour's aim.

    Where at least five of the tour's stops were held: fewer than two thirds of the share that was taken, at the same
    distance from the day, at half of them. Else: at an even pace from publication to the day, fewer than two thirds
    of the seats would be taken in the end. Three queries at most, none where no such stop is near.
    """
    near = [
        (stop, left, filling)
        for stop, left in watched.within(days)
        if left > 0 and (filling := _filling(watched, stop))
    ]
    if not near:
        return
    near = _with_those_registered(near)
    held = _held(watched)
    registered = _registered_when(held) if len(held) >= ENOUGH_HELD else {}
    for stop, left, filling in near:
        if registered:
            said = _beside_others(filling, left, [(one, was, registered.get(one.pk, [])) for one, was in held])
        else:
            said = _at_an_even_pace(stop, filling, left, watched.today)
        if said:
            yield Need(
                key=f"behind_their_pace:{stop.pk}",
                sentence=said,
                action=Link(_("See who is registered"), f"{watched.addresses()(stop)}registrations/"),
                urgency=urgency_in(left - 7),  # to relay an invitation takes a week
                stop=stop,
                person=stop.lead_id,
            )


def full_with_people_waiting(watched: Watched, people: int) -> Iterator[Need]:
    """Public stops ahead where at least `people` people wait for a seat; one query."""
    rows = Seat.objects.filter(state=Seat.State.WAITLISTED, session__stop__tour=watched.tour)
    by_stop: dict[int, list[tuple[int, int]]] = {}
    for stop_id, session_id, attendee_id in rows.values_list("session__stop", "session", "attendee"):
        by_stop.setdefault(stop_id, []).append((session_id, attendee_id))
    page = watched.addresses()
    for stop in watched.ahead:
        waiting = len({attendee for _session, attendee in by_stop.get(stop.pk, ())})
        if stop.state != Stop.State.PUBLISHED or waiting < max(people, 1):
            continue
        [(session_id, _count)] = Counter(session for session, _attendee in by_stop[stop.pk]).most_common(1)
        said = ngettext("Full: %(count)d person waits for a seat.", "Full: %(count)d people wait for a seat.", waiting)
        if stop.safety_limit:
            said += " " + _("The room takes up to %(limit)d people.")
        yield Need(
            key=f"full_with_people_waiting:{stop.pk}",
            sentence=said % {"count": waiting, "limit": stop.safety_limit},
            action=Link(_("Raise the number of seats"), f"{page(stop)}sessions/{session_id}/edit/#id_capacity"),
            urgency=urgency_in((stop.starts_on - watched.today).days) if stop.starts_on else Urgency.SOON,
            stop=stop,
            person=stop.lead_id,
        )


def _filling(watched: Watched, stop: Stop) -> Filling | None:
    """The seats of a public stop; None where there is neither a limit to fill nor an aim."""
    sessions = watched.planned_at(stop)
    if stop.state != Stop.State.PUBLISHED or not sessions:
        return None
    limited = [one for one in sessions if one.capacity]
    if limited:
        return Filling(sum(one.capacity or 0 for one in limited), sum(one.seats_taken for one in limited))
    aim = _aim_of_a_stop(watched)
    return Filling(aim, 0, aimed=True) if aim else None


def _aim_of_a_stop(watched: Watched) -> int:
    """How many people the tour aims at for each of its stops, evenly; 0 where it names no aim."""
    called_off = {Stop.State.CANCELLED, Stop.State.POSTPONED}
    stops = watched.tour.target_stops or sum(stop.state not in called_off for stop in watched.stops)
    return round((watched.tour.target_participants or 0) / stops) if stops else 0


def _with_those_registered(near: Sequence[tuple[Stop, int, Filling]]) -> list[tuple[Stop, int, Filling]]:
    """The same, with the people registered at stops without a limit; one query, none where there is no such stop."""
    aimed = [stop.pk for stop, _left, filling in near if filling.aimed]
    people = Attendee.objects.filter(stop__in=aimed, cancelled_at=None, registration__state=Registration.State.LIVE)
    counts = dict(people.order_by().values_list("stop").annotate(Count("pk"))) if aimed else {}
    return [
        (stop, left, replace(filling, taken=counts.get(stop.pk, 0)) if filling.aimed else filling)
        for stop, left, filling in near
    ]


def _held(watched: Watched) -> list[tuple[Stop, Filling]]:
    """The latest stops of the tour that took registrations and are over, with how they filled."""
    over = [stop for stop in watched.stops if stop.ends_on and stop.ends_on < watched.today]
    return [(stop, was) for stop in over[-LATEST_OVER:] if stop.starts_on and (was := _filling(watched, stop))]


def _registered_when(held: Sequence[tuple[Stop, Filling]]) -> dict[int, list[datetime.date]]:
    """For each stop, the day of registration of each seat that was confirmed in the end; one query.

    Of a stop without a limit, of each person.
    """
    seats = Seat.objects.filter(state=Seat.State.CONFIRMED, session__stop__in=[stop.pk for stop, _was in held])
    seats = seats.exclude(attendee__registration__origin=Registration.Origin.WALK_IN)
    aimed = {stop.pk for stop, was in held if was.aimed}
    if not aimed:
        seats = seats.filter(session__capacity__isnull=False)
    found: dict[int, list[datetime.date]] = {stop.pk: [] for stop, _was in held}
    counted: set[int] = set()
    rows = ("session__stop", "session__capacity", "attendee", "attendee__registration__registered_at")
    for stop_id, capacity, attendee, at in seats.values_list(*rows):
        if capacity is not None or (stop_id in aimed and attendee not in counted):
            found[stop_id].append(at.date())
            counted.add(attendee)
    return found


def _beside_others(filling: Filling, left: int, held: Sequence[tuple[Stop, Filling, list[datetime.date]]]) -> str:
    """The sentence, where fewer seats are taken than at the stops held, as far from their day; else empty."""
    import statistics  # lazily: it brings fractions and random along, and few pages compare stops

    shares = []
    for stop, was, days in held:
        if stop.starts_on:
            by_then = stop.starts_on - datetime.timedelta(days=left)
            shares.append(sum(day <= by_then for day in days) / was.seats)
    usual = statistics.median(shares)
    if filling.taken / filling.seats >= _BEHIND * usual:
        return ""
    compared = _("As far from the day, half of the %(stops)d stops held had %(share)s or more.")
    return f"{_taken_in_words(filling, left)} {compared % {'stops': len(shares), 'share': format_percent(usual)}}"


def _at_an_even_pace(stop: Stop, filling: Filling, left: int, today: datetime.date) -> str:
    """The sentence, where an even pace from publication on would leave many seats empty; else empty."""
    open_days = (today - stop.published_at.astimezone(stop.zone).date()).days if stop.published_at else 0
    if open_days < _FIRST_DAYS:
        return ""
    expected = round(filling.taken * (open_days + left) / open_days)
    if expected >= _BEHIND * filling.seats:
        return ""
    if not filling.taken:
        return _taken_in_words(filling, left)
    pace = _("At this pace about %(count)d will be.") % {"count": expected}
    return f"{_taken_in_words(filling, left)} {pace}"


def _taken_in_words(filling: Filling, left: int) -> str:
    words = {"taken": filling.taken, "seats": filling.seats, "days": left}
    if filling.aimed:
        said = ngettext(
            "%(taken)d registered of the %(seats)d people that the tour aims at for each stop, %(days)d day before.",
            "%(taken)d registered of the %(seats)d people that the tour aims at for each stop, %(days)d days before.",
            left,
        )
        return said % words
    if not filling.taken:
        return (
            ngettext(
                "None of the %(seats)d seats is taken, %(days)d day before.",
                "None of the %(seats)d seats is taken, %(days)d days before.",
                left,
            )
            % words
        )
    return (
        ngettext(
            "%(taken)d of %(seats)d seats taken, %(days)d day before.",
            "%(taken)d of %(seats)d seats taken, %(days)d days before.",
            left,
        )
        % words
    )


_DAYS, _PEOPLE = gettext_lazy("days before"), gettext_lazy("people who wait")
RULES = (
    AttentionRule("behind_their_pace", gettext_lazy("Seats that fill too slowly"), behind_their_pace, 42, _DAYS),
    AttentionRule(
        "full_with_people_waiting",
        gettext_lazy("A full stop for which people wait"),
        full_with_people_waiting,
        3,
        _PEOPLE,
    ),
)

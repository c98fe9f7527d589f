"""What conflicts are found in, read once: as many queries for three stops as for four hundred."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.models import DateOption, Session, Snooze, Speaking, Stop, Territory, Tour
from events.planning.conflicts.days_off import Area, area_of
from events.team.queries import co_hosted_stops, roles_of
from tournee.accounts.models import User
from tournee.texts.search import search_key

OVER = frozenset({Stop.State.CANCELLED, Stop.State.RECORDED})
# Another tour's stops are read as far around this tour's: a week, for firms are not invited twice within one.
AROUND = datetime.timedelta(days=7)
Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A planned session as conflicts see it; `room` is normalised, `speakers` are (id, name)."""

    pk: int
    stop: Stop
    title: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    room: str
    shown_room: str
    capacity: int | None
    online: bool
    speakers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A tour's stops to come with a day (`stops`), other tours' of those days (`others`), and all about them by id.

    `reveals` says of a stop whether whoever reads may know which it is.
    """

    tour: Tour
    stops: Sequence[Stop]
    undated: Sequence[Stop]
    others: Sequence[Stop]
    slots: Mapping[int, Sequence[Slot]]
    options: Mapping[int, Sequence[Days]]
    areas: Mapping[int, Area]
    leads: Mapping[int, str]
    reveals: Callable[[Stop], bool]

    def is_mine(self, stop: Stop) -> bool:
        """Whether it is a stop of the tour that is looked at."""
        return stop.tour_id == self.tour.pk

    @property
    def everywhere(self) -> Sequence[Stop]:
        """The stops with a day, of this tour and of the others."""
        return [*self.stops, *self.others]

    @property
    def all_slots(self) -> Iterable[Slot]:
        """Every session of them."""
        return (slot for stop in self.everywhere for slot in self.slots.get(stop.pk, ()))


def read_around(
    tour: Tour,
    today: datetime.date,
    *,
    reveals: Callable[[Stop], bool],
    stops: Iterable[Stop] | None = None,
    sessions: Mapping[int, Sequence[Session]] | None = None,
    until: datetime.date = datetime.date.max,
) -> Read:
    """What there is to compare from `today` on, and `until` when.

    `stops` are the tour's and `sessions` theirs, by the stop's id, where they are read already. Seven queries at most,
    eight without `stops`; nothing to ask about is not asked.
    """
    mine = [stop for stop in (tour.stops.all() if stops is None else stops) if stop.state not in OVER]
    for stop in mine:
        stop.tour = tour
    dated = [stop for stop in mine if stop.starts_on and stop.starts_on <= until and last_day(stop) >= today]
    undated = [stop for stop in mine if not stop.starts_on]
    others = _others(tour, dated, today)
    return Read(
        tour=tour,
        stops=dated,
        undated=undated,
        others=others,
        slots=_slots([*dated, *others], sessions or {}),
        options=_options(tour, undated, today),
        areas=_areas([*dated, *undated]),
        leads=_leads(dated, others),
        reveals=reveals,
    )


def last_day(stop: Stop) -> datetime.date:
    """The last day of a stop that has one."""
    return stop.ends_on or stop.starts_on or datetime.date.min


def is_public(stop: Stop) -> bool:
    """Whether anybody may read its page."""
    return stop.published_at is not None and stop.tour.state != Tour.State.DRAFT


def known_to_team(tour: Tour) -> Callable[[Stop], bool]:
    """What everybody in the team of `tour` may know: its stops, and public ones."""
    return lambda stop: stop.tour_id == tour.pk or is_public(stop)


def known_to(user: User) -> Callable[[Stop], bool]:
    """What `user` may know: public stops, those of one's tours, those one co-hosts."""
    roles = roles_of(user)
    hosted = frozenset(co_hosted_stops(user).values_list("pk", flat=True)) if roles.organisations else frozenset()
    return lambda stop: is_public(stop) or roles.on(stop.tour_id) is not None or stop.pk in hosted


def put_off(tour: Tour, today: datetime.date) -> dict[str, Snooze]:
    """The conflicts of `tour` that somebody put off and that are not due again, by key."""
    return {
        snooze.key: snooze for snooze in Snooze.objects.filter(tour=tour, until__gt=today, key__startswith="conflicts:")
    }


def _others(tour: Tour, dated: Sequence[Stop], today: datetime.date) -> list[Stop]:
    """Other tours' stops around the days of `dated`; a made-up tour disturbs no real one, nor the other way round."""
    if not dated:
        return []
    first = max(min(stop.starts_on for stop in dated if stop.starts_on), today) - AROUND
    found = Stop.objects.filter(
        starts_on__lte=max(map(last_day, dated)) + AROUND, ends_on__gte=first, tour__fictitious=tour.fictitious
    )
    found = found.exclude(tour=tour).exclude(tour__state=Tour.State.ARCHIVED).exclude(state__in=OVER)
    return list(found.select_related("tour").defer("summary_fr", "summary_en", "access_fr", "access_en"))


def _slots(stops: Sequence[Stop], known: Mapping[int, Sequence[Session]]) -> dict[int, list[Slot]]:
    by_id = {stop.pk: stop for stop in stops}
    sessions = [one for pk in by_id for one in known.get(pk, ()) if one.state == Session.State.PLANNED]
    if unread := by_id.keys() - known.keys():
        planned = Session.objects.filter(stop__in=unread, state=Session.State.PLANNED)
        sessions += planned.defer("summary_fr", "summary_en")
    speakers: dict[int, list[tuple[int, str]]] = defaultdict(list)
    if sessions:
        spoken = Speaking.objects.filter(session__in=[session.pk for session in sessions]).order_by("pk")
        for session_id, speaker, name in spoken.values_list("session_id", "speaker_id", "speaker__name"):
            speakers[session_id].append((speaker, name))
    slots: dict[int, list[Slot]] = defaultdict(list)
    for session in sessions:
        slots[session.stop_id].append(slot_of(session, by_id[session.stop_id], tuple(speakers[session.pk])))
    return slots


def slot_of(session: Session, stop: Stop, speakers: tuple[tuple[int, str], ...] = ()) -> Slot:
    """`session` at `stop` as conflicts see it."""
    return Slot(
        pk=session.pk, stop=stop, title=session.title, starts_at=session.starts_at, ends_at=session.ends_at,
        room=search_key(session.room), shown_room=session.room, capacity=session.capacity,
        online=session.kind == Session.Kind.WEBINAR, speakers=speakers,
    )  # fmt: skip


def _options(tour: Tour, undated: Sequence[Stop], today: datetime.date) -> dict[int, list[Days]]:
    """The dates to come that stops of `tour` without a day may choose among."""
    found: dict[int, list[Days]] = defaultdict(list)
    if undated:
        options = DateOption.objects.filter(stop__tour=tour, stop__starts_on=None, ends_on__gte=today)
        for stop, first, last in options.order_by("starts_on").values_list("stop_id", "starts_on", "ends_on"):
            found[stop].append((first, last))
    return found


def _areas(stops: Sequence[Stop]) -> dict[int, Area]:
    ids = {pk for stop in stops for pk in (stop.town_id, stop.region_id) if pk}
    codes = dict(Territory.objects.filter(pk__in=ids).values_list("pk", "code")) if ids else {}
    return {
        stop.pk: area_of(stop.time_zone, codes.get(stop.town_id or 0, ""), codes.get(stop.region_id or 0, ""))
        for stop in stops
    }


def _leads(*groups: Sequence[Stop]) -> dict[int, str]:
    ids = {stop.lead_id for stops in groups for stop in stops if stop.lead_id}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)} if ids else {}


def today_of(tour: Tour) -> datetime.date:
    """The day it is where `tour` is."""
    return timezone.now().astimezone(ZoneInfo(tour.time_zone)).date()

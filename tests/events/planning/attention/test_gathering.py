"""What a tour asks of people today: gathered once, in order, with what was put off set aside."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from events.models import Snooze, Threshold, Tour
from events.planning.attention.gathering import attention_of, needs_of
from events.planning.attention.room import room_of
from tests.events.factories import PartnershipFactory, SessionFactory, StopFactory, TourFactory
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2031, 6, 18)
FIVE_BEFORE = DAY - datetime.timedelta(days=5)


def keys(tour: Tour, *, snoozed: bool = False) -> list[str]:
    return [need.key for need in needs_of(tour, FIVE_BEFORE, snoozed=snoozed)]


def ready(tour: Tour, **values: object) -> Any:
    """A stop of which nothing is missing but what `values` take away."""
    whole = {"confirmed": True, "state": "published", "number": None, "access_fr": "Par la cour.", "step_free": "yes"}
    stop = StopFactory(tour=tour, lead=UserFactory(), **{**whole, "number": tour.stops.count() + 1, **values})
    Threshold.objects.get_or_create(tour=tour, rule="no_co_host", defaults={"value": None})
    return stop


def test_the_most_urgent_comes_first_then_the_nearest_stop() -> None:
    tour = TourFactory()
    far = ready(tour, venue="", starts_on=DAY + datetime.timedelta(days=30))
    near = ready(tour, venue="", starts_on=DAY)
    middle = ready(tour, venue="", starts_on=DAY + datetime.timedelta(days=10))

    assert keys(tour) == [f"no_venue:{stop.pk}" for stop in (near, middle, far)]


def test_a_tour_sets_its_own_thresholds_and_turns_rules_off() -> None:
    tour = TourFactory()
    stop = ready(tour, venue="")
    assert keys(tour) == [f"no_venue:{stop.pk}"]

    Threshold.objects.create(tour=tour, rule="no_venue", value=4)
    assert keys(tour) == []
    Threshold.objects.update(value=5)
    Threshold.objects.filter(rule="no_co_host").update(value=None)
    assert len(keys(tour)) == 1
    Threshold.objects.update(value=None)
    assert keys(tour) == []


def test_what_is_put_off_is_set_aside_until_its_day_and_comes_back_by_itself() -> None:
    tour = TourFactory()
    stop = ready(tour, venue="")
    key = f"no_venue:{stop.pk}"
    Snooze.objects.create(tour=tour, key=key, until=DAY, reason="Devis attendu")

    assert (keys(tour), keys(tour, snoozed=True)) == ([], [key])
    attention = attention_of(tour, DAY)
    assert ([need.key for need in attention.needs], attention.put_off) == ([key], [])


def queries_for(count: int) -> int:
    tour = TourFactory()
    for _ in range(count):
        stop = StopFactory(tour=tour, confirmed=True, venue="")
        SessionFactory(stop=stop)
        PartnershipFactory(stop=stop)
        Snooze.objects.create(tour=tour, key=f"no_venue:{stop.pk}", until=DAY, reason="Devis", by=UserFactory())
    with CaptureQueriesContext(connection) as asked:
        assert len(attention_of(tour, FIVE_BEFORE).put_off) == count
    return len(asked)


def test_gathering_asks_as_much_for_one_stop_as_for_three() -> None:
    assert queries_for(1) == queries_for(3)


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "One stop needs your attention"), (5, "Five stops need your attention"), (13, "13 stops need your attention")],
)
def test_the_headline_says_how_many_stops_need_attention(count: int, said: str) -> None:
    tour = TourFactory()
    for _ in range(count):
        ready(tour, venue="")

    with translation.override("en"):
        room = room_of(attention_of(tour, FIVE_BEFORE))

    assert room.headline == said
    assert room.day == "Friday 13\u00a0June · week 24"
    assert [len(room.first), len(room.folded), room.rest] == [min(count, 7), max(count - 7, 0), 0]


def test_where_nothing_is_late_the_headline_is_glad_and_says_what_comes_next() -> None:
    tour = TourFactory()
    stop = ready(tour)

    with translation.override("en"):
        room = room_of(attention_of(tour, FIVE_BEFORE))

    assert (room.headline, room.nothing) == ("All is on its way", True)
    assert (room.following, room.following_when) == (stop, "in 5 days")


def test_beyond_twenty_the_rest_is_counted_and_can_all_be_shown() -> None:
    tour = TourFactory()
    for _ in range(22):
        ready(tour, venue="")
    attention = attention_of(tour, FIVE_BEFORE)

    assert room_of(attention).rest == 2
    assert len(room_of(attention, everything=True).first) == 22

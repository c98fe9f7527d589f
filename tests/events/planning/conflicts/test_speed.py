"""As many queries for thirty stops as for three, and pairs found by sorting."""

import datetime
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import DateOption, Session, Speaking, Stop, Tour
from events.planning.conflicts.finding import conflicts_in
from events.planning.conflicts.queries import known_to_team, read_around
from tests.events.factories import SpeakerFactory, TerritoryFactory, TourFactory
from tests.events.planning.conflicts.world import TODAY
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
MEASURED_STEPS = 1_300_000  # with two tours of 200 stops: some 0.1 s on the machine it was written on


def plan(count: int) -> Tour:
    """A tour of `count` stops with three sessions each, beside another as large; some without a date but options."""
    region = TerritoryFactory(region=True)
    leads = [UserFactory() for _lead in range(8)]
    speakers = [SpeakerFactory() for _speaker in range(count // 2)]
    tours = [TourFactory(), TourFactory()]
    stops = []
    for n in range(count * 2):
        day = None if n % 10 == 9 else TODAY + datetime.timedelta(days=n // 2 % 150)
        stops.append(
            Stop(
                tour=tours[n % 2], place=f"Ville {n}", slug=f"ville-{n}", region=region, starts_on=day, ends_on=day,
                latitude=43 + n * 37 % 80 / 10, longitude=-1 + n * 53 % 70 / 10, venue="Halle", safety_limit=40,
                lead=leads[n % 9] if n % 9 < 8 else None,
            )
        )  # fmt: skip
    Stop.objects.bulk_create(stops)
    sessions = []
    for stop in stops:
        morning = datetime.datetime.combine(stop.starts_on or TODAY, datetime.time(9), stop.zone)
        for n in range(3):
            starts_at = morning + datetime.timedelta(hours=n * 2)
            ends_at = starts_at + datetime.timedelta(hours=2)
            sessions.append(
                Session(stop=stop, title_fr=f"A{n}", starts_at=starts_at, ends_at=ends_at, room=f"{n}", capacity=30)
            )
    Session.objects.bulk_create(sessions)
    Speaking.objects.bulk_create(
        Speaking(session=session, speaker=speakers[n % len(speakers)]) for n, session in enumerate(sessions)
    )
    DateOption.objects.bulk_create(
        DateOption(
            stop=stop, starts_on=TODAY + datetime.timedelta(days=74), ends_on=TODAY + datetime.timedelta(days=74)
        )
        for stop in stops
        if stop.starts_on is None
    )
    return tours[0]


def look(tour: Tour) -> int:
    return len(conflicts_in(read_around(Tour.objects.get(pk=tour.pk), TODAY, reveals=known_to_team(tour))))


def counted(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_thirty_stops_take_as_many_queries_as_ten() -> None:
    few, many = plan(10), plan(30)

    assert counted(lambda: look(few)) == counted(lambda: look(many)) <= 9


def steps(act: Callable[[], object]) -> int:
    """How many lines of Python are run meanwhile: as many however fast the machine is."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def test_two_hundred_stops_are_looked_at_in_a_moment() -> None:
    tour = plan(200)
    found = look(tour)  # the calendars are read once a process
    around = read_around(Tour.objects.get(pk=tour.pk), TODAY, reveals=known_to_team(tour))

    assert found > 100
    assert steps(lambda: conflicts_in(around)) < 4 * MEASURED_STEPS

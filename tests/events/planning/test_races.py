"""Two people at once: what the database settles, on SQLite and on PostgreSQL."""

import threading

import pytest

from events.models import Membership, Role, Stop, Tour
from events.planning.errors import IllegalTransition
from events.planning.operations import edit_stop, publish_stop
from events.team.operations import TeamError, accept_invitation, invite, remove_member
from tests.events.factories import SessionFactory, StopFactory, TourFactory
from tests.racing import PATIENCE, race
from tests.tournee.factories import UserFactory
from tournee.history.operations import StaleVersion

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.races,
    pytest.mark.xdist_group("races"),
]
PEOPLE = 8


def confirmed_stops(count: int) -> list[Stop]:
    tour = TourFactory(published=True)
    stops = StopFactory.create_batch(count, confirmed=True, tour=tour)
    for stop in stops:
        SessionFactory(stop=stop)
    return stops


def test_stops_published_at_once_get_different_numbers() -> None:
    stops = confirmed_stops(PEOPLE)

    race([lambda stop=stop: publish_stop(stop, actor=None) for stop in stops])

    assert sorted(Stop.objects.values_list("number", flat=True)) == list(range(1, PEOPLE + 1))


def test_without_the_rows_lock_two_publications_read_the_same_number() -> None:
    """The control: numbers given by reading first and writing later collide, so the test above can fail."""
    stops = confirmed_stops(PEOPLE)
    tour = stops[0].tour

    race_window = threading.Barrier(PEOPLE)

    def read_then_write(_stop: Stop) -> int:
        number = Tour.objects.get(pk=tour.pk).last_stop_number + 1
        race_window.wait(timeout=PATIENCE)
        Tour.objects.filter(pk=tour.pk).update(last_stop_number=number)
        return number

    numbers = race([lambda stop=stop: read_then_write(stop) for stop in stops])

    assert len(set(numbers)) < PEOPLE


def test_one_stop_is_published_once_however_many_press_the_button() -> None:
    stop = confirmed_stops(1)[0]

    outcomes = race([lambda: publish_stop(Stop.objects.get(pk=stop.pk), actor=None) for _ in range(PEOPLE)])

    assert [type(outcome) for outcome in outcomes].count(IllegalTransition) == PEOPLE - 1
    stop.tour.refresh_from_db()
    assert stop.tour.last_stop_number == 1


def test_of_several_forms_saved_at_once_one_wins_and_the_others_are_told() -> None:
    stop = StopFactory()

    outcomes = race(
        [
            lambda name=name: edit_stop(Stop.objects.get(pk=stop.pk), {"venue": name}, expected_version=1, actor=None)
            for name in "ABCDEFGH"
        ]
    )

    assert [type(outcome) for outcome in outcomes].count(StaleVersion) == PEOPLE - 1
    stop.refresh_from_db()
    assert (stop.version, stop.venue in "ABCDEFGH") == (2, True)


def test_an_invitation_clicked_many_times_makes_one_membership() -> None:
    invitation = invite(TourFactory(), email="ann@example.org", role=Role.EDITOR, actor=UserFactory())

    outcomes = race([lambda: accept_invitation(invitation) for _ in range(PEOPLE)])

    assert [type(outcome) for outcome in outcomes].count(TeamError) == PEOPLE - 1
    assert Membership.objects.count() == 1


def test_two_managers_cannot_both_leave() -> None:
    tour = TourFactory()
    managers = [Membership.objects.create(user=UserFactory(), tour=tour, role=Role.MANAGER) for _ in range(2)]
    actor = UserFactory()

    race([lambda one=one: remove_member(one, actor=actor) for one in managers])

    assert Membership.objects.filter(tour=tour, role=Role.MANAGER).count() == 1

"""The workspace's first page says what is one's own: the stops one leads, one's tasks late or due soon."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from events.models import Side, Stop
from events.planning.mine import SOON_DAYS, mine_of
from tests.events.factories import MembershipFactory, StopFactory, TourFactory
from tests.events.planning.checklist.factories import TaskFactory
from tests.events.planning.pages import text_of
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.models import User

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def editor() -> User:
    return MembershipFactory().user


def led(editor: User, in_days: int = 10, **values: object) -> Stop:
    """A stop that the editor looks after, in so many days."""
    tour = editor.memberships.get().tour
    day = TODAY + datetime.timedelta(days=in_days)
    stop: Stop = StopFactory(tour=tour, lead=editor, confirmed=True, starts_on=day, ends_on=day, **values)
    return stop


def test_the_nearest_stop_comes_first_and_those_over_or_of_others_not_at_all(editor: User) -> None:
    far, near = led(editor, 20), led(editor, 2)
    led(editor, -3)
    StopFactory(tour=far.tour, lead=UserFactory(), confirmed=True)

    assert [one.stop for one in mine_of(editor).stops] == [near, far]


def test_a_task_is_ones_own_by_name_or_where_it_is_the_teams_at_a_stop_one_leads(editor: User) -> None:
    stop = led(editor)
    other = StopFactory(tour=stop.tour, confirmed=True, starts_on=stop.starts_on, ends_on=stop.ends_on)
    late = TaskFactory(stop=stop, days=-15)
    named = TaskFactory(stop=other, days=0, assignee=editor)
    TaskFactory(stop=stop, days=0, assignee=UserFactory())
    TaskFactory(stop=stop, days=0, side=Side.PARTNER)
    TaskFactory(stop=other, days=0)
    TaskFactory(stop=stop, days=SOON_DAYS - 9)

    mine = mine_of(editor)

    assert [one.task for one in mine.tasks] == [late, named]
    assert [bool(one.late) for one in mine.tasks] == [True, False]


def test_what_there_is_too_much_of_is_folded(editor: User) -> None:
    for _ in range(8):
        TaskFactory(stop=led(editor), days=0)

    mine = mine_of(editor)

    assert [len(part) for part in (mine.stops, mine.later_stops, mine.tasks, mine.other_tasks)] == [6, 2, 6, 2]


def test_neither_an_archived_tour_nor_one_whose_team_was_left_counts(editor: User) -> None:
    TaskFactory(stop=StopFactory(tour=TourFactory(), lead=editor, confirmed=True), assignee=editor)
    stop = led(editor)
    stop.tour.state = "archived"
    stop.tour.save()

    assert mine_of(editor).stops == mine_of(editor).tasks == []


@pytest.mark.parametrize("count", [1, 3])
def test_two_queries_for_one_stop_and_for_three(
    editor: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        TaskFactory(stop=led(editor), days=0)

    with django_assert_num_queries(4):  # with the user and their memberships
        assert len(mine_of(User.objects.get(pk=editor.pk)).tasks) == count


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("count", [0, 1, 7])
def test_the_page_shows_it_or_says_that_there_is_nothing(
    client: Client, editor: User, count: int, language: str
) -> None:
    stops = [led(editor) for _ in range(count)]
    client.force_login(editor)

    with translation.override(language):
        response = client.get(reverse("workspace"))

    assert_house_page(response, language=language)
    assert 'id="mine-title"' in response.content.decode()
    assert all(stop.place in text_of(response) for stop in stops[:6])


def test_a_reader_is_shown_tours_only(client: Client) -> None:
    client.force_login(MembershipFactory(reader=True).user)

    assert 'id="mine-title"' not in client.get(reverse("workspace")).content.decode()

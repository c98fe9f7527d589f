"""A stop's tasks: in order, ticked by whose they are, given to people."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from events.models import Side, Stop, Task, Tour
from events.planning.checklist.errors import ChecklistError
from events.planning.checklist.operations import add_task, edit_task, mark_task
from events.planning.checklist.queries import readiness_of, tasks_of
from tests.events.factories import MembershipFactory, StopFactory, TourFactory
from tests.events.planning.checklist.factories import ChecklistItemFactory, TaskFactory
from tests.events.planning.pages import co_host, member, send, text_of
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db
BEFORE = "2031-06-01 09:00"  # seventeen days before the stops of these tests


def page(stop: Stop) -> str:
    return reverse("planning_tasks", args=[stop.tour.slug, stop.slug])


def tick(client: Client, task: Task, done: str = "1", **headers: str) -> int:
    return client.post(reverse("planning_task_tick", args=[task.pk]), {"done": done}, headers=headers).status_code


def test_tasks_come_in_the_order_in_which_they_fall_due() -> None:
    stop = StopFactory(dated=True)
    after, early = TaskFactory(stop=stop, days=2), TaskFactory(stop=stop, days=-21)
    set_day = TaskFactory(stop=stop, days=None, due_on=datetime.date(2031, 6, 10))

    assert tasks_of(stop) == [early, set_day, after]


def test_readiness_counts_done_tasks_of_all_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stops = StopFactory.create_batch(3)
    TaskFactory(stop=stops[0])
    mark_task(TaskFactory(stop=stops[0]), done=True, actor=None)
    TaskFactory(stop=stops[1])

    with django_assert_num_queries(1):
        ready = readiness_of(stops)
    with django_assert_num_queries(1):
        readiness_of(stops[:1])

    assert ready == {stops[0].pk: (1, 2), stops[1].pk: (0, 1), stops[2].pk: (0, 0)}


@travel(BEFORE, tick=False)
def test_the_page_says_what_is_late_and_by_how_much(client: Client) -> None:
    task = TaskFactory(days=-20)
    member(client, task.stop.tour)

    response = client.get(page(task.stop))

    assert_house_page(response)
    assert "3 jours de retard" in text_of(response) or "3 days late" in text_of(response)
    assert 'class="urgent"' in text_of(response)


def test_without_a_date_a_task_says_how_far_from_the_stop_it_is(client: Client) -> None:
    task = TaskFactory(stop=StopFactory(), days=-21)
    member(client, task.stop.tour)

    text = text_of(client.get(page(task.stop)))

    assert "21 jours avant l’étape" in text or "21 days before the stop" in text


def test_an_empty_checklist_says_where_tasks_come_from(client: Client) -> None:
    stop = StopFactory()
    member(client, stop.tour)

    assert reverse("planning_checklist", args=[stop.tour.slug]) in client.get(page(stop)).content.decode()


def test_a_tick_keeps_who_and_when_and_can_be_taken_back(client: Client) -> None:
    task = TaskFactory()
    user = member(client, task.stop.tour)

    assert tick(client, task) == 302
    task.refresh_from_db()
    assert task.done_by == user
    assert task.done_at is not None
    assert str(user) in text_of(client.get(page(task.stop)))

    tick(client, task, done="0")
    task.refresh_from_db()
    assert (task.done_by, task.done_at) == (None, None)


def test_ticking_twice_keeps_the_first_who_did_it() -> None:
    first, second = UserFactory(), UserFactory()
    task = mark_task(TaskFactory(), done=True, actor=first)

    assert mark_task(task, done=True, actor=second).done_by == first


def test_with_htmx_only_the_lists_come_back(client: Client) -> None:
    task = TaskFactory()
    member(client, task.stop.tour)

    response = client.post(reverse("planning_task_tick", args=[task.pk]), {"done": "1"}, headers={"HX-Request": "true"})

    assert "<html" not in response.content.decode()
    assert 'id="progress" hx-swap-oob' in response.content.decode()


def test_a_co_host_ticks_its_own_tasks_and_sees_the_teams(client: Client) -> None:
    stop = StopFactory(dated=True)
    theirs, ours = TaskFactory(stop=stop, side=Side.PARTNER), TaskFactory(stop=stop)
    co_host(client, stop)

    shown = text_of(client.get(page(stop)))

    assert theirs.title_fr in shown
    assert ours.title_fr in shown
    assert reverse("planning_task_tick", args=[ours.pk]) not in shown
    assert (tick(client, theirs), tick(client, ours)) == (302, 403)


def test_a_co_host_of_another_stop_sees_and_ticks_nothing(client: Client) -> None:
    task = TaskFactory(side=Side.PARTNER)
    co_host(client, StopFactory(tour=task.stop.tour))

    assert client.get(page(task.stop)).status_code == 403
    assert tick(client, task) == 403


def test_a_reader_of_the_tour_sees_and_ticks_nothing(client: Client) -> None:
    task = TaskFactory()
    member(client, task.stop.tour, "reader")

    assert reverse("planning_task_tick", args=[task.pk]) not in text_of(client.get(page(task.stop)))
    assert tick(client, task) == 403


def test_a_tick_in_an_archived_tour_is_refused_with_its_reason(client: Client) -> None:
    task = TaskFactory(stop__tour=TourFactory(published=True))
    member(client, task.stop.tour)
    Tour.objects.update(state=Tour.State.ARCHIVED)

    tick(client, task)

    task.refresh_from_db()
    assert task.done_at is None
    assert "archiv" in text_of(client.get(page(task.stop)))


def test_a_task_of_one_stop_is_added_for_somebody_of_the_co_host(client: Client) -> None:
    stop = StopFactory(dated=True)
    host = co_host(client, stop)
    member(client, stop.tour)

    add = reverse("planning_task_add", args=[stop.tour.slug, stop.slug])
    send(client, add, title_fr="Clé de la salle", due_on="2031-06-17", assignee=f"partner-{host.pk}")

    task = Task.objects.get()
    assert (task.item, task.due, task.side, task.assignee) == (None, datetime.date(2031, 6, 17), Side.PARTNER, host)


def test_a_task_needs_a_day_or_a_distance(client: Client) -> None:
    stop = StopFactory(dated=True)
    member(client, stop.tour)

    response = send(client, reverse("planning_task_add", args=[stop.tour.slug, stop.slug]), title_fr="Clé")

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"days"}


def test_a_task_is_changed_at_its_stop_only(client: Client) -> None:
    item = ChecklistItemFactory(days=-21)
    task = TaskFactory(item=item, days=-21)
    member(client, task.stop.tour)

    send(client, reverse("planning_task_edit", args=[task.pk]), days="40", note="Par téléphone")

    task.refresh_from_db()
    item.refresh_from_db()
    assert (task.days, task.note, item.days) == (-40, "Par téléphone", -21)


def test_a_task_is_given_only_to_who_can_do_it() -> None:
    stop = StopFactory(dated=True)
    reader = MembershipFactory(tour=stop.tour, reader=True).user
    editor = MembershipFactory(tour=stop.tour).user

    with pytest.raises(ChecklistError) as refused:
        add_task(stop, {"title_fr": "Clé", "days": 0, "assignee": reader}, actor=None)
    assert (refused.value.code, refused.value.field) == ("not_in_the_team", "assignee")
    with pytest.raises(ChecklistError) as refused:
        add_task(stop, {"title_fr": "Clé", "days": 0, "side": Side.PARTNER, "assignee": editor}, actor=None)
    assert refused.value.code == "not_a_co_host"


def test_a_task_that_changes_sides_is_nobodys() -> None:
    task = TaskFactory(stop=StopFactory(dated=True))
    task.assignee = MembershipFactory(tour=task.stop.tour).user
    task.save()

    edit_task(task, {"side": Side.PARTNER}, expected_version=None, actor=None)

    assert task.assignee is None


def test_two_editors_at_once_see_both_values(client: Client) -> None:
    task = TaskFactory(note="")
    member(client, task.stop.tour)
    edit = reverse("planning_task_edit", args=[task.pk])
    stale = client.get(edit).context["form"].initial["version"]
    edit_task(task, {"note": "Leur note"}, expected_version=None, actor=None)

    response = send(client, edit, note="Ma note", version=stale)

    assert response.status_code == 422
    assert "Leur note" in text_of(response)
    assert "Ma note" in text_of(response)


def test_the_page_asks_the_same_of_the_database_for_one_task_and_for_three(client: Client) -> None:
    stop = StopFactory(dated=True)
    co_host(client, stop)
    TaskFactory(stop=stop, side=Side.PARTNER, assignee=UserFactory())
    client.get(page(stop))
    with CaptureQueriesContext(connection) as one:
        client.get(page(stop))

    for _ in range(2):
        TaskFactory(stop=stop, side=Side.PARTNER, assignee=UserFactory())

    with CaptureQueriesContext(connection) as three:
        client.get(page(stop))
    assert len(three) == len(one)


def test_removing_a_task_leaves_the_tours_checklist(client: Client) -> None:
    item = ChecklistItemFactory()
    task = TaskFactory(item=item)
    member(client, task.stop.tour)

    client.post(reverse("planning_task_remove", args=[task.pk]))

    item.refresh_from_db()
    assert not Task.objects.exists()

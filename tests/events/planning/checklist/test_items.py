"""A tour's checklist: what its stops get, and what happens to their tasks when it changes."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from events.models import ChecklistItem, Side, Stop, Task, Tour
from events.planning.checklist.errors import ChecklistError
from events.planning.checklist.operations import add_item, edit_item, mark_task, move_item, offer_ordinary, remove_item
from events.planning.checklist.ordinary import ORDINARY
from events.planning.errors import TourArchived
from events.planning.operations import add_stop
from tests.events.factories import MembershipFactory, StopFactory, TourFactory
from tests.events.planning.checklist.factories import ChecklistItemFactory, TaskFactory
from tests.events.planning.pages import co_host, member, send, text_of
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db
ROOM = {"title_fr": "Réserver la salle", "title_en": "Book the room", "days": -30, "side": Side.PARTNER}


def page(tour: Tour, name: str = "planning_checklist") -> str:
    return reverse(name, args=[tour.slug])


def test_a_new_stop_has_the_tasks_of_its_tour() -> None:
    item = ChecklistItemFactory(side=Side.PARTNER, days=-10)

    stop = add_stop(item.tour, {"place": "Albert"}, actor=None)

    task = stop.tasks.get()
    assert (task.item, task.title_fr, task.days, task.side) == (item, item.title_fr, -10, Side.PARTNER)
    assert task.due is None


def test_the_stops_that_are_there_get_a_new_line_as_a_task() -> None:
    tour = TourFactory()
    stops = [StopFactory(tour=tour), StopFactory(tour=tour, dated=True)]

    item = add_item(tour, ROOM, actor=None)

    assert {task.stop for task in item.tasks.all()} == set(stops)


def test_a_stop_that_is_over_gets_no_task_whose_day_is_past() -> None:
    tour = TourFactory()
    StopFactory(tour=tour, held=True)
    StopFactory(tour=tour, state=Stop.State.RECORDED)

    item = add_item(tour, ROOM, actor=None)

    assert not item.tasks.exists()


def test_adding_a_line_takes_as_many_queries_for_one_stop_as_for_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one, three = TourFactory(), TourFactory()
    StopFactory(tour=one)
    StopFactory.create_batch(3, tour=three)

    for tour in (one, three):
        with django_assert_num_queries(9):
            add_item(tour, ROOM, actor=None)


def test_undone_tasks_follow_an_edit_and_done_ones_stay() -> None:
    item = ChecklistItemFactory(title_fr="Salle", days=-21)
    undone, done = (TaskFactory(item=item, title_fr="Salle", days=-21) for _ in range(2))
    mark_task(done, done=True, actor=None)

    edit_item(item, {"title_fr": "Réserver la salle", "days": -30}, expected_version=item.version, actor=None)

    undone.refresh_from_db()
    done.refresh_from_db()
    assert (undone.title_fr, undone.days) == ("Réserver la salle", -30)
    assert (done.title_fr, done.days) == ("Salle", -21)


def test_a_task_that_passes_to_the_co_host_is_nobodys_there_yet() -> None:
    item = ChecklistItemFactory(side=Side.TEAM)
    task = TaskFactory(item=item, assignee=UserFactory())

    edit_item(item, {"side": Side.PARTNER}, expected_version=None, actor=None)

    task.refresh_from_db()
    assert (task.side, task.assignee) == (Side.PARTNER, None)


def test_removing_a_line_takes_its_undone_tasks_away_and_keeps_those_done() -> None:
    item = ChecklistItemFactory()
    TaskFactory(item=item)
    done = TaskFactory(item=item)
    mark_task(done, done=True, actor=None)

    remove_item(item, actor=None)

    assert list(Task.objects.all()) == [done]
    assert Task.objects.get().item is None


def test_a_line_moves_among_those_of_its_day_and_no_further() -> None:
    tour = TourFactory()
    first, second, later = (
        add_item(tour, {**ROOM, "title_fr": name, "days": days}, actor=None)
        for name, days in (("A", -30), ("B", -30), ("C", -20))
    )

    move_item(second, -1, actor=None)
    move_item(later, -1, actor=None)

    assert list(tour.checklist_items.all()) == [second, first, later]


@pytest.mark.parametrize(("days", "field"), [(-731, "days"), (900, "days")])
def test_a_line_is_within_two_years_of_the_stop(days: int, field: str) -> None:
    with pytest.raises(ChecklistError) as refused:
        add_item(TourFactory(), {**ROOM, "days": days}, actor=None)

    assert refused.value.field == field


def test_a_line_stands_once_in_a_checklist() -> None:
    tour = TourFactory()
    add_item(tour, ROOM, actor=None)

    with pytest.raises(ChecklistError) as refused:
        add_item(tour, ROOM, actor=None)

    assert (refused.value.code, refused.value.field) == ("twice", "title_fr")


def test_the_checklist_of_an_archived_tour_stays_as_it_is() -> None:
    with pytest.raises(TourArchived):
        add_item(TourFactory(published=True, state=Tour.State.ARCHIVED), ROOM, actor=None)


def test_the_ordinary_tasks_are_offered_once_and_reach_every_stop(client: Client) -> None:
    tour = StopFactory().tour
    member(client, tour)
    assert "Commencer" in text_of(client.get(page(tour))) or "Begin" in text_of(client.get(page(tour)))

    client.post(page(tour, "planning_checklist_offer"))
    again = client.post(page(tour, "planning_checklist_offer"), follow=True)

    assert ChecklistItem.objects.filter(tour=tour).count() == len(ORDINARY) == Task.objects.count()
    assert again.status_code == 200
    with pytest.raises(ChecklistError):
        offer_ordinary(tour, actor=None)


def test_a_line_is_added_edited_and_removed_by_its_forms(client: Client) -> None:
    tour = StopFactory().tour
    member(client, tour)

    send(client, page(tour, "planning_checklist_add"), title_fr="Salle", days="21", way="before", side="partner")
    item = ChecklistItem.objects.get()
    assert (item.days, item.side) == (-21, Side.PARTNER)

    edit = reverse("planning_checklist_edit", args=[item.pk])
    form = client.get(edit)
    assert 'value="21"' in form.content.decode()
    send(client, edit, days="2", way="after")
    item.refresh_from_db()
    assert item.days == 2
    assert Task.objects.get().days == 2

    client.post(reverse("planning_checklist_remove", args=[item.pk]))
    assert not Task.objects.exists()


def test_a_refused_line_comes_back_with_the_reason_beside_its_field(client: Client) -> None:
    tour = ChecklistItemFactory(title_fr="Salle").tour
    member(client, tour)

    response = send(client, page(tour, "planning_checklist_add"), title_fr="Salle", days="800", side="team")

    assert response.status_code == 422
    assert {"title_fr", "days"} <= set(response.context["form"].errors)


def test_the_page_shows_how_far_the_stops_are(client: Client) -> None:
    item = ChecklistItemFactory()
    mark_task(TaskFactory(item=item), done=True, actor=None)
    TaskFactory(item=item)
    member(client, item.tour, "reader")

    response = client.get(page(item.tour))

    assert_house_page(response)
    assert "1 sur 2" in text_of(response) or "1 of 2" in text_of(response)
    assert reverse("planning_checklist_edit", args=[item.pk]) not in response.content.decode()


def test_the_template_is_the_teams_and_no_co_hosts(client: Client) -> None:
    stop = StopFactory()
    co_host(client, stop)

    assert client.get(page(stop.tour)).status_code == 403


def test_a_reader_changes_nothing(client: Client) -> None:
    item = ChecklistItemFactory()
    client.force_login(MembershipFactory(tour=item.tour, reader=True).user)

    assert client.post(reverse("planning_checklist_remove", args=[item.pk])).status_code == 403
    assert client.post(reverse("planning_checklist_move", args=[item.pk]), {"way": "up"}).status_code == 403


def test_due_days_follow_a_stop_that_moves() -> None:
    task = TaskFactory(days=-21)
    task.stop.starts_on = datetime.date(2031, 7, 1)

    assert task.due == datetime.date(2031, 6, 10)

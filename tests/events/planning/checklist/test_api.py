"""Checklists and tasks over the API, through the operations the pages use."""

import pytest
from rest_framework.test import APIClient

from events.models import ChecklistItem, Side, Task
from tests.events.factories import MembershipFactory, PartnershipFactory, StopFactory, TourFactory
from tests.events.planning.checklist.factories import ChecklistItemFactory, TaskFactory

pytestmark = pytest.mark.django_db
ANY = {"HTTP_IF_MATCH": "*"}


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def test_a_line_is_written_changed_and_removed_and_its_tasks_with_it(api: APIClient) -> None:
    stop = StopFactory(dated=True)
    api.force_authenticate(MembershipFactory(tour=stop.tour).user)
    body = {"tour": stop.tour.slug, "title": {"fr": "Salle"}, "days": -21, "side": "partner"}

    made = api.post("/api/v1/checklist-items/", body, format="json")
    assert made.status_code == 201, made.json()
    line = f"/api/v1/checklist-items/{made.json()['id']}/"
    changed = api.patch(line, {"days": -30}, format="json", HTTP_IF_MATCH=made.headers["ETag"])
    assert changed.json()["days"] == -30
    assert Task.objects.get().days == -30
    assert api.delete(line, **ANY).status_code == 204
    assert not Task.objects.exists()


def test_a_line_too_far_from_the_stop_is_refused_by_its_field(api: APIClient) -> None:
    tour = TourFactory()
    api.force_authenticate(MembershipFactory(tour=tour).user)
    body = {"tour": tour.slug, "title": {"fr": "Salle"}, "days": 900}

    answer = api.post("/api/v1/checklist-items/", body, format="json")

    assert answer.status_code == 422
    assert "days" in str(answer.json())
    assert not ChecklistItem.objects.exists()


def test_a_task_is_given_to_somebody_by_their_address_and_done(api: APIClient) -> None:
    stop = StopFactory(dated=True)
    editor = MembershipFactory(tour=stop.tour).user
    api.force_authenticate(editor)
    body = {"stop": str(stop.public_id), "title": {"fr": "Clé"}, "due_on": "2031-06-17", "assignee": editor.email}

    made = api.post("/api/v1/tasks/", body, format="json")
    assert made.status_code == 201, made.json()
    assert (made.json()["due"], made.json()["assigned_to"]) == ("2031-06-17", str(editor))
    done = api.post(f"/api/v1/tasks/{made.json()['id']}/done/", {}, format="json", **ANY)

    assert done.json()["done_by"] == str(editor)
    assert api.get("/api/v1/tasks/?done=true").json()["results"][0]["id"] == made.json()["id"]
    assert api.get("/api/v1/tasks/?done=false").json()["results"] == []


def test_nobody_learns_who_has_an_account_by_giving_them_a_task(api: APIClient) -> None:
    task = TaskFactory()
    stranger = MembershipFactory().user
    api.force_authenticate(MembershipFactory(tour=task.stop.tour).user)

    answers = [
        api.patch(f"/api/v1/tasks/{task.pk}/", {"assignee": address}, format="json", **ANY)
        for address in (stranger.email, "nobody@example.org")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json()["errors"] == answers[1].json()["errors"]


def test_a_co_host_reads_the_tasks_of_its_stops_and_ticks_its_own(api: APIClient) -> None:
    theirs, ours = TaskFactory(side=Side.PARTNER), TaskFactory()
    ours.stop = theirs.stop
    ours.save()
    TaskFactory()
    member = MembershipFactory(representative=True)
    PartnershipFactory(organisation=member.organisation, stop=theirs.stop)
    api.force_authenticate(member.user)

    listed = {task["id"] for task in api.get("/api/v1/tasks/").json()["results"]}

    assert listed == {theirs.pk, ours.pk}
    assert api.post(f"/api/v1/tasks/{theirs.pk}/done/", {}, format="json", **ANY).status_code == 200
    assert api.post(f"/api/v1/tasks/{ours.pk}/done/", {}, format="json", **ANY).status_code == 403
    assert api.patch(f"/api/v1/tasks/{theirs.pk}/", {"note": "x"}, format="json", **ANY).status_code == 403
    assert api.get("/api/v1/checklist-items/").json()["results"] == []


def test_lists_show_what_is_ones_own_and_nothing_to_strangers(api: APIClient) -> None:
    line = ChecklistItemFactory()
    api.force_authenticate(MembershipFactory(reader=True, tour=line.tour).user)
    ChecklistItemFactory()

    assert [each["id"] for each in api.get("/api/v1/checklist-items/").json()["results"]] == [line.pk]
    api.force_authenticate(None)
    assert api.get("/api/v1/checklist-items/").status_code in {401, 403}

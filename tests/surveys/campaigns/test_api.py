"""Campaigns over the API: for the team, by the operations, and nobody's answers."""

import json
from typing import Any

import pytest
from django.test import Client

from surveys.models import Campaign
from tests.events.factories import StopFactory, TourFactory
from tests.events.planning.pages import member
from tests.registrations.factories import ContactListFactory
from tests.surveys.campaigns.asked import answer_all, ask
from tests.surveys.campaigns.test_pages import ready_questionnaire
from tests.surveys.factories import CampaignFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/campaigns/"


def body(tour: Any, **changed: Any) -> dict[str, Any]:
    return {
        "tour": tour.slug, "title": {"fr": "Après l’étape", "en": "After the stop"},
        "stop": str(StopFactory(published=True, tour=tour).public_id),
        "questionnaire": ready_questionnaire(tour).slug, "opens_at": "2031-06-19T09:00:00+02:00",
        "closes_at": "2031-07-03T23:00:00+02:00", **changed,
    }  # fmt: skip


def send(client: Client, method: str, url: str, data: object, **headers: str) -> Any:
    return client.generic(method, url, content_type="application/json", data=json.dumps(data), headers=headers)


def test_an_editor_prepares_and_approves_a_campaign(client: Client) -> None:
    tour = TourFactory(published=True)
    member(client, tour, "editor")

    made = send(client, "POST", LIST, body(tour))
    approved = send(client, "POST", f"{LIST}{made.json()['slug']}/approve/", {}, **{"if-match": made.headers["ETag"]})

    assert made.status_code == 201, made.json()
    assert (made.json()["state"], made.json()["asked"]) == ("draft", 0)
    assert approved.json()["state"] == "approved"
    assert Campaign.objects.get().version_asked


def test_what_the_operation_refuses_is_a_problem_of_its_field(client: Client) -> None:
    tour = TourFactory(published=True)
    member(client, tour, "editor")

    refused = send(client, "POST", LIST, body(tour, closes_at="2031-06-01T09:00:00+02:00"))

    assert refused.status_code == 422
    assert refused.json()["code"] == "backwards"


def test_counts_are_given_and_answers_are_not(client: Client) -> None:
    recipient = ask(name="Somebody")
    answer_all(Client(), recipient)
    member(client, recipient.campaign.tour, "reader")

    answer = client.get(f"{LIST}{recipient.campaign.slug}/")

    assert (answer.json()["asked"], answer.json()["answered"]) == (1, 1)
    assert "Somebody" not in answer.content.decode()
    assert "Rien." not in answer.content.decode()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 403)])
def test_others_than_the_tours_editors_prepare_nothing(client: Client, role: str | None, status: int) -> None:
    tour = TourFactory(published=True)
    member(client, tour if role else TourFactory(), role or "reader")

    assert send(client, "POST", LIST, body(tour)).status_code == status


def test_an_editor_of_another_tour_sees_and_prepares_nothing_here(client: Client) -> None:
    campaign = CampaignFactory()
    member(client, TourFactory(), "editor")

    assert client.get(f"{LIST}{campaign.slug}/").status_code == 404
    assert client.get(LIST).json()["count"] == 0
    assert send(client, "POST", LIST, body(campaign.tour)).status_code == 403
    assert send(client, "POST", LIST, {"tour": "nowhere"}).status_code == 422


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    campaign = CampaignFactory()
    member(client, campaign.tour, "reader")
    with django_assert_max_num_queries(12) as one:
        client.get(LIST)
    CampaignFactory.create_batch(2, stop=campaign.stop)
    with django_assert_max_num_queries(len(one)):
        assert client.get(LIST).json()["count"] == 3


def test_lists_that_nobody_would_be_asked_of_are_refused_beside_them(client: Client) -> None:
    tour = TourFactory(published=True)
    member(client, tour, "editor")
    lists = [str(ContactListFactory(tour=tour).public_id)]

    refused = send(client, "POST", LIST, body(tour, basis="present", contact_lists=lists))
    kept = send(client, "POST", LIST, body(tour, basis="both", contact_lists=lists))

    assert (refused.status_code, refused.json()["code"]) == (422, "lists_unused")
    assert kept.status_code == 201
    url = f"{LIST}{kept.json()['slug']}/"
    changed = send(client, "PATCH", url, {"basis": "present"}, **{"if-match": kept.headers["ETag"]})
    assert changed.json()["code"] == "lists_unused"

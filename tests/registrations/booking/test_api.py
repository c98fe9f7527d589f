"""Registrations over the API, for the editors of a tour."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from events.models import Session, Tour
from registrations.models import Registration, Seat
from tests.events.factories import MembershipFactory, SessionFactory, StopFactory
from tests.registrations.booking.party import registered

pytestmark = pytest.mark.django_db
LIST = "/api/v1/registrations/"


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def team(api: APIClient, tour: Tour, role: str = "editor") -> None:
    api.force_authenticate(MembershipFactory(tour=tour, role=role).user)


def body(session: Session, **more: Any) -> dict[str, Any]:
    return {
        "stop": str(session.stop.public_id),
        "party": "firm",
        "firm": {"name": "Atelier fictif", "headcount": 8, "trade": "metal", "number": "732 829 320 00074"},
        "contact": {"name": "Ana Exemple", "email": "ana@example.org"},
        "contact_comes": 0,
        "attendees": [{"name": "Ana Exemple", "email": "ana@example.org", "sessions": [str(session.public_id)]}],
        **more,
    }


def test_a_party_is_registered_and_read_again(api: APIClient, session: Any) -> None:
    team(api, session.stop.tour)

    made = api.post(LIST, body(session), format="json")

    assert made.status_code == 201, made.json()
    read = api.get(made.headers["Location"])
    assert read.json() == made.json()
    (attendee,) = read.json()["attendees"]
    assert attendee["seats"][0]["state"] == "confirmed"
    assert (read.json()["origin"], read.json()["company"]["name"]) == ("team", "Atelier fictif")


def test_the_same_submission_is_one_registration(api: APIClient, session: Any) -> None:
    team(api, session.stop.tour)
    sent = body(session, submission=str(uuid.uuid4()))

    first, second = api.post(LIST, sent, format="json"), api.post(LIST, sent, format="json")

    assert first.json()["id"] == second.json()["id"]
    assert Registration.objects.count() == 1


def test_one_is_cancelled_with_its_version(api: APIClient, session: Any) -> None:
    team(api, session.stop.tour)
    registration = registered(session)
    address = f"{LIST}{registration.public_id}/"

    without = api.post(f"{address}cancel/", {}, format="json")
    done = api.post(f"{address}cancel/", {}, format="json", HTTP_IF_MATCH=api.get(address).headers["ETag"])

    assert (without.status_code, done.status_code) == (428, 200)
    assert done.json()["state"] == "cancelled"
    assert Seat.objects.get().state == "cancelled"


def test_the_list_holds_ones_own_tours_and_is_filtered(api: APIClient, session: Any) -> None:
    team(api, session.stop.tour)
    ours = registered(session)
    registered(SessionFactory(stop=StopFactory(published=True)))

    def ids(**query: str) -> list[str]:
        return [row["id"] for row in api.get(LIST, query).json()["results"]]

    assert ids() == ids(stop=str(session.stop.public_id)) == ids(tour=session.stop.tour.slug) == [str(ours.public_id)]
    assert ids(state="cancelled") == []


@pytest.mark.parametrize("role", ["reader", None])
def test_nobody_else_reads_or_registers(api: APIClient, session: Any, role: str | None) -> None:
    registration = registered(session)
    if role:
        team(api, session.stop.tour, role)
    else:
        team(api, StopFactory(published=True).tour)

    assert api.get(f"{LIST}{registration.public_id}/").status_code in (403, 404)
    assert api.post(LIST, body(session), format="json").status_code == 403
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"firm": None}, "firm"),
        ({"firm": {"name": "x", "number": "123"}}, "firm"),
        ({"party": "organisation"}, "organisation_name"),
        ({"contact_comes": 3}, "contact_comes"),
        ({"attendees": []}, "attendees"),
        ({"attendees": [{"name": "Ana", "sessions": []}]}, "attendees"),
        ({"attendees": [{"name": "Ana", "sessions": [str(uuid.uuid4())]}]}, "sessions"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_is_said(api: APIClient, session: Any, more: dict[str, Any], field: str) -> None:
    team(api, session.stop.tour)

    response = api.post(LIST, body(session, **more), format="json")

    assert response.status_code in (409, 422)
    assert field in response.content.decode()
    assert not Registration.objects.exists()


def test_a_stop_of_others_or_of_nobody_is_refused(api: APIClient, session: Any) -> None:
    team(api, session.stop.tour)
    foreign = SessionFactory(stop=StopFactory(published=True))

    assert api.post(LIST, body(foreign), format="json").status_code == 403
    assert api.post(LIST, body(session, stop=str(uuid.uuid4())), format="json").status_code == 422
    assert api.post(LIST, body(session, stop="x"), format="json").status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    api: APIClient, session: Any, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    team(api, session.stop.tour)
    for number in range(count):
        registered(session, people=1, email=f"p{number}@example.org")
    api.get(LIST)

    with django_assert_num_queries(5):  # the caller’s roles, how many, registrations, attendees, seats, answers
        api.get(LIST)

"""Check-ins over the API: one fact however often it is sent, and the list of who is here."""

import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from events.planning.operations.tours import archive_tour
from registrations.desk.operations import Noted, check_in
from registrations.models import Attendee, CheckIn
from tests.events.factories import (
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
)
from tests.registrations.factories import AttendeeFactory, RegistrationFactory
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/check-ins/"


@pytest.fixture
def api() -> APIClient:
    return APIClient()


@pytest.fixture
def attendee() -> Attendee:
    return AttendeeFactory()


def team(api: APIClient, attendee: Attendee, role: str = "editor") -> None:
    api.force_authenticate(MembershipFactory(tour=attendee.stop.tour, role=role).user)


def co_host(api: APIClient, stop: Any) -> None:
    organisation = OrganisationFactory()
    PartnershipFactory(organisation=organisation, stop=stop, role="co_host")
    api.force_authenticate(
        MembershipFactory(user=UserFactory(), tour=None, organisation=organisation, role="representative").user
    )


def test_the_same_fact_sent_ten_times_is_one(api: APIClient, attendee: Attendee) -> None:
    team(api, attendee)
    body = {"id": str(uuid.uuid4()), "code": attendee.code.lower()}

    answers = [api.post(LIST, body, format="json") for _time in range(10)]

    assert {answer.status_code for answer in answers} <= {200, 201}
    assert {answer.json()["id"] for answer in answers} == {body["id"]}
    assert CheckIn.objects.get().attendee == attendee
    assert api.get(answers[0].headers["Location"]).json()["name"] == attendee.person.name


def test_somebody_who_is_here_keeps_the_first_hour(api: APIClient, attendee: Attendee) -> None:
    fact = check_in(attendee, Noted())
    team(api, attendee)

    answer = api.post(LIST, {"attendee": str(attendee.public_id), "id": str(uuid.uuid4())}, format="json")

    assert (answer.status_code, answer.json()["id"]) == (200, str(fact.nonce))


@pytest.mark.parametrize(
    "changes",
    [
        {"attendee": str(uuid.uuid4())},
        {"attendee": "x"},
        {"code": "3333333", "attendee": None},
        {"at": "2131-01-01T10:00:00Z"},
        {"id": "x"},
        {"session": str(uuid.uuid4())},
    ],
)
def test_bad_input_is_refused_and_notes_nobody(api: APIClient, attendee: Attendee, changes: dict[str, Any]) -> None:
    team(api, attendee)

    answer = api.post(LIST, {"attendee": str(attendee.public_id), **changes}, format="json")

    assert answer.status_code == 422
    assert not CheckIn.objects.exists()


def test_an_id_of_another_check_in_is_refused(api: APIClient, attendee: Attendee) -> None:
    other = AttendeeFactory(registration=RegistrationFactory(stop=attendee.stop))
    fact = check_in(other, Noted(nonce=uuid.uuid4()))
    team(api, attendee)

    answer = api.post(LIST, {"id": str(fact.nonce), "attendee": str(attendee.public_id)}, format="json")

    assert answer.json()["code"] == "id_used"
    assert CheckIn.objects.count() == 1


def test_a_session_of_another_stop_is_refused(api: APIClient, attendee: Attendee) -> None:
    team(api, attendee)
    body = {"attendee": str(attendee.public_id), "session": str(SessionFactory().public_id)}

    assert api.post(LIST, body, format="json").json()["code"] == "another_stop"


def test_editors_and_the_stops_co_hosts_read_who_is_here_and_nobody_else(api: APIClient, attendee: Attendee) -> None:
    check_in(attendee, Noted())
    co_host(api, attendee.stop)
    assert len(api.get(LIST, {"stop": str(attendee.stop.public_id)}).json()["results"]) == 1
    assert api.post(LIST, {"code": attendee.code}, format="json").status_code == 200

    co_host(api, StopFactory(published=True, tour=attendee.stop.tour))
    assert api.get(LIST).json()["results"] == []
    assert api.post(LIST, {"code": attendee.code}, format="json").status_code == 403
    team(api, attendee, "reader")
    assert api.get(LIST).json()["results"] == []
    assert api.post(LIST, {"code": attendee.code}, format="json").status_code == 403
    api.force_authenticate(None)
    assert api.get(LIST).status_code == 401


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    api: APIClient, attendee: Attendee, people: int, django_assert_num_queries
) -> None:
    for _person in range(people):
        check_in(AttendeeFactory(registration=attendee.registration), Noted())
    team(api, attendee)

    with django_assert_num_queries(3):
        assert len(api.get(LIST).json()["results"]) == people


def test_an_archived_tour_takes_late_facts_of_before_and_no_others(api: APIClient) -> None:
    attendee = AttendeeFactory(registration=RegistrationFactory(stop=StopFactory(held=True)))
    archive_tour(attendee.stop.tour, actor=None)
    team(api, attendee)
    body = {"attendee": str(attendee.public_id)}

    refused = api.post(LIST, body, format="json")
    kept = api.post(LIST, {**body, "at": f"{attendee.stop.starts_on}T07:12:00Z"}, format="json")

    assert (refused.status_code, refused.json()["code"]) == (409, "tour_archived")
    assert kept.status_code == 201

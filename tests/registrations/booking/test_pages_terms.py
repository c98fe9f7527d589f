"""A stop's terms in the workspace and over the API: set, shown in words, refused beside the field."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from events.models import Session, Stop
from registrations.booking.terms.operations import add_code
from registrations.models import AccessCode, SetAside, Terms
from tests.events.factories import MembershipFactory
from tests.events.planning.pages import member, text_of
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db


def page(stop: Stop, name: str = "registration_terms", *args: Any) -> str:
    return reverse(name, args=[stop.tour.slug, stop.slug, *args])


def a_code(session: Session, code: str = "ami", seats: int = 4) -> AccessCode:
    until = timezone.now() + datetime.timedelta(days=3)
    return add_code(session.stop, {"code": code, "until": until}, set_aside={session.pk: seats}, actor=None)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_editor_reads_the_terms_and_the_codes(client: Client, session: Any, language: str) -> None:
    member(client, session.stop.tour, "editor")
    a_code(session)

    response = client.get(("/en" if language == "en" else "") + page(session.stop))

    assert_house_page(response, language=language)
    assert "ami" in text_of(response)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_three_codes_as_for_one(
    client: Client, session: Any, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    member(client, session.stop.tour, "editor")
    for number in range(count):
        a_code(session, f"ami {number}", 1)

    with django_assert_num_queries(9):
        client.get(page(session.stop))


def test_terms_are_typed_in_the_stop_s_own_time_and_told_on_its_page(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")

    response = client.post(
        page(session.stop, "registration_terms_edit"),
        {"opens_at": "2031-01-05T09:00", "approval": "on", "maximum_per_firm": "3", "version": ""},
    )

    assert response.status_code == 302, text_of(response)
    terms = Terms.objects.get()
    assert terms.opens_at == datetime.datetime(2031, 1, 5, 9, tzinfo=session.stop.zone)
    assert (terms.approval, terms.maximum_per_firm) == (True, 3)
    public = reverse("stop", args=[session.stop.tour.slug, session.stop.slug])
    assert "Registration opens on Sunday" in text_of(Client().get(f"/en{public}"))


def test_what_is_wrong_is_said_beside_its_field(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")

    window = client.post(
        page(session.stop, "registration_terms_edit"), {"opens_at": "2031-01-05T09:00", "closes_at": "2031-01-04T09:00"}
    )
    code = client.post(
        page(session.stop, "registration_code_add"),
        {"code": "ami", f"session_{session.pk}": "31", "until": "2031-01-05T09:00"},
    )

    assert window.status_code == code.status_code == 422
    assert list(window.context["form"].errors) == ["closes_at"]
    assert list(code.context["form"].errors) == [f"session_{session.pk}"]


def test_a_code_is_added_changed_and_withdrawn(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    name = f"session_{session.pk}"

    client.post(page(session.stop, "registration_code_add"), {"code": "Ami", name: "4", "until": "2031-01-05T09:00"})
    code = AccessCode.objects.get()
    sent = {"code": "Amis", name: "6", "until": "2031-01-05T09:00", "version": code.version}
    client.post(page(session.stop, "registration_code_edit", code.pk), sent)

    assert AccessCode.objects.get().code == "Amis"
    assert (SetAside.objects.get().left, Session.objects.get().seats_taken) == (6, 6)
    client.post(page(session.stop, "registration_code_withdraw", code.pk))
    assert Session.objects.get().seats_taken == 0
    assert client.get(page(session.stop, "registration_code_edit", code.pk)).status_code == 404


def test_readers_set_no_terms(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "reader")

    for name in ("registration_terms", "registration_terms_edit", "registration_code_add"):
        assert client.get(page(session.stop, name)).status_code == 403


def test_a_program_sets_terms_and_codes(session: Any) -> None:
    api, stop = APIClient(), session.stop
    api.force_authenticate(MembershipFactory(tour=stop.tour, role="editor").user)

    made = api.post("/api/v1/registration-terms/", {"stop": str(stop.public_id), "offer_hours": 12}, format="json")
    again = api.post("/api/v1/registration-terms/", {"stop": str(stop.public_id)}, format="json")
    aside = [{"session": str(session.public_id), "seats": 5}]
    body = {"stop": str(stop.public_id), "code": "ami", "until": "2031-01-05T09:00:00Z", "set_asides": aside}
    code = api.post("/api/v1/access-codes/", body, format="json")
    address = f"/api/v1/access-codes/{code.json()['id']}/"
    stale = code["ETag"]
    code = api.patch(address, {"code": "amie"}, format="json", headers={"If-Match": stale})
    unseen = api.delete(address, headers={"If-Match": stale})
    half = api.patch(address, {"set_asides": [{"seats": 3}]}, format="json", headers={"If-Match": code["ETag"]})
    gone = api.delete(address, headers={"If-Match": code["ETag"]})

    assert (made.status_code, again.status_code, code.status_code, gone.status_code) == (201, 422, 200, 204)
    assert unseen.status_code == 412
    assert half.status_code == 422
    assert code.json()["set_asides"][0]["left"] == 5
    assert Session.objects.get().seats_taken == 0


def test_a_program_of_another_tour_sees_none(session: Any) -> None:
    a_code(session)
    api = APIClient()
    api.force_authenticate(MembershipFactory(role="editor").user)

    assert api.get("/api/v1/access-codes/").json()["count"] == 0

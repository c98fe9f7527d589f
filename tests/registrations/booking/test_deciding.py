"""Registrations ticked in a list: approved or refused after a second step that says how many."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from registrations.booking.filters import filters_of
from registrations.models import AccessCode, Registration, Seat, Terms
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, member, text_of
from tests.registrations.booking.party import registered
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Any:
    session = SessionFactory(stop=StopFactory(published=True), capacity=30)
    Terms.objects.create(stop=session.stop, approval=True)
    return session


def chosen(session: Any) -> str:
    return reverse("registrations_chosen", args=[session.stop.tour.slug, session.stop.slug])


def test_nothing_is_done_before_the_second_step(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    ids = [str(registered(session, email=f"p{n}@example.org").public_id) for n in range(3)]

    asked = client.post("/en" + chosen(session), {"do": "approve", "pick": ids[:2]})

    assert "Approve 2 registrations?" in text_of(asked)
    assert not Registration.objects.exclude(approved_at=None).exists()

    client.post(chosen(session), {"do": "approve", "pick": ids[:2], "confirmed": "1"})

    assert Registration.objects.exclude(approved_at=None).count() == 2
    assert Seat.objects.filter(state="confirmed").count() == 2


def test_refusing_needs_a_reason_that_the_party_reads(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    one = registered(session)
    data = {"do": "refuse", "pick": str(one.public_id), "confirmed": "1"}

    assert client.post(chosen(session), data).status_code == 422
    reason = "La salle est réservée aux entreprises du canton d’Albert & de Bray."
    client.post(chosen(session), {**data, "reason": reason})

    one.refresh_from_db()
    mail = OutboxMessage.objects.latest("pk")
    assert one.state == "cancelled"
    assert one.refused_at == one.cancelled_at
    assert mail.to_address == "ana@example.org"
    assert reason in mail.text
    assert escape(reason) in mail.html


def test_what_needs_no_approval_or_is_of_another_stop_is_left_alone(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    other = registered(SessionFactory(stop=StopFactory(published=True)))

    response = client.post(chosen(session), {"do": "approve", "pick": [str(other.public_id), "nonsense"]})

    assert response.status_code == 302
    assert client.post(chosen(session), {"do": "approve"}).status_code == 302


def test_a_host_decides_nothing(client: Client, session: Any) -> None:
    co_host(client, session.stop)

    assert client.post(chosen(session), {"do": "approve"}).status_code == 403


def test_writing_to_those_ticked_leads_to_the_page_with_them(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    one = registered(session)

    response = client.post(chosen(session), {"do": "write", "pick": str(one.public_id)})

    assert f"pick={one.public_id}" in response.headers["Location"]
    assert client.get(response.headers["Location"]).context["selected"] == 1


def test_writing_to_those_ticked_in_the_tours_list_leads_there_too(client: Client, session: Any) -> None:
    tour = session.stop.tour
    member(client, tour, "editor")
    data = {"do": "write", "pick": str(registered(session).public_id)}

    response = client.post(reverse("tour_registrations_chosen", args=[tour.slug]), data)

    assert client.get(response.headers["Location"]).context["selected"] == 1


def test_a_co_host_is_offered_no_code_and_no_way_that_others_came(session: Any) -> None:
    AccessCode.objects.create(stop=session.stop, code="PARTNER")

    offered = set(filters_of(session.stop, keeps=False)({}, queryset=Registration.objects.all()).filters)

    assert offered == {"q", "session", "state", "party"}


def test_the_tours_list_holds_every_stop_and_finds_what_waits_for_approval(client: Client, session: Any) -> None:
    tour = session.stop.tour
    member(client, tour, "editor")
    registered(session)
    elsewhere = SessionFactory(stop=StopFactory(published=True, tour=tour))
    registered(elsewhere, email="bo@example.org")
    address = reverse("tour_registrations", args=[tour.slug])

    def found(**query: str) -> int:
        return client.get(address, query).context["table"].page.paginator.count

    assert found() == 2
    assert found(stop=str(elsewhere.stop.pk)) == 1
    assert found(state="pending") == 1
    assert client.get(reverse("tour_registrations_export", args=[tour.slug, "csv"])).status_code == 200


def test_the_tours_list_is_for_its_editors(client: Client, session: Any) -> None:
    address = reverse("tour_registrations", args=[session.stop.tour.slug])

    co_host(client, session.stop)
    assert client.get(address).status_code == 403
    member(client, session.stop.tour, "reader")
    assert client.get(address).status_code == 403

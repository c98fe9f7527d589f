"""An attendee's own link: their ticket and what they may do for themselves; nobody else's, and not for ever."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from events.planning.operations import cancel_stop
from registrations.booking import links
from registrations.booking.operations import edit_attendee, register
from registrations.booking.operations.links import renew_registration, renew_ticket, send_links
from registrations.booking.request import FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import Attendee, Registration, Seat, Terms
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import controls, send, text_of
from tests.registrations.booking.party import mine, registered
from tests.tournee.web.assertions import assert_house_page
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Any:
    stop = StopFactory(published=True, access_fr="À dix minutes de la gare.", access_en="Ten minutes from the station.")
    return SessionFactory(stop=stop, capacity=5, room="Salle B")


@pytest.fixture
def registration(session: Any) -> Registration:
    """A firm of two, each with an address of their own."""
    chosen = frozenset({session.pk})
    people = [PersonRequest(name, f"{name.lower()}@example.org", sessions=chosen) for name in ("Ana", "Bo")]
    request = RegistrationRequest(
        Registration.Party.FIRM, "Ana", "ana@example.org", people, firm=FirmRequest("Atelier fictif"), language="en"
    )
    return register(session.stop, request)


@pytest.fixture
def bo(registration: Registration) -> Attendee:
    return registration.attendees.select_related("person").get(email_key="bo@example.org")


def ticket(attendee: Attendee, name: str = "", *args: Any) -> str:
    """The address of somebody's own page, or of what is called `name` there."""
    with translation.override("fr"):
        return reverse(f"my_ticket{name and '_'}{name}", args=[links.ticket_token(attendee), *args])


def last_to(address: str) -> OutboxMessage:
    found = OutboxMessage.objects.filter(to_address=address).order_by("pk").last()
    assert found
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_shows_the_code_the_programme_and_how_to_come(client: Client, bo: Attendee, language: str) -> None:
    response = client.get(("/en" if language == "en" else "") + ticket(bo))

    assert_house_page(response, language=language)
    page = text_of(response)
    access = "À dix minutes de la gare." if language == "fr" else "Ten minutes from the station."
    assert all(said in page for said in ("Bo", bo.code, "Salle B", access))
    assert "<svg" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_the_message_to_each_holds_their_own_ticket_and_nobody_elses(registration: Registration, bo: Attendee) -> None:
    to_ana, to_bo = last_to("ana@example.org"), last_to("bo@example.org")

    with translation.override("en"):
        assert links.my_ticket(bo) in to_bo.text
    assert "/r/" not in to_bo.text
    assert [part.filename for part in to_bo.parts.filter(content_type__startswith="image/")] == [f"{bo.code}.png"]
    ana = registration.attendees.get(email_key="ana@example.org")
    assert f"cid:{ana.code}.png@" in to_ana.html
    assert ana.code not in to_bo.text


def test_whoever_cannot_come_says_so_for_themselves_alone(
    client: Client, registration: Registration, bo: Attendee
) -> None:
    send(client, ticket(bo, "cancel"))

    bo.refresh_from_db()
    assert bo.cancelled_at
    assert registration.attendees.filter(cancelled_at=None).count() == 1
    assert "somebody else comes" in text_of(client.get("/en" + ticket(bo)))
    assert client.get(ticket(bo, "cancel")).status_code == 404


def test_somebody_else_comes_instead_with_a_code_of_their_own(client: Client, bo: Attendee) -> None:
    send(client, ticket(bo, "replace"), name="Cléo", email="cleo@example.org")

    cleo = Attendee.objects.get(email_key="cleo@example.org")
    assert cleo.instead_of == bo
    assert cleo.code != bo.code
    assert list(Seat.objects.filter(state="confirmed").values_list("attendee", flat=True).order_by("pk"))[-1] == cleo.pk
    assert client.get(ticket(cleo)).status_code == 200


def test_a_replacement_sent_twice_is_one(client: Client, bo: Attendee) -> None:
    page = client.get(ticket(bo, "replace"))
    data = {**controls(page), "name": "Cléo", "email": ""}

    for _click in range(2):
        client.post(ticket(bo, "replace"), data)

    assert Attendee.objects.filter(person__name="Cléo").count() == 1


def test_whoever_comes_instead_is_not_photographed_before_they_agree(client: Client, bo: Attendee) -> None:
    send(client, ticket(bo, "replace"), name="Cléo")
    cleo = Attendee.objects.get(person__name="Cléo")
    assert cleo.no_photographs

    send(client, ticket(cleo, "needs"), photographs="on")
    cleo.refresh_from_db()
    assert not cleo.no_photographs


def test_a_place_that_is_asked_for_is_no_ticket_yet(client: Client, session: Any) -> None:
    Terms.objects.create(stop=session.stop, approval=True)
    asked = registered(session)

    page = text_of(client.get("/en" + ticket(asked.attendees.get())))

    assert "Asked for, not yet confirmed" in page
    assert "awaiting approval" in page
    assert "No ticket yet" in page


def test_needs_are_said_and_history_does_not_hold_them(client: Client, bo: Attendee) -> None:
    send(client, ticket(bo, "needs"), needs="Fauteuil roulant", photographs=[])

    bo.refresh_from_db()
    assert (bo.needs, bo.no_photographs) == ("Fauteuil roulant", True)
    assert "Fauteuil" in text_of(client.get(ticket(bo)))


def test_the_day_is_given_as_a_file(client: Client, bo: Attendee) -> None:
    response = client.get(ticket(bo, "calendar", 0))

    assert response["Content-Type"].startswith("text/calendar")
    assert client.get(ticket(bo, "calendar", 3)).status_code == 404


@pytest.mark.parametrize("name", ["", "cancel", "replace", "needs", "renew"])
def test_a_ticket_opens_no_registration_and_a_registration_no_ticket(
    client: Client, registration: Registration, bo: Attendee, name: str
) -> None:
    assert client.get(f"/r/{links.ticket_token(bo)}/{name and 'cancel/'}").status_code == 404
    assert client.get(ticket(bo, name).replace(links.ticket_token(bo), links.token_of(registration))).status_code == 404


def test_a_link_that_was_replaced_opens_nothing_and_the_new_one_goes_to_the_address_alone(
    client: Client, bo: Attendee
) -> None:
    old = ticket(bo)
    response = send(client, ticket(bo, "renew"))

    assert client.get(old).status_code == 404
    bo.refresh_from_db()
    assert links.ticket_token(bo) in last_to("bo@example.org").text
    assert links.ticket_token(bo) not in response.content.decode()


def test_replacing_the_partys_link_leaves_tickets_as_they_are(
    client: Client, registration: Registration, bo: Attendee
) -> None:
    old = mine(registration)

    renew_registration(registration)

    assert client.get(old).status_code == 404
    assert client.get(mine(registration)).status_code == 200
    assert client.get(ticket(bo)).status_code == 200


def test_a_corrected_address_takes_the_ticket_away_from_whoever_had_it(client: Client, bo: Attendee) -> None:
    old = ticket(bo)

    edit_attendee(bo, {"email": "bo.bis@example.org"}, expected_version=None)

    assert client.get(old).status_code == 404
    bo.refresh_from_db()
    assert links.ticket_token(bo) in last_to("bo.bis@example.org").text


def test_a_link_is_sent_again_to_the_address_it_belongs_to(registration: Registration, bo: Attendee) -> None:
    assert send_links("BO@example.org", language="en") == 1

    sent = last_to("bo@example.org")
    assert links.ticket_token(bo) in sent.text
    assert links.token_of(registration) not in sent.text


def test_a_cancelled_stop_says_so_on_the_ticket(client: Client, session: Any, bo: Attendee) -> None:
    cancel_stop(session.stop, reason_fr="La salle a brûlé.", actor=None)

    page = text_of(client.get("/en" + ticket(bo)))
    assert "This stop is cancelled." in page
    assert client.post(ticket(bo, "cancel")).status_code == 404


def test_a_renewed_ticket_reaches_the_calendar(bo: Attendee) -> None:
    renew_ticket(bo)

    part = last_to("bo@example.org").parts.get(content_type__startswith="text/calendar")
    calendar = bytes(part.content).decode().replace("\r\n ", "")
    assert links.ticket_token(bo) in calendar
    assert "SEQUENCE:1" in calendar


def test_the_page_asks_few_queries(
    client: Client, bo: Attendee, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        client.get(ticket(bo))

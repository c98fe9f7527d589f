"""Registrations in the workspace: names for editors and hosts, figures for readers, sheets, the same changes."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from events.models import Session, Stop
from registrations.booking import links
from registrations.booking.request import FirmRequest
from registrations.models import Consent, Registration
from tests.events.factories import PartnershipFactory, SessionFactory, StopFactory
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.registrations.booking.party import HOSTILE, mine, registered, typed
from tests.tournee.web.assertions import assert_house_page
from tournee.mail.models import OutboxMessage

pytestmark = [pytest.mark.django_db, pytest.mark.page]


def page(stop: Stop, name: str = "registrations", *args: Any) -> str:
    return reverse(name, args=[stop.tour.slug, stop.slug, *args])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_editor_sees_people_seats_and_the_way_to_each(client: Client, session: Any, language: str) -> None:
    member(client, session.stop.tour, "editor")
    registration = registered(session, people=2)

    response = client.get(("/en" if language == "en" else "") + page(session.stop))

    assert_house_page(response, language=language)
    assert "Personne 2" in text_of(response)
    address = page(session.stop, "registration", registration.public_id)
    assert address in text_of(response)


def test_a_reader_sees_figures_and_no_names(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "reader")
    registration = registered(session)

    seen = text_of(client.get(page(session.stop)))

    assert "Ana Exemple" not in seen
    assert client.get(page(session.stop, "registration", registration.public_id)).status_code == 403
    assert client.get(page(session.stop, "registrations_export", "csv")).status_code == 403
    assert client.post(page(session.stop, "registration_cancel", registration.public_id)).status_code == 403


def test_a_host_sees_the_names_of_its_own_stop_and_changes_nothing(client: Client, session: Any) -> None:
    co_host(client, session.stop)
    registration = registered(session)
    other = registered(SessionFactory(stop=StopFactory(published=True)))

    assert "Ana Exemple" in text_of(client.get(page(session.stop)))
    assert client.get(page(session.stop, "registration_new")).status_code == 403
    assert client.post(page(session.stop, "registration_cancel", registration.public_id)).status_code == 403
    assert client.get(page(other.stop)).status_code == 403
    assert client.get(page(session.stop, "registration", other.public_id)).status_code == 404


def test_a_host_reads_the_address_of_those_who_agreed_to_be_called_back_and_of_no_others(
    client: Client, session: Any
) -> None:
    user = co_host(client, session.stop)
    ours = user.memberships.get().organisation
    another = PartnershipFactory(stop=session.stop).organisation
    made = []
    for number, organisation in enumerate((ours, another)):
        made.append(registered(session, email=f"p{number}@example.org"))
        Consent.objects.create(
            person=made[-1].contact, registration=made[-1], organisation=organisation, given=True,
            purpose=Consent.Purpose.CALL_BACK, words="x",
        )  # fmt: skip

    seen = [text_of(client.get(page(session.stop, "registration", one.public_id))) for one in made]

    assert "p0@example.org" in seen[0]
    assert "p1@example.org" not in seen[1]


def test_a_host_reads_no_needs_downloads_nothing_and_finds_nobody_by_an_address(client: Client, session: Any) -> None:
    co_host(client, session.stop)
    registration = registered(session)
    registration.attendees.update(needs="sans gluten")

    seen = text_of(client.get(page(session.stop, "registration", registration.public_id)))
    found = client.get(page(session.stop), {"q": "ana@example.org"}).context["table"]

    assert "sans gluten" not in seen
    assert found.page.paginator.count == 0
    assert "needs" not in found.filters.form.fields
    assert client.get(page(session.stop, "registrations_export", "csv")).status_code == 403


def test_an_agreement_taken_back_counts_no_more(client: Client, session: Any) -> None:
    user = co_host(client, session.stop)
    ours = user.memberships.get().organisation
    registration = registered(session)
    for given in (True, False):
        Consent.objects.create(
            person=registration.contact, registration=registration, organisation=ours, given=given,
            purpose=Consent.Purpose.CALL_BACK, words="x",
        )  # fmt: skip

    seen = text_of(client.get(page(session.stop, "registration", registration.public_id)))

    assert "ana@example.org" not in seen


def test_people_are_found_by_words_session_and_state(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    small = SessionFactory(stop=session.stop, capacity=1)
    registered(small, email="first@example.org")
    waits = registered(small, session, people=2, email="second@example.org")
    table = page(session.stop)

    def found(**query: str) -> int:
        return client.get(table, query).context["table"].page.paginator.count

    assert found() == 2
    assert found(q="personne") == 1
    assert found(q="second@example.org") == 1
    assert found(q=waits.attendees.first().code) == 1
    assert found(session=str(small.pk), state="confirmed") == 1
    assert found(session=str(small.pk), state="waiting") == 1
    assert found(session=str(session.pk), state="waiting") == 0
    assert found(q="personne ailleurs") == 0
    assert found(language="en") == 0
    assert found(origin="web", party="firm") == 2
    assert found(needs="on") == 0


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"}, {"session": "abc"}, {"session": "999999"}, {"state": "lost"}, {"page": "999"},
        {"sort": "-party"}, {"sort": "origin"}, {"sort": "sessions"}, {"sort": "'; --"},
        {"sort": "-registered", "state": "all"},
    ],
)  # fmt: skip
def test_an_address_that_asks_for_nonsense_is_answered(client: Client, session: Any, query: dict[str, str]) -> None:
    member(client, session.stop.tour, "editor")
    registered(session)

    assert client.get(page(session.stop), query).status_code == 200
    assert client.get(page(session.stop, "registrations_export", "csv"), query).status_code == 200


def test_who_cancelled_is_shown_when_asked_for(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    registration = registered(session)
    send(client, page(session.stop, "registration_cancel", registration.public_id))

    assert "Ana Exemple" not in text_of(client.get(page(session.stop)))
    assert "Ana Exemple" in text_of(client.get(page(session.stop), {"state": "cancelled"}))


def test_the_waiting_list_stands_in_order(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    Session.objects.filter(pk=session.pk).update(capacity=1)
    registered(session, email="a@example.org")
    line = [registered(session, email=f"{name}@example.org") for name in "bcd"]

    shown = client.get(page(session.stop)).context["line"]

    assert [entry.registration for entry, _party in shown] == line


def test_a_registrations_page_shows_its_history_and_its_messages(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "manager")
    registration = registered(session)

    seen = text_of(client.get(page(session.stop, "registration", registration.public_id)))

    assert reverse("message", args=[OutboxMessage.objects.get().pk]) in seen
    assert 'class="plain-list ruled history"' in seen
    assert "ana@example.org" in seen


@pytest.mark.parametrize(("typed_name", "noted"), [("Atelier Bo", True), ("ATELIER  fictif", False)])
def test_another_name_than_the_one_a_number_is_known_by_is_noted_for_editors(
    client: Client, session: Any, typed_name: str, noted: bool
) -> None:
    number = (("siren", "732829320"),)
    for name, email in (("Atelier fictif", "ana@example.org"), (typed_name, "bo@example.org")):
        registration = registered(session, email=email, firm=FirmRequest(name, identifiers=number))
    editor, host = client, Client()
    member(editor, session.stop.tour, "editor")
    co_host(host, session.stop)
    address = "/en" + page(session.stop, "registration", registration.public_id)

    said = f"Typed as “{typed_name}”; the firm with this number is known as “Atelier fictif”"
    assert (said in text_of(editor.get(address))) is noted
    assert "Typed as" not in text_of(host.get(address))


def test_an_editor_reads_what_somebody_agreed_to_and_not_what_they_took_back(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    registration = registered(session)
    said = {"person": registration.contact, "registration": registration}
    for purpose, given in (("questionnaire", True), ("photographs", True), ("photographs", False)):
        Consent.objects.create(**said, purpose=purpose, given=given, words=f"I agree: {purpose}.")

    seen = text_of(client.get(page(session.stop, "registration", registration.public_id)))

    assert "I agree: questionnaire." in seen
    assert "I agree: photographs." not in seen


def test_the_team_registers_somebody_who_telephoned_and_knew_little(client: Client, session: Any) -> None:
    user = member(client, session.stop.tour, "editor")
    unknown = dict.fromkeys(("firm_town", "firm_headcount", "firm_trade", "contact_email"), "")

    said = typed(session, **unknown, language_of_messages="en", tell="yes")
    response = client.post(page(session.stop, "registration_new"), said)

    registration = Registration.objects.get()
    assert response.headers["Location"] == page(session.stop, "registration", registration.public_id)
    assert (registration.origin, registration.language) == ("team", "en")
    seen = text_of(client.get(response.headers["Location"]))
    assert str(user) in seen


def test_the_team_cannot_register_at_a_stop_that_is_over(client: Client) -> None:
    session = SessionFactory(stop=StopFactory(held=True))
    member(client, session.stop.tour, "editor")

    seen = client.get(page(session.stop, "registration_new"))
    client.post(page(session.stop, "registration_new"), typed(session, language_of_messages="fr"))

    assert 'class="notice notice-warning"' in text_of(seen)
    assert not Registration.objects.exists()


def test_the_team_changes_what_a_party_may_change(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    registration = registered(session, people=2)
    attendee = registration.attendees.order_by("pk")[1]
    args = [registration.public_id, attendee.public_id]

    send(client, page(session.stop, "registration_edit", *args), name="Bo")
    send(client, page(session.stop, "registration_add", registration.public_id), name="Cy")
    send(client, page(session.stop, "registration_cancel_person", *args))

    names = registration.attendees.filter(cancelled_at=None).values_list("person__name", flat=True)
    assert list(names) == ["Ana Exemple", "Cy"]


def test_a_name_saved_by_somebody_else_meanwhile_is_shown_beside_ones_own(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    registration = registered(session)
    attendee = registration.attendees.get()
    address = page(session.stop, "registration_edit", registration.public_id, attendee.public_id)
    form = controls(client.get(address))
    send(client, address, name="Anna", tell="no")

    response = client.post(address, {**form, "name": "Hanna", "tell": "no"})

    assert response.status_code == 422
    assert "Anna" in text_of(response)
    assert controls(response)["name"] == ["Hanna"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_list_is_downloaded_as_it_is_filtered(client: Client, session: Any, suffix: str) -> None:
    member(client, session.stop.tour, "editor")
    registered(session, people=2)

    response = client.get(page(session.stop, "registrations_export", suffix), {"q": "exemple"})

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    if suffix == "csv":
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert [row[0] for row in rows[1:]] == ["Ana Exemple", "Personne 2"]


def test_a_formula_in_a_name_is_text_in_the_sheet(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    registration = registered(session)
    registration.contact.name = '=HYPERLINK("https://example.org")'
    registration.contact.save()

    sheet = client.get(page(session.stop, "registrations_export", "csv")).content.decode("utf-8-sig")

    assert "\n=HYPERLINK" not in sheet
    assert '\n"=HYPERLINK' not in sheet


def test_markup_in_names_is_text(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")
    registration = registered(session)
    registration.contact.name = HOSTILE
    registration.contact.save()

    assert HOSTILE not in client.get(page(session.stop)).content.decode()
    assert HOSTILE not in client.get(page(session.stop, "registration", registration.public_id)).content.decode()


def test_the_stops_page_leads_to_its_registrations(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "reader")

    seen = text_of(client.get(reverse("planning_stop", args=[session.stop.tour.slug, session.stop.slug])))

    assert page(session.stop) in seen


def test_without_anybody_it_says_what_will_be_here(client: Client, session: Any) -> None:
    member(client, session.stop.tour, "editor")

    assert 'class="empty"' in text_of(client.get(page(session.stop)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    client: Client, session: Any, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    member(client, session.stop.tour, "editor")
    for number in range(count):
        registered(session, people=2, email=f"p{number}@example.org")
    client.get(page(session.stop))

    with django_assert_num_queries(19):  # who, roles, the stop, tabs, seats, line, filters, rows and what they show
        client.get(page(session.stop))


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_asks_as_much_for_three_as_for_one(
    client: Client, session: Any, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    member(client, session.stop.tour, "editor")
    for number in range(count):
        registered(session, email=f"p{number}@example.org")

    with django_assert_num_queries(11):
        client.get(page(session.stop, "registrations_export", "csv"))


def test_history_says_who_acted_by_a_link_and_what_followed_from_the_rule(client: Client, session: Any) -> None:
    Session.objects.filter(pk=session.pk).update(capacity=2)
    first = registered(session, people=2)
    second = registered(session, email="bo@example.org")
    token = links.ticket_token(first.attendees.get(person__name="Personne 2"))
    Client().post(reverse("my_ticket_cancel", args=[token]))
    Client().post(mine(first, "cancel"))
    member(client, session.stop.tour)

    of_first = who_did(client, first)
    assert of_first["cancelled a registration"] == "the party itself, by its link"
    assert of_first["cancelled one attendee"] == "Personne 2, by their ticket"
    assert of_first["made a registration"] == "the party itself, by the form"
    assert who_did(client, second)["gave seats to somebody who waited"] == "the rule of the waiting list"


def who_did(client: Client, registration: Registration) -> dict[str, str]:
    """By what was done, who did it, on the team's page of the registration."""
    stop = registration.stop
    with translation.override("en"):
        shown = text_of(client.get(page(stop, "registration", registration.public_id)))
    found = re.findall(r"<p><strong>([^<]+)</strong> · (.+?) <time", shown)
    return {what: who for who, what in found}

"""The form sent again: by two clicks, by somebody known already, by somebody else with its mark; what is told back."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from registrations.booking.request import PersonRequest
from registrations.desk.operations import Noted, walk_in
from registrations.models import (
    Consent,
    Person,
    Registration,
    Relay,
)
from tests.events.factories import PartnershipFactory, SessionFactory, StopFactory
from tests.events.planning.pages import controls, text_of
from tests.registrations.booking.party import HOSTILE, form_of, mine, registered, typed
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db


def _words(response: Any) -> str:
    """What one reads on the page."""
    return " ".join(re.sub(r"<[^>]*>", " ", text_of(response).partition("<main")[2]).split())


def test_the_form_sent_twice_is_one_registration(client: Client, session: Any) -> None:
    form = typed(session)
    first, second = client.post(form_of(session.stop), form), client.post(form_of(session.stop), form)

    assert first.headers["Location"] == second.headers["Location"]
    assert Registration.objects.count() == 1
    assert OutboxMessage.objects.count() == 1


def test_a_form_that_lost_its_mark_is_taken_all_the_same(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, submission=None))

    assert Registration.objects.exists()


@pytest.mark.parametrize("again", [{}, {"contact_email": "ANA@example.org", "contact_name": "X"}])
def test_what_is_shown_does_not_tell_who_is_registered(client: Client, session: Any, again: dict[str, str]) -> None:
    first = client.post("/en" + form_of(session.stop), typed(session), follow=True)
    standing = Registration.objects.get()

    second = Client().post("/en" + form_of(session.stop), typed(session, **again), follow=True)

    assert second.redirect_chain == first.redirect_chain
    seen = _words(second).casefold().replace("fictif. x: ", "fictif. ana exemple: ")  # what one typed oneself
    assert seen == _words(first).casefold()
    assert Registration.objects.get() == standing
    letter = OutboxMessage.objects.last()
    assert "Ana Exemple" in letter.text
    assert mine(standing) in letter.text
    assert letter.subject == f"You are registered already: {session.stop}"
    assert letter.confidential


def test_a_colleague_named_again_is_told_to_nobody_but_the_mailbox_of_who_wrote(client: Client, session: Any) -> None:
    registered(session, email="bo@example.org")
    form = typed(session, person_1_name="Bo", person_1_email="bo@example.org")

    response = client.post("/en" + form_of(session.stop), form, follow=True)

    assert "We have written to ana@example.org." in text_of(response)
    assert Registration.objects.count() == 1
    letter = OutboxMessage.objects.last()
    assert (letter.to_address, letter.subject) == ("ana@example.org", f"Not registered yet: {session.stop}")
    assert "/r/" not in letter.text


def test_a_colleague_who_registers_themselves_reads_who_registered_them(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, person_1_name="Bo", person_1_email="bo@example.org"))

    client.post("/en" + form_of(session.stop), typed(session, contact_name="B.", contact_email="bo@example.org"))

    letter = OutboxMessage.objects.last()
    assert letter.to_address == "bo@example.org"
    assert "Ana Exemple registered you" in letter.text
    assert "/r/" not in letter.text  # the link is the contact’s


def test_one_address_is_not_flooded_with_what_it_knows(client: Client, session: Any) -> None:
    cache.clear()
    for _ in range(6):
        assert client.post(form_of(session.stop), typed(session)).status_code == 302

    assert OutboxMessage.objects.count() == 4  # the confirmation, and three


def test_a_forged_host_and_a_forged_mark_change_nothing(client: Client, session: Any) -> None:
    client.post(form_of(session.stop), typed(session, call_back_999999="project", submission="x'; --"))

    assert [one.purpose for one in Consent.objects.all()] == ["questionnaire", "photographs"]


def test_the_relay_whose_link_led_here_is_kept_through_the_form(client: Client, session: Any) -> None:
    relay = Relay.objects.create(stop=session.stop, organisation=PartnershipFactory(stop=session.stop).organisation)

    shown = controls(client.get(f"{form_of(session.stop)}?via={relay.code}"))
    client.post(form_of(session.stop), typed(session, via=shown["via"][0]))

    assert Registration.objects.get().relay == relay


def test_the_mark_of_a_form_opens_nothing_to_somebody_else(client: Client, session: Any) -> None:
    """A check-in shows the mark of the walk-in it noted; sent with the public form it led to their own page."""
    fact = walk_in(session.stop, PersonRequest("Paul Passant", ""), Noted(nonce=uuid.uuid4()))

    response = client.post(form_of(session.stop), typed(session, submission=str(fact.nonce)))

    made = Registration.objects.get(origin=Registration.Origin.WEB)
    assert response.status_code == 302
    assert made.submission != fact.nonce


def test_the_mark_of_another_stop_s_form_opens_nothing(client: Client, session: Any) -> None:
    there = registered(SessionFactory(stop=StopFactory(published=True)), submission=uuid.uuid4())

    client.post(form_of(session.stop), typed(session, submission=str(there.submission)))

    assert Registration.objects.filter(stop=session.stop).count() == 1


def test_a_form_that_is_sent_again_with_its_address_corrected_is_not_lost(client: Client, session: Any) -> None:
    sent = typed(session, contact_email="ana@exmaple.org")

    client.post(form_of(session.stop), sent)
    client.post(form_of(session.stop), {**sent, "contact_email": "ana@example.org"})

    assert sorted(Person.objects.values_list("email", flat=True)) == ["ana@example.org", "ana@exmaple.org"]


def test_one_address_sends_so_many_registrations_an_hour(client: Client, session: Any, settings: Any) -> None:
    settings.REGISTRATIONS_AN_HOUR = 2
    cache.clear()
    sent = [typed(session, contact_email=f"ana{number}@example.org") for number in range(3)]

    answers = [client.post(form_of(session.stop), one).status_code for one in sent]
    elsewhere = client.post(form_of(session.stop), sent[2], REMOTE_ADDR="192.0.2.7")

    assert answers == [302, 302, 429]
    assert elsewhere.status_code == 302
    assert Registration.objects.count() == 3


def test_what_was_sent_is_told_back_once_to_this_browser_alone(client: Client, session: Any) -> None:
    sent = typed(session, person_1_name=HOSTILE)
    response = client.post("/en" + form_of(session.stop), sent)
    address = response["Location"]

    assert "Ana" not in address
    read = text_of(client.get(address))
    assert "For Atelier fictif." in read
    assert f"Ana Exemple, {HOSTILE}: {session.title}" in read
    for again in (client, Client()):
        assert "Atelier fictif" not in text_of(again.get(address))


def test_what_is_told_back_is_the_same_for_whoever_is_registered_already(client: Client, session: Any) -> None:
    def told(sent: dict[str, Any]) -> str:
        return text_of(client.get(client.post(form_of(session.stop), sent)["Location"]))

    assert told(typed(session)) == told(typed(session))


def test_a_large_party_is_told_back_as_far_as_one_cookie_goes(client: Client, session: Any) -> None:
    second = SessionFactory(stop=session.stop, title_fr="Atelier " + "x" * 150)
    people = {f"person_{row}_name": f"Personne {row} " + "x" * 90 for row in range(1, 20)}
    mixed = {f"person_{row}_sessions": [str(second.pk)] for row in range(1, 3)}
    response = client.post("/en" + form_of(session.stop), typed(session, **people, **mixed))

    assert response.status_code == 302
    assert "sessionid" not in client.cookies
    assert "more people." in text_of(client.get(response["Location"]))

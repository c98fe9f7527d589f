"""A tour's own words of notices: what may be filled in, how they read, and the way back to ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registrations.booking.own_words import words_changed
from registrations.models import NoticeText
from registrations.writing.showing import our_words
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import controls, member, send, text_of
from tests.registrations.booking.party import registered
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(client: Client) -> Any:
    session = SessionFactory(stop=StopFactory(published=True))
    member(client, session.stop.tour, "editor")
    words_changed(session.stop.tour.pk)
    return session


def page(session: Any, name: str = "notice_text") -> str:
    return reverse(name, args=[session.stop.tour.slug, "registered", "fr"])


def test_our_words_are_shown_with_what_is_filled_in_left_in_braces(client: Client, session: Any) -> None:
    ours = our_words("registered", "fr")

    assert ours.text in text_of(client.get(page(session)))
    assert "{ville}" in ours.text
    assert "{tournée}" in ours.text


def test_the_next_notice_has_the_tours_words(client: Client, session: Any) -> None:
    send(client, page(session), subject="C’est noté pour {ville}", text="Merci {nom} !")

    registered(session)

    message = OutboxMessage.objects.get()
    assert message.subject == f"C’est noté pour {session.stop.place}"
    assert "Merci Ana Exemple !" in message.text


def test_words_in_one_language_alone_say_how_many_registered_in_the_other(client: Client, session: Any) -> None:
    registered(session, language="en")
    notices = "/en" + reverse("notice_texts", args=[session.stop.tour.slug])
    said = "1 registration was made in English: it reads our words"
    assert said not in text_of(client.get(notices))

    send(client, page(session), text="Merci {nom} !")

    assert said in text_of(client.get(notices))
    assert said in text_of(client.get(f"{notices}registered/fr/"))


def test_a_preview_keeps_nothing_and_sends_nothing(client: Client, session: Any) -> None:
    registered(session)
    written = OutboxMessage.objects.count()
    form = controls(client.get(page(session)))

    seen = client.post(page(session), {**form, "text": "Merci {nom} !", "preview": "1"})

    assert "Merci Ana Exemple !" in text_of(seen)
    assert not NoticeText.objects.exists()
    assert OutboxMessage.objects.count() == written


def test_before_anybody_is_registered_somebody_made_up_shows_it(client: Client, session: Any) -> None:
    form = controls(client.get(page(session)))

    seen = client.post(page(session), {**form, "text": "Merci {nom}, rendez-vous à {ville}.", "preview": "1"})

    assert f"rendez-vous à {session.stop.place}." in text_of(seen)


@pytest.mark.parametrize("text", ["Merci {prénom}", "Merci {nom", "Merci } toi"])
def test_what_cannot_be_filled_in_is_refused(client: Client, session: Any, text: str) -> None:
    response = send(client, page(session), text=text)

    assert response.status_code == 422
    assert "text" in response.context["form"].errors


def test_back_to_ours(client: Client, session: Any) -> None:
    send(client, page(session), text="Merci !")

    client.post(page(session, "notice_text_reset"))
    registered(session)

    assert not NoticeText.objects.exists()
    assert "Merci !" not in OutboxMessage.objects.get().text


def test_somebody_elses_words_of_meanwhile_are_shown_beside_ones_own(client: Client, session: Any) -> None:
    send(client, page(session), text="Merci !")
    form = controls(client.get(page(session)))
    send(client, page(session), text="Merci bien !")

    response = client.post(page(session), {**form, "text": "Grand merci !"})

    assert response.status_code == 422
    assert "Merci bien !" in text_of(response)


def test_first_words_that_a_colleague_wrote_meanwhile_are_not_written_over(client: Client, session: Any) -> None:
    form = controls(client.get(page(session)))
    send(client, page(session), text="Merci bien !")

    response = client.post(page(session), {**form, "text": "Grand merci !"})

    assert response.status_code == 422
    assert NoticeText.objects.get().text == "Merci bien !"


def test_an_unknown_notice_is_not_found(client: Client, session: Any) -> None:
    for moment, language in (("lost", "fr"), ("registered", "de")):
        assert client.get(reverse("notice_text", args=[session.stop.tour.slug, moment, language])).status_code == 404

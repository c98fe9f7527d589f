"""Whoever answers reads who asks, about what and whom to write to; and that a made-up tour is made up."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from surveys.campaigns import links
from surveys.models import Campaign, Recipient
from tests.events.factories import SessionFactory, StopFactory
from tests.surveys.campaigns.asked import PAGE_1, address, answer_all, ask, open_campaign

pytestmark = pytest.mark.django_db


def first(client: Client, recipient: Recipient) -> str:
    return address(recipient, language="en")


def second(client: Client, recipient: Recipient) -> str:
    client.post(address(recipient, 1), PAGE_1)
    return address(recipient, 2, language="en")


def thanks(client: Client, recipient: Recipient) -> str:
    answer_all(client, recipient)
    return address(recipient, language="en")


def closed(client: Client, recipient: Recipient) -> str:
    Campaign.objects.update(state=Campaign.State.STOPPED)
    return address(recipient, language="en")


def not_reminded(client: Client, recipient: Recipient) -> str:
    return "/en" + reverse("no_reminder", args=[links.token_of(recipient)])


@pytest.mark.parametrize("fictitious", [True, False])
@pytest.mark.parametrize("page", [first, second, thanks, closed, not_reminded])
def test_every_page_names_who_asks(client: Client, page: Callable[..., str], fictitious: bool) -> None:
    recipient = ask(open_campaign(stop=stop(fictitious=fictitious)))

    said = client.get(page(client, recipient)).content.decode()

    assert "Asked by the team of “Grand Tour”, about the stop at Albert." in said
    assert 'Jeanne Exemple, <a href="mailto:jeanne@example.org">' in said
    assert ("Made-up tour:" in said) is fictitious


def test_a_session_is_asked_about_with_its_stop(client: Client) -> None:
    recipient = ask(open_campaign(stop=None, session=SessionFactory(stop=(of := stop())), tour=of.tour))

    assert "about the stop at Albert" in client.get(first(client, recipient)).content.decode()


def test_a_tour_without_a_contact_names_itself_alone(client: Client) -> None:
    of = stop(contact_name="", contact_email="").tour
    said = client.get(first(client, ask(open_campaign(stop=None, tour=of)))).content.decode()

    assert "Asked by the team of “Grand Tour”.</p>" in said


def stop(**tour: Any) -> Any:
    """A public stop at Albert of a tour with a contact."""
    contact = {"contact_name": "Jeanne Exemple", "contact_email": "jeanne@example.org"}
    of_tour = {"title_fr": "Grand Tour", "title_en": "", **contact, **tour}
    return StopFactory(published=True, place="Albert", **{f"tour__{name}": value for name, value in of_tour.items()})

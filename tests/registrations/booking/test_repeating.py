"""Somebody registered is sent through the form once more: nothing changes until they confirm it from their mailbox."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import travel

from registrations.booking.operations import cancel_registration
from registrations.models import Attendee, Registration, Seat
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import controls, text_of
from tests.registrations.booking.party import form_of, registered, typed
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning() -> Any:
    return SessionFactory(stop=StopFactory(published=True), capacity=5, title_fr="Matin")


@pytest.fixture
def afternoon(morning: Any) -> Any:
    return SessionFactory(stop=morning.stop, capacity=5, title_fr="Après-midi", starts_at=morning.ends_at)


def link_in_the_mail(client: Client, *sessions: Any, **more: Any) -> str:
    """What the form, sent once more, leads to: the address in the message that follows."""
    response = client.post(form_of(sessions[0].stop), typed(*sessions, **more))
    assert response.status_code == 302
    message = OutboxMessage.objects.order_by("pk").last()
    assert message
    found = re.search(r"https?://[^/]+(/\S*again/\S+)", message.text)
    assert found, message.text
    return found.group(1)


def sessions_of(name: str) -> set[str]:
    seats = Seat.objects.filter(attendee__person__name=name, state__in=Seat.LIVE)
    return set(seats.values_list("session__title_fr", flat=True))


def confirm(client: Client, link: str) -> Any:
    return client.post(link, controls(client.get(link)), follow=True)


def test_nothing_changes_until_it_is_confirmed_from_the_mail(client: Client, morning: Any, afternoon: Any) -> None:
    registered(morning)

    link = link_in_the_mail(client, afternoon)
    assert sessions_of("Ana Exemple") == {"Matin"}

    shown = client.get(link)
    assert "Ana Exemple" in text_of(shown)
    assert "Après-midi" in text_of(shown)
    assert sessions_of("Ana Exemple") == {"Matin"}

    confirm(client, link)
    assert sessions_of("Ana Exemple") == {"Après-midi"}
    assert Registration.objects.count() == 1


def test_colleagues_are_added_once_however_often_it_is_confirmed(client: Client, morning: Any) -> None:
    registered(morning)
    link = link_in_the_mail(client, morning, person_1_name="Bo", person_1_email="bo@example.org", person_2_name="Cléo")
    data = controls(client.get(link))

    for _click in range(2):
        client.post(link, data)

    names = Attendee.objects.filter(cancelled_at=None).values_list("person__name", flat=True)
    assert sorted(names) == ["Ana Exemple", "Bo", "Cléo"]
    assert client.get(link).status_code == 302


def test_it_is_told_once(client: Client, morning: Any, afternoon: Any) -> None:
    registered(morning)
    link = link_in_the_mail(client, afternoon, person_1_name="Bo", person_1_email="bo@example.org")
    before = OutboxMessage.objects.filter(to_address="ana@example.org").count()

    confirm(client, link)

    assert OutboxMessage.objects.filter(to_address="ana@example.org").count() == before + 1
    assert OutboxMessage.objects.filter(to_address="bo@example.org").count() == 1


def test_a_colleague_registered_by_somebody_else_changes_only_themselves(
    client: Client, morning: Any, afternoon: Any
) -> None:
    other = registered(morning, email="chef@example.org")
    colleague = other.attendees.get()
    colleague.person.email = colleague.email_key = "ana@example.org"
    colleague.person.name = "Ana Exemple"
    colleague.person.save()
    colleague.save()
    type(other.contact).objects.filter(pk=other.contact_id).update(email="chef@example.org")
    chef = type(other.contact).objects.create(name="Chef", email="chef@example.org")
    Registration.objects.filter(pk=other.pk).update(contact=chef)

    confirm(client, link_in_the_mail(client, afternoon, person_1_name="Bo"))

    assert sessions_of("Ana Exemple") == {"Après-midi"}
    assert not Attendee.objects.filter(person__name="Bo").exists()


@pytest.mark.parametrize("forge", ["cut", "turned", "too old", "replaced", "cancelled"])
def test_a_link_that_opens_nothing_changes_nothing(client: Client, morning: Any, afternoon: Any, forge: str) -> None:
    registration = registered(morning)
    link = link_in_the_mail(client, afternoon)
    token = link.rstrip("/").rpartition("/")[2]
    if forge == "replaced":
        Registration.objects.update(link_version=2)
    if forge == "cancelled":
        cancel_registration(registration)
    link = {"cut": link.replace(token, token[:-4]), "turned": link.replace(token, token[::-1])}.get(forge, link)

    days = 8 if forge == "too old" else 0
    with travel(timezone.now() + datetime.timedelta(days=days), tick=False):
        response = client.post(link)

    assert response.status_code == 404
    assert sessions_of("Ana Exemple") in ({"Matin"}, set())

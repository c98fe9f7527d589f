"""What registrations say on a co-host's home."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host
from tests.registrations.factories import AttendeeFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def links(client: Client) -> list[tuple[str, str]]:
    hosting = client.get(reverse("workspace")).context["hosting"]
    return [(fact.words, fact.url) for one in (*hosting.coming, *hosting.over) for fact in (*one.now, *one.known)]


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2031-06-10", ["registrations"]),
        ("2031-06-18 07:00", ["desk", "evening_edit", "registrations", "attendance"]),
        ("2031-06-25", ["registrations", "attendance"]),
    ],
)
def test_a_co_host_reads_who_is_registered_then_opens_the_door_and_the_evening_then_sees_who_came(
    client: Client, day: str, names: list[str]
) -> None:
    stop = StopFactory(published=True)
    SessionFactory(stop=stop)
    AttendeeFactory(registration=RegistrationFactory(stop=stop))
    AttendeeFactory(registration=RegistrationFactory(stop=stop), cancelled_at=datetime.datetime.now(datetime.UTC))
    with travel(day, tick=False):
        co_host(client, stop)

        shown = links(client)

        assert [url for _words, url in shown] == [reverse(name, args=[stop.tour.slug, stop.slug]) for name in names]
        assert any(words.startswith("1 ") for words, _url in shown)
        assert all(client.get(url).status_code == 200 for _words, url in shown)

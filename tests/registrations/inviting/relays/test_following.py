"""A relay's link leads to the stop; that it was opened is noted, and counted only for readers."""

import pytest
from django.test import Client

from events.models import Stop
from registrations.inviting.relays.links import invitee_link
from registrations.models import Relay, RelayOpening
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.factories import InviteeFactory, RelayFactory
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay() -> Relay:
    made: Relay = RelayFactory()
    return made


def test_it_leads_to_the_stop_in_the_language_of_the_link(client: Client, relay: Relay) -> None:
    french, english = client.get(f"/i/{relay.code}/"), client.get(f"/en/i/{relay.code}/")

    page = f"/tours/{relay.tour.slug}/{relay.stop.slug}/?via={relay.code}"
    assert (french["Location"], english["Location"]) == (page, f"/en{page}")
    assert "no-store" in french["Cache-Control"]
    assert RelayOpening.objects.filter(relay=relay).count() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"user-agent": "facebookexternalhit/1.1"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
    ],
)
def test_programs_are_led_there_and_not_counted(client: Client, relay: Relay, headers: dict[str, str]) -> None:
    assert client.get(f"/i/{relay.code}/", headers=headers).status_code == 302
    assert not RelayOpening.objects.exists()


def test_a_head_request_and_whoever_is_signed_in_are_not_counted(client: Client, relay: Relay) -> None:
    client.head(f"/i/{relay.code}/")
    client.force_login(UserFactory())
    client.get(f"/i/{relay.code}/")
    assert not RelayOpening.objects.exists()


def test_somebody_invited_is_counted_once(client: Client) -> None:
    invitee = InviteeFactory()
    path = invitee_link(invitee).partition("//")[2].partition("/")[2]

    for _ in range(2):
        client.get(f"/{path}")

    assert list(RelayOpening.objects.values_list("invitee", "relay")) == [(invitee.pk, invitee.invitation.relay_id)]


def test_a_link_that_is_nobodys_or_of_a_stop_not_public_is_not_found(client: Client) -> None:
    hidden = RelayFactory(stop=StopFactory(confirmed=True))
    assert [client.get(path).status_code for path in ("/i/nobody/", "/i/a.b/", f"/i/{hidden.code}/")] == [404] * 3


def test_the_stops_page_is_kept_whoever_came_and_the_form_learns_by_whose_link(client: Client, relay: Relay) -> None:
    stop: Stop = relay.stop
    SessionFactory(stop=stop)
    page = f"/tours/{stop.tour.slug}/{stop.slug}/"

    plain, carried = client.get(page), client.get(page, {"via": relay.code})

    assert plain["ETag"] == carried["ETag"]
    assert relay.code not in carried.content.decode()

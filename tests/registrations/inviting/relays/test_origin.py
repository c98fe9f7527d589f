"""By whose link somebody came."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from registrations.inviting.relays import origin_of, relay_of, via_of
from registrations.inviting.relays.links import invitee_link
from registrations.models import Relay
from tests.registrations.factories import InviteeFactory, RelayFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay() -> Relay:
    made: Relay = RelayFactory()
    return made


def asked(path: str = "/", **headers: str) -> HttpRequest:
    return RequestFactory().get(path, **headers)


def test_a_code_in_the_address_in_the_form_or_on_the_page_before_names_the_relay(relay: Relay) -> None:
    page = f"http://testserver/tours/x/y/?via={relay.code}"
    for request in (
        asked(f"/?via={relay.code}"),
        RequestFactory().post("/", {"via": relay.code}),
        asked(HTTP_REFERER=page),
    ):
        assert origin_of(request, relay.stop) == (relay, None)


def test_a_code_typed_from_a_poster_is_read_in_capitals_too(relay: Relay) -> None:
    assert relay_of(f" {relay.code.upper()} ") == relay


def test_an_invitation_names_who_it_was_written_to(relay: Relay) -> None:
    invitee = InviteeFactory(invitation__relay=relay)
    token = invitee_link(invitee).rstrip("/").rpartition("/")[2]

    assert origin_of(asked(f"/?via={token}"), relay.stop) == (relay, invitee)


@pytest.mark.parametrize("via", ["", "nobody", "a.b", "x" * 500, "\x00", "é.ù~1.z"])
def test_a_forged_or_cut_link_is_no_origin(relay: Relay, via: str) -> None:
    assert origin_of(RequestFactory().get("/", {"via": via}), relay.stop) == (None, None)


def test_a_link_to_another_stop_and_another_sites_page_are_no_origin(relay: Relay) -> None:
    assert origin_of(asked(f"/?via={relay.code}"), RelayFactory().stop) == (None, None)
    assert via_of(asked(HTTP_REFERER=f"https://elsewhere.example/?via={relay.code}")) == ""

"""Wanting no more solicitations: by one press, or by a mail program’s one click."""

import pytest
from django.test import Client

from registrations.inviting.oppositions import hash_of, headers_for, opposed, unsubscribe_address
from registrations.models import Opposition
from tests.events.planning.pages import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "Ada@example.net"


def path() -> str:
    return unsubscribe_address(ADDRESS).partition("8000")[2] or "/" + unsubscribe_address(ADDRESS).split("/", 3)[3]


def test_the_page_says_what_it_stops_and_what_it_never_stops(client: Client) -> None:
    page = client.get(path())

    assert (page.status_code, page["Referrer-Policy"], page["X-Robots-Tag"]) == (200, "no-referrer", "noindex")
    assert "no-store" in page["Cache-Control"]
    assert text_of(page).partition("<h1")[2].count("<button") == 1
    assert not Opposition.objects.exists()


def test_one_press_stops_solicitations_for_good(client: Client) -> None:
    page = client.post(path())

    assert (page.status_code, page.context["done"]) == (200, True)
    assert opposed(["ada@EXAMPLE.net", "other@example.net"]) == {"ada@EXAMPLE.net"}


def test_a_mail_programs_one_click_needs_no_cookie_and_gets_no_redirect() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(
        path(),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
        headers={"origin": "null"},
    )

    assert answer.status_code == 200
    assert Opposition.objects.get().through == "one-click"


def test_said_twice_it_is_said(client: Client) -> None:
    for _time in range(2):
        assert client.post(path()).status_code == 200
    assert Opposition.objects.count() == 1


def test_nothing_of_the_address_is_kept(client: Client) -> None:
    client.post(path())

    assert Opposition.objects.get().address_hash == hash_of("ada@example.net")
    assert "ada" not in path().casefold()


@pytest.mark.parametrize("token", ["x", "00.forged"])
def test_a_forged_link_is_told_what_to_do(client: Client, token: str) -> None:
    for answer in (client.get(f"/u/{token}/"), client.post(f"/en/u/{token}/")):
        assert answer.status_code == 404
        assert answer.templates[0].name == "registrations/inviting/unsubscribe_unknown.html"
    assert not Opposition.objects.exists()


def test_a_solicitation_carries_the_headers_of_one_click() -> None:
    assert headers_for(ADDRESS) == {
        "List-Unsubscribe": f"<{unsubscribe_address(ADDRESS)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }

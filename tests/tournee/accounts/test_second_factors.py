"""Authenticator apps, recovery codes, and tours that require a second factor of their team."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from tests.tournee.accounts.conftest import PASSWORD, totp_code, with_app
from tournee.accounts.policies import second_factor_missing
from tournee.mail.models import OutboxMessage
from tournee.models import User

pytestmark = pytest.mark.django_db
SET_UP = "/en/account/second-factor/"
SIGN_IN = "/en/account/sign-in/"


def sign_in(client: Client, user: User) -> object:
    return client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})


def shown_codes(page: str) -> list[str]:
    return re.findall(r"<li>(\d{8})</li>", page)


def test_an_app_is_set_up_with_its_first_code(
    annas: Client, anna: User, prove: Callable[[], None], django_capture_on_commit_callbacks: Any
) -> None:
    prove()
    page = annas.get(f"{SET_UP}app/").content.decode()
    secret = re.search(r'class="secret"[^>]*>([A-Z2-7]+)<', page).group(1)
    assert 'src="data:image/svg+xml;base64,' in page
    with django_capture_on_commit_callbacks(execute=True):
        response = annas.post(f"{SET_UP}app/", {"code": totp_code(secret)})
    assert response["Location"] == f"{SET_UP}recovery-codes/"
    assert Authenticator.objects.filter(user=anna, type="totp").exists()
    assert "authenticator app was added" in OutboxMessage.objects.get().text


def test_the_apps_secret_is_not_readable_in_the_database(anna: User) -> None:
    secret = with_app(anna)
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_a_wrong_first_code_sets_nothing_up(annas: Client, anna: User, prove: Callable[[], None]) -> None:
    prove()
    annas.get(f"{SET_UP}app/")
    page = annas.post(f"{SET_UP}app/", {"code": "000000"}).content.decode()
    assert 'href="#id_code"' in page
    assert not Authenticator.objects.exists()


def test_setting_up_asks_once_more_who_one_is(annas: Client) -> None:
    asked = annas.get(f"{SET_UP}app/")["Location"]
    assert asked == f"/en/account/confirm/?{urlencode({'next': f'{SET_UP}app/'})}"


def test_with_an_app_the_password_alone_does_not_sign_in(client: Client, anna: User) -> None:
    secret = with_app(anna)
    assert sign_in(client, anna)["Location"] == f"{SIGN_IN}second-factor/"
    assert client.get("/inside/").status_code == 302
    assert client.post(f"{SIGN_IN}second-factor/", {"code": totp_code(secret)})["Location"] == "/inside/"
    assert client.get("/inside/").status_code == 200


def test_guessing_the_second_factor_ends_after_five_tries(client: Client, anna: User) -> None:
    secret = with_app(anna)
    sign_in(client, anna)
    for _ in range(5):
        client.post(f"{SIGN_IN}second-factor/", {"code": "000000"})
    page = client.post(f"{SIGN_IN}second-factor/", {"code": totp_code(secret)})
    assert page.status_code == 200
    assert "Wait five minutes" in page.content.decode()


def test_an_invitation_does_not_step_over_the_second_factor(client: Client, anna: User) -> None:
    with_app(anna)
    assert client.post(f"/accept/{anna.pk}/")["Location"] == "/account/sign-in/second-factor/"


def test_recovery_codes_are_shown_once_by_a_button_and_each_signs_in_once(
    annas: Client, anna: User, prove: Callable[[], None]
) -> None:
    prove()
    secret = re.search(r'class="secret"[^>]*>([A-Z2-7]+)<', annas.get(f"{SET_UP}app/").content.decode()).group(1)
    annas.post(f"{SET_UP}app/", {"code": totp_code(secret)})
    page = f"{SET_UP}recovery-codes/"
    assert shown_codes(annas.get(page).content.decode()) == []
    codes = shown_codes(annas.post(page).content.decode())
    assert len(codes) == 10
    again = annas.post(page).content.decode()
    assert shown_codes(again) == []
    assert "cannot be shown again" in again
    for expected in ("/inside/", None):
        other = Client()
        sign_in(other, anna)
        assert other.post(f"{SIGN_IN}second-factor/", {"code": codes[0]}).get("Location") == expected


def test_new_recovery_codes_replace_the_old(annas: Client, anna: User, prove: Callable[[], None]) -> None:
    with_app(anna)
    prove()
    annas.post(f"{SET_UP}recovery-codes/new/")
    first = shown_codes(annas.post(f"{SET_UP}recovery-codes/").content.decode())
    annas.post(f"{SET_UP}recovery-codes/new/")
    second = shown_codes(annas.post(f"{SET_UP}recovery-codes/").content.decode())
    assert len(second) == 10
    assert not set(first) & set(second)


def test_recovery_codes_without_a_second_factor_do_not_exist(annas: Client) -> None:
    assert annas.get(f"{SET_UP}recovery-codes/").status_code == 404


@pytest.mark.usefixtures("required")
def test_whoever_must_have_a_second_factor_is_sent_to_set_it_up(annas: Client, anna: User) -> None:
    assert second_factor_missing(anna)
    response = annas.get("/inside/")
    assert response["Location"] == "/account/second-factor/?next=%2Finside%2F"
    page = annas.get("/en/account/second-factor/?next=%2Finside%2F").content.decode()
    assert "asks its team for a second factor" in page
    assert annas.get("/inside/", HTTP_HX_REQUEST="true")["HX-Redirect"].startswith("/account/second-factor/")
    with_app(anna)
    assert annas.get("/inside/").status_code == 200
    page = annas.get("/en/account/second-factor/?next=%2Finside%2F").content.decode()
    assert 'href="/inside/"' in page


@pytest.mark.usefixtures("required")
def test_nobody_is_sent_on_to_another_site_after_setting_up(annas: Client, anna: User) -> None:
    with_app(anna)
    assert "evil.example" not in annas.get(f"{SET_UP}?next=https://evil.example/").content.decode().split("<main")[1]


@pytest.mark.usefixtures("required")
def test_public_pages_the_set_up_and_signing_out_stay_open_meanwhile(annas: Client) -> None:
    for address in (
        "/outside/",
        "/public-or-team/",
        SET_UP,
        "/en/account/",
        "/en/account/sign-out/",
        "/en/account/confirm/",
    ):
        assert annas.get(address).status_code == 200, address
    assert annas.post("/en/account/sign-out/").status_code == 302


@pytest.mark.usefixtures("required")
def test_the_last_second_factor_stays_while_it_is_required(
    annas: Client, anna: User, prove: Callable[[], None]
) -> None:
    with_app(anna)
    prove()
    page = annas.post(f"{SET_UP}app/remove/").content.decode()
    assert "Add another before you remove it" in page
    assert Authenticator.objects.filter(user=anna, type="totp").exists()


@pytest.mark.usefixtures("required")
def test_the_last_key_stays_while_it_is_required(annas: Client, anna: User, prove: Callable[[], None]) -> None:
    key = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "Phone", "credential": {}})
    prove()
    assert "Add another before you remove it" in annas.post(f"{SET_UP}keys/{key.pk}/remove/").content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_an_app_that_is_not_required_may_go(annas: Client, anna: User, prove: Callable[[], None]) -> None:
    with_app(anna)
    prove()
    assert annas.post(f"{SET_UP}app/remove/")["Location"] == SET_UP
    assert not Authenticator.objects.exists()


def test_the_administrator_helps_somebody_who_lost_everything(annas: Client, anna: User) -> None:
    with_app(anna)
    call_command("remove_second_factors", "Anna@example.org")
    assert not Authenticator.objects.exists()
    assert annas.get("/inside/").status_code == 302
    with pytest.raises(CommandError, match="no account"):
        call_command("remove_second_factors", "nobody@example.org")


def test_somebody_elses_key_is_not_found(annas: Client, bruno: User, prove: Callable[[], None]) -> None:
    key = Authenticator.objects.create(user=bruno, type="webauthn", data={"name": "Phone", "credential": {}})
    prove()
    assert annas.post(f"{SET_UP}keys/{key.pk}/remove/").status_code == 404
    assert annas.get(f"{SET_UP}keys/{key.pk}/rename/").status_code == 404


def test_asking_who_must_have_a_second_factor_costs_nothing_where_nobody_must(
    annas: Client, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(2):  # the session and the user
        annas.get("/inside/")

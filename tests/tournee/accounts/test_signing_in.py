"""Signing in with a password or a code, and what happens to whoever guesses."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from time_machine import travel

from tests.tournee.accounts.conftest import PASSWORD, code_in
from tournee.mail.models import OutboxMessage
from tournee.models import User

SIGN_IN = "/en/account/sign-in/"
CODE = "/en/account/sign-in/code/"
ENTER = "/en/account/sign-in/code/enter/"

WRONG = "not this one at all"

pytestmark = pytest.mark.django_db


def try_password(client: Client, email: str, password: str = WRONG) -> HttpResponse:
    return client.post(SIGN_IN, {"login": email, "password": password})


def test_address_and_password_lead_to_the_workspace_in_ones_language(client: Client, anna: User, settings: Any) -> None:
    settings.LOGIN_REDIRECT_URL = "workspace"
    response = client.post("/account/sign-in/", {"login": " Anna@Example.org ", "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"] == "/en/workspace/"
    assert client.get("/inside/").content == b"Anna Weaver"


def test_signing_in_leads_back_to_where_one_wanted_to_go(client: Client, anna: User) -> None:
    wanted = client.get("/inside/")
    assert wanted["Location"].endswith("?next=/inside/")
    response = client.post(f"{SIGN_IN}?next=/public-or-team/", {"login": anna.email, "password": PASSWORD})
    assert response["Location"] == "/public-or-team/"


def test_nobody_is_led_to_another_site(client: Client, anna: User) -> None:
    response = client.post(f"{SIGN_IN}?next=https://evil.example/", {"login": anna.email, "password": PASSWORD})
    assert response["Location"] == "/inside/"


def test_a_wrong_password_says_what_to_do_in_summary(client: Client, anna: User) -> None:
    page = try_password(client, anna.email)
    assert page.status_code == 200
    assert b"error-summary" in page.content
    assert "do not match" in page.content.decode()
    assert anna.email in page.content.decode()


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, anna: User) -> None:
    known = try_password(client, anna.email).content.decode().replace(anna.email, "X")
    unknown = try_password(client, "nobody@example.org").content.decode().replace("nobody@example.org", "X")
    without_tokens = [_without_tokens(page) for page in (known, unknown)]
    assert without_tokens[0] == without_tokens[1]


def test_five_wrong_passwords_lock_the_account_for_this_address_for_fifteen_minutes(client: Client, anna: User) -> None:
    answers = [try_password(client, anna.email) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    page = answers[-1].content.decode()
    assert "Wait 15 minutes" in page
    assert CODE in page
    assert answers[-1]["Retry-After"] == "900"
    assert try_password(client, anna.email, PASSWORD).status_code == 429


def test_an_unknown_address_is_locked_like_a_known_one(client: Client) -> None:
    answers = [try_password(client, "nobody@example.org").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]


def test_whoever_comes_from_elsewhere_is_not_locked_out(client: Client, anna: User) -> None:
    for _ in range(5):
        try_password(client, anna.email)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert try_password(elsewhere, anna.email, PASSWORD).status_code == 302


def test_the_lock_opens_by_itself(client: Client, anna: User) -> None:
    for _ in range(5):
        try_password(client, anna.email)
    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=16))
    assert try_password(client, anna.email, PASSWORD).status_code == 302


def test_many_addresses_guessing_at_one_account_are_stopped_too(client: Client, anna: User) -> None:
    for number in range(50):
        try_password(Client(REMOTE_ADDR=f"192.0.2.{number}"), anna.email)
    assert try_password(Client(REMOTE_ADDR="198.51.100.1"), anna.email, PASSWORD).status_code == 429


def test_a_password_that_was_tried_is_written_nowhere(client: Client, anna: User) -> None:
    try_password(client, anna.email, "a secret typed in the wrong place")
    attempt = AccessAttempt.objects.get()
    assert "a secret" not in f"{attempt.get_data}{attempt.post_data}"


def test_the_reader_behind_a_trusted_proxy_is_the_one_that_counts(client: Client, anna: User, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.post(SIGN_IN, {"login": anna.email, "password": "wrong"}, HTTP_X_FORWARDED_FOR="203.0.113.5, 192.0.2.44")
    assert AccessAttempt.objects.get().ip_address == "192.0.2.44"


def test_a_code_sent_by_mail_signs_in_without_a_password(client: Client, bruno: User) -> None:
    response = client.post("/account/sign-in/code/", {"login": bruno.email})
    assert response["Location"] == "/account/sign-in/code/enter/"
    message = OutboxMessage.objects.get()
    assert (message.to_address, message.language, message.bulk) == (bruno.email, "fr", False)
    response = client.post("/account/sign-in/code/enter/", {"code": code_in(message).lower().replace("-", "")})
    assert response["Location"] == "/inside/"
    assert client.get("/inside/").content.decode() == "Bruno Tisserand"


def test_the_code_comes_in_the_language_of_its_reader_whatever_the_page(client: Client, anna: User) -> None:
    client.post("/account/sign-in/code/", {"email": anna.email})
    message = OutboxMessage.objects.get()
    assert message.language == "en"
    assert "is your sign-in code" in message.subject
    assert code_in(message) in message.html


def test_an_unknown_address_sees_the_same_page_and_gets_no_mail(client: Client, anna: User) -> None:
    known, unknown = Client(), Client()
    assert known.post(CODE, {"email": anna.email})["Location"] == ENTER
    assert unknown.post(CODE, {"email": "nobody@example.org"})["Location"] == ENTER
    pages = [
        _without_tokens(browser.get(ENTER).content.decode().replace(email, "X"))
        for browser, email in ((known, anna.email), (unknown, "nobody@example.org"))
    ]
    assert pages[0] == pages[1]
    assert OutboxMessage.objects.count() == 1


def test_no_code_opens_an_account_that_does_not_exist(client: Client) -> None:
    client.post(CODE, {"email": "nobody@example.org"})
    assert client.post(ENTER, {"code": "BCDF-GHJK"}).status_code == 200
    assert client.get("/inside/").status_code == 302


def test_three_wrong_codes_end_the_try(client: Client, anna: User) -> None:
    client.post(CODE, {"email": anna.email})
    right = code_in(OutboxMessage.objects.get())
    answers = [client.post(ENTER, {"code": "BBBB-BBBB"}).status_code for _ in range(3)]
    assert answers == [200, 200, 302]
    client.post(ENTER, {"code": right})
    assert client.get("/inside/").status_code == 302


def test_a_code_is_too_old_after_ten_minutes(client: Client, anna: User) -> None:
    with travel(timezone.now(), tick=False) as clock:
        client.post(CODE, {"email": anna.email})
        clock.shift(datetime.timedelta(minutes=11))
        response = client.post(ENTER, {"code": code_in(OutboxMessage.objects.get())})
    assert response["Location"] == CODE
    assert client.get("/inside/").status_code == 302


def test_codes_are_sent_three_times_a_minute_and_no_more(client: Client, anna: User) -> None:
    pages = [Client().post(CODE, {"email": anna.email}) for _ in range(4)]
    assert [page.status_code for page in pages] == [302, 302, 302, 200]
    assert "Wait five minutes" in pages[-1].content.decode()
    assert OutboxMessage.objects.count() == 3


def test_an_address_that_is_none_is_refused_beside_its_field(client: Client) -> None:
    page = client.post(CODE, {"login": "anna"}).content.decode()
    assert 'href="#id_email"' in page
    assert 'aria-invalid="true"' in page


def test_a_closed_account_opens_to_nobody(client: Client, anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert (
        client.post(SIGN_IN, {"login": anna.email, "password": PASSWORD})["Location"] == "/en/account/sign-in/closed/"
    )
    assert client.get("/inside/").status_code == 302


def test_there_is_no_sign_up(client: Client) -> None:
    for address in ("signup/", "signup/passkey/", "login/", "2fa/", "3rdparty/signup/", "social/signup/"):
        assert client.get(f"/account/{address}").status_code == 404


def test_one_signs_out_with_a_button_and_not_by_opening_a_page(annas: Client) -> None:
    page = annas.get("/en/account/sign-out/")
    assert b"What you have saved stays" in page.content
    assert annas.get("/inside/").status_code == 200
    assert annas.post("/en/account/sign-out/").status_code == 302
    assert annas.get("/inside/").status_code == 302


def test_the_session_lasts_twelve_hours(annas: Client) -> None:
    assert annas.session.get_expiry_age() == 12 * 60 * 60


def test_no_page_of_signing_in_carries_an_inline_script_or_style(client: Client, anna: User) -> None:
    client.post(CODE, {"email": anna.email})
    for address in (ENTER, CODE, "/en/account/forgotten-password/"):
        page = client.get(address, follow=True).content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert "onclick" not in page
    page = Client().get(SIGN_IN).content.decode()
    scripts = [part.split(">")[0] for part in page.split("<script")[1:]]
    assert scripts
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)


def _without_tokens(page: str) -> str:
    """`page` without what differs each time: the CSRF tokens."""
    return "".join(part.split('"', 1)[1] for part in page.split('csrfmiddlewaretoken" value="'))

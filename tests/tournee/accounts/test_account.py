"""One's own account: profile, address, password, sessions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.tournee.accounts.conftest import PASSWORD, code_in
from tournee.accounts.operations import AccountError, create_account
from tournee.history.models import HistoryEntry
from tournee.mail.models import OutboxMessage
from tournee.models import User

pytestmark = pytest.mark.django_db
NEW = "another road through the Somme"


def test_an_account_is_made_with_a_verified_address_and_remembered_without_it(administrator: User) -> None:
    user = create_account("Carla@Example.org ", "Carla", "fr", actor=administrator)
    assert user.email == "carla@example.org"
    assert not user.has_usable_password()
    entry = HistoryEntry.objects.get(action="account.create")
    assert (entry.actor, entry.changes) == (administrator, {"email": None, "name": None})


@pytest.mark.parametrize(
    ("email", "language", "password", "code"),
    [
        ("carla", "fr", None, "email_invalid"),
        ("ANNA@example.org", "fr", None, "email_taken"),
        ("carla@example.org", "de", None, "language_unknown"),
        ("carla@example.org", "fr", "short", "password_weak"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    anna: User, email: str, language: str, password: str | None, code: str
) -> None:
    with pytest.raises(AccountError) as refusal:
        create_account(email, "Carla", language, password, actor=None)
    assert refusal.value.code == code
    assert User.objects.count() == 1


def test_the_command_makes_an_administrator() -> None:
    call_command("create_user", "chief@example.org", "--administrator", "--name", "Chief", "--language", "en")
    assert User.objects.filter(email="chief@example.org", is_administrator=True, language="en").exists()
    with pytest.raises(CommandError, match="already"):
        call_command("create_user", "chief@example.org")


def test_name_and_language_are_changed_and_the_page_follows(annas: Client, anna: User) -> None:
    response = annas.post("/en/account/", {"name": "Anna W.", "language": "fr"})
    assert response["Location"] == "/account/"
    anna.refresh_from_db()
    assert (anna.name, anna.language) == ("Anna W.", "fr")
    entry = HistoryEntry.objects.get(action="account.change_profile")
    assert entry.changes == {"name": None, "language": ["en", "fr"]}


def test_an_unknown_language_is_refused_beside_its_field(annas: Client, anna: User) -> None:
    page = annas.post("/en/account/", {"name": "Anna", "language": "de"}).content.decode()
    assert "error-summary" in page
    anna.refresh_from_db()
    assert anna.language == "en"


def test_the_account_page_is_only_for_its_owner(client: Client) -> None:
    assert client.get("/en/account/")["Location"] == "/en/account/sign-in/?next=/en/account/"


def test_a_new_password_ends_other_sessions_and_is_told_by_mail(annas: Client, anna: User) -> None:
    other = Client()
    other.post("/en/account/sign-in/", {"login": anna.email, "password": PASSWORD})
    response = annas.post("/en/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert response.status_code == 302
    assert annas.get("/inside/").status_code == 200
    assert other.get("/inside/").status_code == 302
    message = OutboxMessage.objects.get()
    assert "password of your account was changed" in message.text
    assert message.language == "en"


@pytest.mark.parametrize(
    ("old", "first", "second", "field"),
    [
        ("wrong", NEW, NEW, "oldpassword"),
        (PASSWORD, "short", "short", "password1"),
        (PASSWORD, NEW, "other", "password2"),
    ],
)
def test_a_password_that_cannot_be_is_refused_beside_its_field(
    annas: Client, old: str, first: str, second: str, field: str
) -> None:
    values = {"oldpassword": old, "password1": first, "password2": second}
    assert f'href="#id_{field}"' in annas.post("/en/account/password/", values).content.decode()


def test_somebody_without_a_password_may_set_one(client: Client, bruno: User) -> None:
    client.force_login(bruno)
    assert client.get("/account/password/")["Location"] == "/account/password/set/"
    client.post("/account/password/set/", {"password1": NEW, "password2": NEW})
    bruno.refresh_from_db()
    assert bruno.check_password(NEW)


def test_a_forgotten_password_is_replaced_with_a_code_and_opens_the_lock(client: Client, anna: User) -> None:
    for _ in range(5):
        client.post("/en/account/sign-in/", {"login": anna.email, "password": "wrong"})
    response = client.post("/en/account/forgotten-password/", {"email": anna.email})
    assert response["Location"] == "/en/account/forgotten-password/code/"
    code = code_in(OutboxMessage.objects.get())
    response = client.post(response["Location"], {"code": code})
    assert response["Location"] == "/en/account/forgotten-password/new/"
    response = client.post(response["Location"], {"password1": NEW, "password2": NEW})
    assert response["Location"] == "/en/account/forgotten-password/done/"
    assert client.get(response["Location"]).status_code == 200
    assert client.post("/en/account/sign-in/", {"login": anna.email, "password": NEW}).status_code == 302


def test_nobody_learns_from_the_forgotten_password_who_has_an_account(client: Client) -> None:
    response = client.post("/en/account/forgotten-password/", {"email": "nobody@example.org"})
    assert response["Location"] == "/en/account/forgotten-password/code/"
    assert client.get(response["Location"]).status_code == 200
    assert not OutboxMessage.objects.exists()


def test_an_address_changes_once_its_link_is_opened_and_confirmed(
    annas: Client, anna: User, prove: Callable[[], None]
) -> None:
    prove()
    annas.post("/en/account/address/", {"action_add": "", "email": "anna@new.example"})
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    message = OutboxMessage.objects.get()
    assert (message.to_address, message.language) == ("anna@new.example", "en")
    link = next(word for word in message.text.split() if "/account/address/confirm/" in word)
    path = link[link.index("/en/") :]
    annas.get(path)
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    annas.post(path)
    anna.refresh_from_db()
    assert anna.email == "anna@new.example"
    assert OutboxMessage.objects.filter(to_address="anna@example.org", text__contains="anna@new.example").exists()


def test_an_address_of_somebody_else_is_refused(annas: Client, bruno: User, prove: Callable[[], None]) -> None:
    prove()
    page = annas.post("/en/account/address/", {"action_add": "", "email": bruno.email}).content.decode()
    assert "cannot be used" in page
    assert not OutboxMessage.objects.exists()


def test_the_address_is_changed_only_by_somebody_who_proves_who_they_are(annas: Client) -> None:
    response = annas.post("/en/account/address/", {"action_add": "", "email": "anna@new.example"})
    assert response["Location"].startswith("/en/account/confirm/")
    assert not OutboxMessage.objects.exists()


def test_all_other_sessions_end_at_once_when_asked(annas: Client, anna: User) -> None:
    other = Client()
    other.post("/en/account/sign-in/", {"login": anna.email, "password": PASSWORD})
    annas.post("/en/account/sign-out-elsewhere/")
    assert annas.get("/inside/").status_code == 200
    assert other.get("/inside/").status_code == 302


def test_reading_ones_account_writes_nothing(client: Client, user: User, django_assert_max_num_queries: Any) -> None:
    client.force_login(user)
    with django_assert_max_num_queries(30) as queries:
        for address in ("", "address/", "password/", "second-factor/", "identities/"):
            assert client.get(f"/en/account/{address}").status_code == 200
    assert not [query for query in queries.captured_queries if not query["sql"].startswith("SELECT")]


def test_accepting_an_invitation_signs_in(client: Client, bruno: User) -> None:
    response = client.post(f"/accept/{bruno.pk}/?to=/public-or-team/")
    assert response["Location"] == "/public-or-team/"
    assert client.get("/inside/").content.decode() == "Bruno Tisserand"

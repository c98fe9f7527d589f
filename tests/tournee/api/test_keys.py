"""Keys: made once, kept as a hash, limited, revoked, and the page where people handle them."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient
from time_machine import travel

from tests.tournee.api.sample import Note
from tests.tournee.factories import UserFactory
from tournee.accounts.policies import second_factor_required
from tournee.api.operations import LIVE_KEYS_A_USER, KeyRefused, forget_uses, make_key, revoke_key
from tournee.models import ApiKey, ApiKeyUse, HistoryEntry, User

pytestmark = pytest.mark.django_db
Keyed = Callable[..., APIClient]


def a_key(user: User, **changes: object) -> tuple[ApiKey, str]:
    return make_key(**{"user": user, "name": "Website", "scope": "read", "days": 30, "actor": user, **changes})  # type: ignore[arg-type]


def status_with(secret: str) -> int:
    return APIClient().get("/api/v1/notes/", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_a_key_opens_the_api_and_only_its_hash_is_kept(user: User) -> None:
    key, secret = a_key(user)
    assert status_with(secret) == 200
    assert secret.startswith("tour_")
    assert len(secret) == 48
    assert secret not in str(ApiKey.objects.values().get())
    assert secret.startswith(key.prefix)


def test_making_and_revoking_are_in_history(user: User) -> None:
    key, secret = a_key(user)
    revoke_key(key, actor=user)
    revoke_key(key, actor=user)
    assert list(HistoryEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "api_key.make",
        "api_key.revoke",
    ]
    assert secret not in str(list(HistoryEntry.objects.values()))


def test_a_revoked_key_opens_nothing(user: User) -> None:
    key, secret = a_key(user)
    revoke_key(key, actor=user)
    assert status_with(secret) == 401


def test_an_expired_key_opens_nothing(user: User) -> None:
    key, secret = a_key(user)
    ApiKey.objects.update(expires_at=timezone.now())
    assert status_with(secret) == 401
    key.refresh_from_db()
    assert key.state == "expired"


def test_the_key_of_a_closed_account_opens_nothing(user: User) -> None:
    _key, secret = a_key(user)
    User.objects.update(is_active=False)
    assert status_with(secret) == 401


def test_a_key_that_may_only_read_changes_nothing(keyed: Keyed, note: Note) -> None:
    response = keyed("read").patch(f"/api/v1/notes/{note.pk}/", {"mood": "good"}, headers={"If-Match": "*"})
    assert (response.status_code, response.json()["code"]) == (403, "read_only_key")


def test_a_key_is_no_stronger_than_a_person_who_must_set_up_a_second_factor(
    keyed: Keyed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_factor_required, "_items", [(100, "tests", lambda _user: True)])
    client = keyed()
    assert client.get("/api/v1/notes/").status_code == 200
    response = client.post("/api/v1/notes/", {"title": {"fr": "Été"}})
    assert (response.status_code, response.json()["code"]) == (403, "second_factor_missing")


def test_an_account_has_so_many_live_keys_and_no_more(user: User) -> None:
    for _each in range(LIVE_KEYS_A_USER):
        a_key(user)
    with pytest.raises(KeyRefused):
        a_key(user)


def test_use_is_noted_once_an_hour(user: User) -> None:
    _key, secret = a_key(user)
    with travel(timezone.now(), tick=False) as clock:
        status_with(secret)
        status_with(secret)
        assert ApiKeyUse.objects.count() == 1
        clock.shift(datetime.timedelta(minutes=61))
        status_with(secret)
    assert ApiKeyUse.objects.count() == 2


def test_a_read_within_the_hour_writes_nothing(
    user: User, note: Note, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _key, secret = a_key(user)
    status_with(secret)
    with django_assert_num_queries(3):  # the key with its last use and its user, the count, the page
        status_with(secret)


def test_old_records_of_use_are_forgotten(user: User) -> None:
    key, _secret = a_key(user)
    ApiKeyUse.objects.create(key=key, at=timezone.now() - datetime.timedelta(days=91))
    ApiKeyUse.objects.create(key=key, at=timezone.now() - datetime.timedelta(days=89))
    assert forget_uses() == "1 removed"
    assert ApiKeyUse.objects.count() == 1


def test_a_browsers_session_reads_and_needs_its_csrf_token_to_write(user: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.get("/api/v1/notes/").status_code == 200
    response = client.post("/api/v1/notes/", {"title": {"fr": "Été"}}, format="json")
    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"


def test_the_page_shows_the_secret_once(client: Client, user: User) -> None:
    client.force_login(user)
    with translation.override("en"):
        made = client.post("/en/account/keys/", {"name": "Website", "scope": "read", "days": "90"})
    secret = made.context["secret"]
    assert secret in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    page = client.get("/en/account/keys/").content.decode()
    assert secret not in page
    assert ApiKey.objects.get().prefix in page


def test_the_page_says_what_is_missing(client: Client, user: User) -> None:
    client.force_login(user)
    response = client.post("/en/account/keys/", {"name": "", "scope": "all", "days": "9999"})
    assert set(response.context["form"].errors) == {"name", "scope", "days"}
    assert not ApiKey.objects.exists()


def test_the_page_takes_as_many_queries_for_three_keys_as_for_one(client: Client, user: User) -> None:
    client.force_login(user)
    queries = []
    for more in (1, 2):
        for _each in range(more):
            a_key(user)
        with CaptureQueriesContext(connection) as captured:
            client.get("/account/keys/")
        queries.append(len(captured))
    assert queries[0] == queries[1]


def test_the_page_of_somebody_without_keys_says_what_they_are_for(client: Client, user: User) -> None:
    client.force_login(user)
    assert "No key yet" in client.get("/en/account/keys/").content.decode()


def test_a_key_is_revoked_after_a_question(client: Client, user: User) -> None:
    key, _secret = a_key(user)
    client.force_login(user)
    assert "Website" in client.get(f"/en/account/keys/{key.pk}/revoke/").content.decode()
    key.refresh_from_db()
    assert key.state == "live"
    client.post(f"/en/account/keys/{key.pk}/revoke/")
    key.refresh_from_db()
    assert key.state == "revoked"


def test_nobody_revokes_another_persons_key(client: Client, user: User) -> None:
    key, _secret = a_key(UserFactory())
    client.force_login(user)
    assert client.post(f"/account/keys/{key.pk}/revoke/").status_code == 403

"""History in words: who did what, and from which value to which."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests.events.factories import PartnershipFactory
from tests.tournee.factories import UserFactory
from tournee.history.acting import acting_as
from tournee.history.operations import record
from tournee.history.queries import ShownEntry, entries_about
from tournee.history.words import action_words
from tournee.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action_words, "_items", [(100, "tests", {"user.rename": "renamed the account"})])
    translation.activate("en")


def shown(user: User, changes: Mapping[str, tuple[Any, Any] | None], actor: User | None = None) -> ShownEntry:
    record("user.rename", user, actor=actor, changes=changes)
    return entries_about(user)[0]


def test_an_entry_says_who_did_what_to_which_object(user: User) -> None:
    actor = UserFactory(name="Zoé")
    entry = shown(user, {}, actor)
    assert (entry.who, entry.what, entry.about) == ("Zoé", "renamed the account", f"#{user.pk}")


def test_what_nobody_did_is_automatic(user: User) -> None:
    assert shown(user, {}).who == "automatic, or an account since removed"


def test_an_action_without_words_shows_its_code(user: User) -> None:
    record("user.juggle", user, actor=None)
    assert entries_about(user)[0].what == "user.juggle"


@pytest.mark.parametrize(
    ("field", "pair", "words"),
    [
        ("language", ("fr", "en"), ("Language", "Français", "English")),
        ("is_active", (True, False), ("Active", "yes", "no")),
        ("name", ("", "Zoé"), ("Name", "nothing", "Zoé")),
        (
            "date_joined",
            (None, datetime.datetime(2026, 7, 1, 7, 30, tzinfo=datetime.UTC)),
            ("Joined on", "nothing", "Wednesday 1\xa0July 2026, 09:30"),
        ),
        ("seats_left", (1200, None), ("Seats left", "1,200", "nothing")),
        ("tags", (["a", "b"], []), ("Tags", "a, b", "nothing")),
    ],
)
def test_values_are_shown_as_people_read_them(
    user: User, field: str, pair: tuple[Any, Any], words: tuple[str, str, str]
) -> None:
    change = shown(user, {field: pair}).changes[0]
    assert (change.label, change.before, change.after) == words


def test_a_personal_change_has_no_values(user: User) -> None:
    change = shown(user, {"email": None}).changes[0]
    assert (change.personal, change.before, change.after) == (True, "", "")


@pytest.mark.parametrize("count", [1, 3])
def test_entries_take_one_query(user: User, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _each in range(count):
        record("user.rename", user, actor=UserFactory(), changes={"name": ("a", "b")})
    with django_assert_num_queries(1):
        assert len(entries_about(user)) == count


def test_the_newest_comes_first_and_the_limit_holds(user: User) -> None:
    for number in range(3):
        record("user.rename", user, actor=None, changes={"name": (number, number + 1)})
    assert [entry.changes[0].after for entry in entries_about(user, limit=2)] == ["3", "2"]


def test_who_has_no_account_is_named_where_it_is_known_who_does_that(user: User) -> None:
    for action in ("user.rename", "user.other"):
        record(action, user, actor=None)

    other, rename = entries_about(user, by_action={"user.rename": "Ana"})

    assert (rename.who, other.who) == ("Ana", "automatic, or an account since removed")


def test_who_acted_without_an_account_is_said_by_the_code_that_was_kept(user: User) -> None:
    with acting_as("party", user):
        record("user.rename", user, actor=None)

    said = [entries_about(user, by_code=known)[0].who for known in ({"party": "Ana"}, {"door": "Bo"})]
    assert said == ["Ana", "somebody without an account"]


def test_a_column_that_django_named_is_said_in_words() -> None:
    partnership = PartnershipFactory()
    record("partner.people", partnership, actor=None, changes={"contact_persons": None})

    assert entries_about(partnership)[0].changes[0].label == "People to call"


def test_the_page_of_all_changes_is_the_administrators(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get("/workspace/history/").status_code == 403


def test_the_page_shows_changes_and_narrows_them(client: Client, administrator: User) -> None:
    zoe = UserFactory(name="Zoé", email="zoe@example.org")
    record("user.rename", zoe, actor=administrator, changes={"name": ("Zoe", "Zoé"), "email": None})
    client.force_login(administrator)
    page = client.get("/en/workspace/history/").content.decode()
    assert "Name: Zoe → Zoé" in page
    assert "E-mail address: changed (personal, so the values are not kept)" in page
    assert "Nothing matches" in client.get("/en/workspace/history/?who=nobody").content.decode()
    assert "Zoe → Zoé" in client.get(f"/en/workspace/history/?action=user.rename&about=%23{zoe.pk}").content.decode()


def test_the_page_takes_as_many_queries_for_three_entries_as_for_one(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    queries = []
    for more in (1, 2):
        for _each in range(more):
            record("user.rename", administrator, actor=UserFactory(), changes={})
        with CaptureQueriesContext(connection) as captured:
            client.get("/workspace/history/")
        queries.append(len(captured))
    assert queries[0] == queries[1]

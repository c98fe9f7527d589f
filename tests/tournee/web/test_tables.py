"""Tables that sort, filter and page by their address."""

import django_filters
import pytest
from django.http import HttpRequest
from django.template import Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.tournee.factories import UserFactory
from tournee.models import User
from tournee.web.tables import Column, Table, build_table

pytestmark = pytest.mark.django_db
COLUMNS = [
    Column("name", "Name", sort=["name"]),
    Column("language", "Language", sort=["-language", "name"]),
    Column("seen", "Seen", sort=["last_login"]),
    Column("note", "Note"),
    Column("number", "Number", sort=["pk"], numeric=True),
]


class UserFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(lookup_expr="icontains")

    class Meta:
        model = User
        fields = ["name"]


def table(request: HttpRequest, *, per_page: int = 2) -> Table:
    return build_table(request, User.objects.all(), COLUMNS, default_sort="name", filters=UserFilter, per_page=per_page)


def names(found: Table) -> list[str]:
    return [user.name for user in found.page]


@pytest.fixture
def people(db: None) -> list[User]:
    return [UserFactory(name=name) for name in ["Cléa", "Anna", "Bob"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Anna", "Bob"]),
        ("?sort=-name", ["Cléa", "Bob"]),
        ("?sort=number", ["Cléa", "Anna"]),
        ("?sort=note", ["Anna", "Bob"]),
        ("?sort=password", ["Anna", "Bob"]),
        ("?sort=--name", ["Anna", "Bob"]),
        ("?page=2", ["Cléa"]),
        ("?page=99", ["Cléa"]),
        ("?page=0", ["Cléa"]),
        ("?page=x", ["Anna", "Bob"]),
        ("?name=b", ["Bob"]),
    ],
)
def test_the_address_decides_what_is_shown(
    rf: RequestFactory, people: list[User], query: str, expected: list[str]
) -> None:
    assert names(table(rf.get(f"/{query}"))) == expected


def test_each_column_can_have_its_own_direction(rf: RequestFactory) -> None:
    UserFactory(name="A", language="en")
    UserFactory(name="B", language="fr")
    assert names(table(rf.get("/?sort=language"))) == ["B", "A"]
    assert names(table(rf.get("/?sort=-language"))) == ["A", "B"]


@pytest.mark.parametrize("sort", ["seen", "-seen"])
def test_what_is_unknown_comes_last_on_every_database(rf: RequestFactory, sort: str) -> None:
    UserFactory(name="never")
    UserFactory(name="once", last_login="2026-01-01T00:00:00Z")
    assert names(table(rf.get(f"/?sort={sort}"))) == ["once", "never"]


def test_a_header_turns_the_order_round_and_keeps_the_filters(rf: RequestFactory, people: list[User]) -> None:
    header = table(rf.get("/?sort=name&name=a&page=2")).headers[0]
    assert header.aria_sort == "ascending"
    assert header.url == "?name=a&sort=-name"


def test_a_page_link_keeps_order_and_filters(rf: RequestFactory, people: list[User]) -> None:
    found = table(rf.get("/?sort=-name&name="), per_page=1)
    assert "sort=-name" in found.next_url
    assert "page=2" in found.next_url


def test_the_first_page_has_the_plain_address(rf: RequestFactory, people: list[User]) -> None:
    assert table(rf.get("/?page=2")).previous_url == "?"


@pytest.mark.parametrize("rows", [1, 3])
def test_a_table_takes_two_queries(
    rf: RequestFactory, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    UserFactory.create_batch(rows)
    with django_assert_num_queries(2):
        list(table(rf.get("/")).page)


def rendered(found: Table) -> str:
    context = {
        "table": found,
        "caption": "People",
        "row_template": Template('<tr><th scope="row">{{ row }}</th></tr>'),
        "empty_title": "Nobody yet",
    }
    return render_to_string("tournee/web/table.html", context)


def test_the_region_that_scrolls_can_be_reached_by_keyboard_and_has_a_name(
    rf: RequestFactory, people: list[User]
) -> None:
    assert '<div class="scroll" role="region" aria-label="People" tabindex="0">' in rendered(table(rf.get("/")))


def test_an_empty_table_and_one_filtered_empty_say_different_things(rf: RequestFactory) -> None:
    assert "Nobody yet" in rendered(table(rf.get("/")))
    filtered = rendered(table(rf.get("/?name=zzz")))
    assert "Nobody yet" not in filtered
    assert 'href="?"' in filtered

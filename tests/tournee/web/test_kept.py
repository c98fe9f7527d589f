"""Pages kept for anonymous readers."""

import gzip
import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from tests.tournee.web.shelf import Shelf, shelf
from tournee.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.tournee.web.urls")]


@pytest.fixture(autouse=True)
def _fresh_shelf() -> Iterator[None]:
    cache.clear()
    shelf.__dict__.update(Shelf().__dict__)
    yield
    cache.clear()


def test_an_unchanged_page_is_rendered_once(client: Client) -> None:
    first, second = client.get("/kept/"), client.get("/kept/")
    assert shelf.rendered == 1
    assert first.content == second.content


def test_a_hit_asks_only_what_the_key_asks(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get("/kept/")
    with django_assert_num_queries(1):
        client.get("/kept/")


def test_a_changed_key_renders_anew(client: Client) -> None:
    client.get("/kept/")
    shelf.version, shelf.text = "2", "second"
    assert b"second" in client.get("/kept/").content


def test_a_page_is_kept_until_the_clock_changes_a_word_of_it(client: Client) -> None:
    with travel("2031-06-17 21:50", tick=False) as clock:
        shelf.until = time.time() + 600
        client.get("/kept/")
        clock.shift(599)
        client.get("/kept/")
        assert shelf.rendered == 1
        clock.shift(1)
        client.get("/kept/")
        assert shelf.rendered == 2


def test_a_page_rendered_while_the_clock_changes_it_is_not_kept(client: Client) -> None:
    shelf.until = time.time() + 0.5
    client.get("/kept/")
    client.get("/kept/")
    assert shelf.rendered == 2


def test_a_page_without_a_key_is_not_kept(client: Client) -> None:
    shelf.version = None
    client.get("/kept/")
    client.get("/kept/")
    assert shelf.rendered == 2


def test_nobody_who_is_signed_in_gets_the_kept_page(client: Client, user: User) -> None:
    client.get("/kept/")
    client.force_login(user)
    response = client.get("/kept/")
    assert str(user) in response.content.decode()
    assert "private" in response.headers["Cache-Control"]


def test_what_a_signed_in_reader_sees_is_not_kept_for_others(client: Client, user: User) -> None:
    client.force_login(user)
    client.get("/kept/")
    assert str(user) not in Client().get("/kept/").content.decode()


def test_a_waiting_message_is_not_lost_to_a_kept_page(client: Client) -> None:
    client.get("/kept/")
    client.get("/greet/")
    client.get("/kept/")
    assert shelf.rendered == 2


def test_languages_are_kept_apart(client: Client) -> None:
    client.get("/kept/")
    client.get("/en/kept/")
    assert shelf.rendered == 2


def test_declared_parameters_are_kept_apart_and_others_never(client: Client) -> None:
    for address in ["/kept/", "/kept/?region=28", "/kept/?region=28", "/kept/?x=1", "/kept/?x=1"]:
        client.get(address)
    assert shelf.rendered == 4


def test_an_error_is_not_kept(client: Client) -> None:
    shelf.status = 503
    assert client.get("/kept/").status_code == 503
    shelf.status = 200
    assert client.get("/kept/").status_code == 200


def test_a_reader_who_has_the_page_is_told_so(client: Client) -> None:
    first = client.get("/kept/")
    assert not first.headers["ETag"].startswith("W/")
    second = client.get("/kept/", headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, second.content, shelf.rendered) == (304, b"", 1)


def test_a_kept_page_must_be_revalidated_and_varies_with_the_cookie(client: Client) -> None:
    response = client.get("/kept/")
    assert response.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in response.headers["Vary"]
    assert not response.cookies


def test_an_unchanged_page_is_sent_compressed_to_who_takes_it_so(client: Client) -> None:
    plain = client.get("/kept/")
    packed = client.get("/kept/", headers={"Accept-Encoding": "gzip, br"})

    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.content)) == ("gzip", plain.content)
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    assert "Accept-Encoding" in packed.headers["Vary"]
    again = client.get("/kept/", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, shelf.rendered) == (304, 1)
    assert client.get("/kept/").content == plain.content


def test_a_head_request_is_answered_from_the_kept_page(client: Client) -> None:
    client.get("/kept/")
    response = client.head("/kept/")
    assert (response.status_code, response.content, shelf.rendered) == (200, b"", 1)


def test_a_kept_page_carries_the_security_policy(client: Client) -> None:
    client.get("/kept/")
    assert "default-src 'none'" in client.get("/kept/").headers["Content-Security-Policy"]

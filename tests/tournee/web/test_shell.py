"""Every page of the shell, and what goes wrong."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests.tournee.web.assertions import assert_house_page
from tournee.floors import Contribution
from tournee.models import User
from tournee.web.languages import other_language
from tournee.web.navigation import Link, Links, links

pytestmark = pytest.mark.django_db


def navigation(*entries: Link) -> Contribution[Links]:
    """A navigation of its own, outside the registry's."""
    places = Contribution.__new__(Contribution)
    places.name, places.says, places._items = "test", "test", []
    places.add(lambda request: entries, by="tests")
    return places


@pytest.mark.parametrize(("prefix", "language"), [("", "fr"), ("/en", "en")])
@pytest.mark.parametrize("address", ["/workspace/styleguide/", "/workspace/styleguide/confirm/"])
def test_workspace_pages_are_house_pages(client: Client, user: User, address: str, prefix: str, language: str) -> None:
    client.force_login(user)
    assert_house_page(client.get(prefix + address), language=language)


def test_the_style_guide_asks_who_one_is(client: Client) -> None:
    assert client.get("/workspace/styleguide/").status_code == 302


def test_a_confirmation_does_its_work_only_when_posted(client: Client, user: User) -> None:
    client.force_login(user)
    assert b"data-confirm" in client.get("/en/workspace/styleguide/confirm/").content
    followed = client.post("/en/workspace/styleguide/confirm/", follow=True)
    assert b"notice-success" in followed.content
    assert 'aria-live="polite"' in followed.content.decode()


@pytest.mark.parametrize(("address", "language"), [("/nowhere/", "fr"), ("/en/nowhere/", "en")])
def test_a_missing_page_is_a_house_page(client: Client, address: str, language: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert_house_page(response, language=language)


def test_a_missing_page_costs_an_anonymous_reader_no_query_and_no_cookie(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/nowhere/")
    assert not response.cookies


def test_the_foot_of_a_public_page_leads_the_team_in(client: Client) -> None:
    assert 'href="/workspace/"' in client.get("/nowhere/").content.decode()


def test_a_missing_page_leads_to_its_other_language(client: Client) -> None:
    assert 'href="/en/nowhere/?a=1"' in client.get("/nowhere/?a=1").content.decode()
    assert 'href="/nowhere/"' in client.get("/en/nowhere/").content.decode()


def test_a_page_leads_to_itself_in_the_other_language(client: Client, user: User) -> None:
    client.force_login(user)
    french = client.get("/workspace/styleguide/?sort=-name").content.decode()
    assert '<a href="/en/workspace/styleguide/?sort=-name" lang="en" hreflang="en">English</a>' in french
    english = client.get("/en/workspace/styleguide/").content.decode()
    assert '<a href="/workspace/styleguide/" lang="fr" hreflang="fr">Français</a>' in english


def test_an_address_that_only_begins_with_en_is_not_english(rf: RequestFactory) -> None:
    assert other_language(rf.get("/energie/")).url == "/en/energie/"


@pytest.mark.parametrize(("address", "language"), [("//example.org/", "fr"), ("/en//example.org/", "en")])
def test_an_address_that_looks_like_another_host_does_not_leave_the_site(
    rf: RequestFactory, address: str, language: str
) -> None:
    request = rf.get("/")
    request.path = request.path_info = address
    with translation.override(language):
        assert not other_language(request).url.startswith("//")


@pytest.mark.urls("tests.tournee.web.urls")
def test_a_failure_says_that_nothing_was_saved_in_both_languages(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/broken/")
    html = response.content.decode()
    assert response.status_code == 500
    assert "rien n’a été enregistré" in html
    assert "nothing was saved" in html


def test_an_expired_form_says_that_what_was_typed_is_still_there(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    response = client.post("/workspace/styleguide/confirm/")
    assert response.status_code == 403
    assert "ce que vous avez saisi" in response.content.decode()


def test_the_link_nearest_to_the_page_is_current(rf: RequestFactory) -> None:
    entries = navigation(
        Link("Home", "/"), Link("Tours", "/tours/"), Link("Mine", "/tours/mine/"), Link("Other", "/to/")
    )
    assert [link.label for link in links(entries, rf.get("/tours/mine/7/")) if link.current] == ["Mine"]


def test_a_link_that_decides_itself_is_left_alone(rf: RequestFactory) -> None:
    entries = navigation(Link("Tours", "/tours/", current=False))
    assert not links(entries, rf.get("/tours/"))[0].current


def test_contributed_links_are_asked_with_the_request(rf: RequestFactory) -> None:
    seen: list[HttpRequest] = []
    places = navigation()
    places.add(lambda request: seen.append(request) or [], by="tests")
    request = rf.get("/")
    links(places, request)
    assert seen == [request]

"""Reading lists and objects."""

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from tests.tournee.api.sample import Note

pytestmark = pytest.mark.django_db


def notes(count: int) -> None:
    Note.objects.bulk_create(Note(title_fr=f"Note {number}") for number in range(count))


def test_the_root_lists_what_there_is(api: APIClient) -> None:
    assert api.get("/api/v1/").json() == {"notes": "http://testserver/api/v1/notes/"}


def test_texts_come_in_both_languages(api: APIClient, note: Note) -> None:
    assert api.get(f"/api/v1/notes/{note.pk}/").json()["title"] == {"fr": "Bonjour", "en": "Hello"}


def test_a_page_says_how_many_there_are_and_where_the_others_stand(api: APIClient) -> None:
    notes(5)
    response = api.get("/api/v1/notes/?page=2&page_size=2")
    body = response.json()
    assert (body["count"], body["pages"], len(body["results"])) == (5, 3, 2)
    assert body["next"] == "http://testserver/api/v1/notes/?page=3&page_size=2"
    assert response["Link"] == (
        '<http://testserver/api/v1/notes/?page=1&page_size=2>; rel="first", '
        '<http://testserver/api/v1/notes/?page=1&page_size=2>; rel="prev", '
        '<http://testserver/api/v1/notes/?page=3&page_size=2>; rel="next", '
        '<http://testserver/api/v1/notes/?page=3&page_size=2>; rel="last"'
    )


def test_an_empty_list_is_one_empty_page(api: APIClient) -> None:
    body = api.get("/api/v1/notes/").json()
    assert body == {"count": 0, "pages": 1, "next": None, "previous": None, "results": []}


def test_a_page_past_the_last_is_not_found_and_says_which_is_the_last(api: APIClient) -> None:
    response = api.get("/api/v1/notes/?page=9")
    assert response.status_code == 404
    assert (response.json()["code"], response.json()["detail"]) == (
        "no_such_page",
        "There is no page 9; the last page is 1.",
    )


@pytest.mark.parametrize(
    "query", ["page_size=201", "page_size=0", "page=0", "page=x", "page=-1", "page_size=²", "page=99999999999999999999"]
)
def test_a_number_out_of_range_is_refused_by_its_parameter(api: APIClient, query: str) -> None:
    response = api.get(f"/api/v1/notes/?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == query.split("=", maxsplit=1)[0]


def test_a_list_can_be_filtered(api: APIClient, note: Note) -> None:
    notes(2)
    assert api.get("/api/v1/notes/?mood=bad").json()["count"] == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_takes_two_queries_whatever_its_length(
    api: APIClient, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    notes(count)
    with django_assert_num_queries(2):
        api.get("/api/v1/notes/")


def test_an_object_known_by_its_etag_is_not_sent_again(api: APIClient, note: Note) -> None:
    first = api.get(f"/api/v1/notes/{note.pk}/")
    again = api.get(f"/api/v1/notes/{note.pk}/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_its_etag_changes_with_what_the_version_does_not_count(api: APIClient, note: Note) -> None:
    first = api.get(f"/api/v1/notes/{note.pk}/")
    Note.objects.update(title_en="Good day")
    assert api.get(f"/api/v1/notes/{note.pk}/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_caches_keep_answers_apart_and_ask_again(api: APIClient) -> None:
    response = api.get("/api/v1/notes/")
    assert response["Cache-Control"] == "private, no-cache"
    assert {"Accept-Language", "Authorization", "Cookie"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("sent", ["W/{}", '"other", W/{}', '"other",{}', "*"])
def test_if_none_match_is_compared_weakly(api: APIClient, note: Note, sent: str) -> None:
    etag = api.get(f"/api/v1/notes/{note.pk}/")["ETag"]
    response = api.get(f"/api/v1/notes/{note.pk}/", headers={"If-None-Match": sent.format(etag)})
    assert response.status_code == 304

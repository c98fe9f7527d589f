"""What a request may hold, and that nothing sent makes the server fail."""

import json
from collections.abc import Callable

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.tournee.api.sample import Note

pytestmark = pytest.mark.django_db
Keyed = Callable[..., APIClient]


def sent(client: APIClient, body: str) -> tuple[int, dict[str, object]]:
    response = client.post("/api/v1/notes/", body.encode(), content_type="application/json")
    return response.status_code, response.json()


def test_a_body_too_large_is_413(keyed: Keyed, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024
    status, problem = sent(keyed(), '{"author": "' + "x" * 1024 + '"}')
    assert (status, problem["code"]) == (413, "too_large")
    assert str(problem["detail"]).endswith("1\u00a0kB.")


@pytest.mark.parametrize("depth", [40, 600, 100_000])
def test_a_body_too_deep_cannot_be_read(keyed: Keyed, depth: int) -> None:
    status, problem = sent(keyed(), "[" * depth + "]" * depth)
    assert (status, problem["code"]) == (400, "parse_error")


@pytest.mark.parametrize("unfit", [r"\u0000", r"\ud800", r"a\udfffb"])
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ('{"title": {"fr": "%s"}}', "#/title/fr"),
        ('{"title": {"fr": "x"}, "mood": "%s"}', "#/mood"),
        ('{"title": {"%s": "x"}}', "#/title"),
        ('{"%s": 1}', "#"),
        ('["a", "%s"]', "#/1"),
        ('"%s"', "#"),
    ],
)
def test_text_that_cannot_be_kept_is_refused_where_it_stands(keyed: Keyed, unfit: str, body: str, pointer: str) -> None:
    status, problem = sent(keyed(), body % unfit)
    assert status == 422
    assert [each["pointer"] for each in problem["errors"]] == [pointer]  # type: ignore[attr-defined]


def test_a_whole_pair_of_surrogates_is_a_character(keyed: Keyed) -> None:
    status, note = sent(keyed(), json.dumps({"title": {"fr": "🚌"}}))
    assert (status, note["title"]) == (201, {"fr": "🚌", "en": ""})


def test_members_nobody_knows_or_may_set_are_named_with_the_other_errors(keyed: Keyed) -> None:
    body = {"titel": {}, "id": 3, "mood": "furious"}
    problem = keyed().post("/api/v1/notes/", body).json()
    assert {each["pointer"]: each["code"] for each in problem["errors"]} == {
        "#/title": "required",
        "#/mood": "invalid_choice",
        "#/titel": "unknown",
        "#/id": "read_only",
    }
    assert not Note.objects.exists()


def test_a_change_names_them_too(keyed: Keyed, note: Note) -> None:
    response = keyed().patch(f"/api/v1/notes/{note.pk}/", {"author": "me"}, headers={"If-Match": "*"})
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "#/author")


@pytest.mark.parametrize("query", ["moood=bad", "mood=%00", "page=%00"])
def test_a_parameter_nobody_knows_or_can_look_for_is_named(api: APIClient, query: str) -> None:
    response = api.get(f"/api/v1/notes/?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_the_parameters_of_a_change_are_read_as_parameters(keyed: Keyed, note: Note) -> None:
    response = keyed().patch(f"/api/v1/notes/{note.pk}/?dry_run=1", {"mood": "good"}, headers={"If-Match": "*"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "dry_run"
    note.refresh_from_db()
    assert note.mood == "bad"


def test_an_address_with_nul_is_not_found(api: APIClient) -> None:
    assert api.get("/api/v1/notes/%00/").status_code == 404

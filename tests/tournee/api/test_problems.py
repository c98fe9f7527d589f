"""Every refusal is a problem document, in the reader's language."""

import logging
from collections.abc import Callable

import pytest
from django.utils import translation
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.tournee.api.sample import Note

pytestmark = pytest.mark.django_db
Keyed = Callable[..., APIClient]


def problem(response: object, status: int, family: str) -> dict[str, object]:
    """The body of `response`, which must be a problem document of this status and family."""
    assert response.status_code == status, response.content  # type: ignore[attr-defined]
    assert response["Content-Type"] == "application/problem+json"  # type: ignore[index]
    body: dict[str, object] = response.json()  # type: ignore[attr-defined]
    assert body["status"] == status
    assert str(body["type"]).endswith(f"/api/docs/#problem-{family}")
    assert body["title"]
    assert body["detail"]
    return body


def test_an_unknown_object(api: APIClient) -> None:
    body = problem(api.get("/api/v1/notes/999/"), 404, "not-found")
    assert body["code"] == "not_found"
    assert body["instance"] == "/api/v1/notes/999/"


@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/api/v9/notes/", "/api/v1/notes/1/2/3/", "/api/v1/notes"])
def test_an_unknown_address(api: APIClient, address: str) -> None:
    problem(api.get(address), 404, "not-found")


def test_a_method_that_is_not_there_says_which_are(api: APIClient) -> None:
    body = problem(api.delete("/api/v1/notes/"), 405, "method-not-allowed")
    assert body["detail"] == "This address accepts: GET, HEAD, POST."


def test_options_is_refused_like_any_other_method(api: APIClient) -> None:
    problem(api.options("/api/v1/notes/"), 405, "method-not-allowed")


def test_a_body_that_is_no_json(keyed: Keyed) -> None:
    response = keyed().post("/api/v1/notes/", b"{", content_type="application/json")
    assert problem(response, 400, "malformed")["code"] == "parse_error"


def test_a_body_of_another_type(keyed: Keyed) -> None:
    problem(keyed().post("/api/v1/notes/", b"a=1", content_type="text/csv"), 415, "unsupported-media-type")


def test_an_answer_in_another_format(api: APIClient) -> None:
    problem(api.get("/api/v1/notes/", headers={"Accept": "text/csv"}), 406, "not-acceptable")


def test_a_filter_that_is_not_valid_is_named(api: APIClient) -> None:
    body = problem(api.get("/api/v1/notes/?mood=furious"), 400, "invalid-parameter")
    assert body["errors"][0]["parameter"] == "mood"  # type: ignore[index]


def test_values_that_are_not_valid_are_all_named(keyed: Keyed) -> None:
    body = problem(keyed().post("/api/v1/notes/", {"mood": "furious"}), 422, "invalid")
    assert body["detail"] == "2 values are not valid."
    assert {error["pointer"] for error in body["errors"]} == {"#/title", "#/mood"}  # type: ignore[attr-defined]


def test_an_operation_that_refuses_a_value_names_it(keyed: Keyed) -> None:
    body = problem(keyed().post("/api/v1/notes/", {"title": {"fr": "taken"}}), 422, "invalid")
    assert body["errors"] == [{"pointer": "#/title", "detail": "Choose another title.", "code": "title_taken"}]


def test_an_operation_that_refuses_the_state_is_a_conflict(keyed: Keyed, note: Note) -> None:
    client = keyed()
    client.post(f"/api/v1/notes/{note.pk}/cheer/", headers={"If-Match": "*"})
    body = problem(client.post(f"/api/v1/notes/{note.pk}/cheer/", headers={"If-Match": "*"}), 409, "refused")
    assert (body["detail"], body["code"]) == ("It is cheerful already.", "already_good")


def test_an_operation_that_refuses_the_person(api: APIClient) -> None:
    assert (
        problem(api.get("/api/v1/notes/fail/", headers={"X-Forbidden": "1"}), 403, "not-allowed")["detail"]
        == "Not you."
    )


def test_nobody_signed_in(api: APIClient) -> None:
    response = api.post("/api/v1/notes/", {})
    problem(response, 401, "not-authenticated")
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'


def test_a_key_that_opens_nothing(api: APIClient) -> None:
    response = api.get("/api/v1/notes/", headers={"Authorization": "Bearer tour_nothing"})
    assert problem(response, 401, "not-authenticated")["code"] == "invalid_key"


def test_too_many_requests(api: APIClient, settings: Settings) -> None:
    settings.API_RATES = {"anonymous": "1/day", "known": "1/day"}
    api.get("/api/v1/notes/")
    response = api.get("/api/v1/notes/")
    problem(response, 429, "too-many-requests")
    assert int(response["Retry-After"]) > 0


def test_a_failure_of_the_server_is_logged_and_shows_nothing_of_its_inside(
    api: APIClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        body = problem(api.get("/api/v1/notes/fail/"), 500, "server-error")
    assert "inside" not in str(body)
    assert "the inside of the server" in caplog.text


def test_a_view_that_forgets_to_ask_about_its_object_is_a_failure_not_a_leak(api: APIClient, note: Note) -> None:
    assert api.get(f"/api/v1/notes/{note.pk}/forget_to_ask/").status_code == 500


@pytest.mark.parametrize(("header", "language"), [("en-GB,en;q=0.9", "en"), ("fr", "fr"), ("de", "fr"), ("", "fr")])
def test_the_sentences_follow_accept_language(api: APIClient, header: str, language: str) -> None:
    response = api.get("/api/v1/notes/999/", headers={"Accept-Language": header})
    assert response["Content-Language"] == language
    with translation.override(language):
        assert response.json()["title"] == translation.gettext("Not found")

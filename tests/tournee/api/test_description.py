"""The OpenAPI description and the page made from it."""

from copy import deepcopy
from functools import lru_cache
from typing import Any

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from rest_framework.test import APIClient

from tests.tournee.api.sample import NoteViewSet
from tournee.api.documentation import groups
from tournee.api.routes import ApiRoute
from tournee.api.routing import routed
from tournee.web.access import anyone

# A description as parsed JSON: nested, and read by its keys.
Description = dict[str, Any]

pytestmark = pytest.mark.django_db


@lru_cache(maxsize=1)
def described() -> Description:
    """Made once: the addresses do not change, and it takes a second."""
    found: Description = APIClient().get("/api/schema/", HTTP_ACCEPT_LANGUAGE="en").json()
    return found


@pytest.fixture
def description(_sample_api: None) -> Description:
    return deepcopy(described())


def test_it_is_valid_openapi_3_1(description: Description) -> None:
    assert str(description["openapi"]).startswith("3.1")
    validate(description, cls=OpenAPIV31SpecValidator)


def test_it_is_the_same_as_yaml(api: APIClient, description: Description) -> None:
    assert yaml.safe_load(api.get("/api/schema/?format=yaml").content) == description


def test_every_operation_may_answer_with_a_problem(
    description: Description,
) -> None:
    operations = [operation for each in description["paths"].values() for operation in each.values()]
    assert operations
    assert all("application/problem+json" in operation["responses"]["default"]["content"] for operation in operations)


def test_changes_ask_for_if_match_and_what_is_public_for_no_key(
    description: Description,
) -> None:
    notes = description["paths"]["/api/v1/notes/{id}/"]
    assert [each["name"] for each in notes["patch"]["parameters"] if each["in"] == "header"] == ["If-Match"]
    assert {} in notes["get"]["security"]
    assert {} not in notes["patch"]["security"]


def test_making_the_description_leaves_the_page_in_its_language(client: Client) -> None:
    groups.cache_clear()
    assert '<html lang="en"' in client.get("/en/api/docs/").content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_shows_every_operation_with_an_example(client: Client, prefix: str) -> None:
    page = client.get(f"{prefix}/api/docs/").content.decode()
    assert 'id="problem-stale-version"' in page
    assert f'href="{prefix}/api/docs/notes/"' in page
    of_notes = client.get(f"{prefix}/api/docs/notes/").content.decode()
    assert "PATCH /api/v1/notes/{id}/" in of_notes
    assert "curl -X POST" in of_notes
    assert "{fr, en}" in of_notes


def test_a_list_that_there_is_not_has_no_page(client: Client) -> None:
    assert client.get("/api/docs/nothing/").status_code == 404


class Careless(NoteViewSet):
    """One that forgot to say who may."""

    access = {"list": anyone}


def test_an_action_without_a_predicate_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"Careless\.access says nothing about: cheer, create"):
        routed([ApiRoute("careless", f"{__name__}.Careless")])


def test_the_headers_of_answers_are_told(description: Description) -> None:
    paths = description["paths"]
    rates = {"RateLimit", "RateLimit-Policy"}
    assert set(paths["/api/v1/notes/"]["get"]["responses"]["200"]["headers"]) == {*rates, "Link"}
    assert set(paths["/api/v1/notes/"]["post"]["responses"]["201"]["headers"]) == {*rates, "ETag", "Location"}
    assert set(paths["/api/v1/notes/{id}/"]["get"]["responses"]["200"]["headers"]) == {*rates, "ETag"}
    assert set(paths["/api/v1/notes/{id}/"]["delete"]["responses"]["204"]["headers"]) == rates

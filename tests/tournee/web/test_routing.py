"""Addresses tried by their first part."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLResolver, include, path, re_path, resolve, reverse

from tournee.web.routing import by_first_part


def view(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse()


_below = [path("a/new/", view, name="new"), path("a/<slug:name>/", view, name="one"), path("", view, name="home")]
urlpatterns = by_first_part(
    [
        path("", include(_below)),
        path("b/", include([path("c/", view, name="c")])),
        re_path(r"^a/(?P<name>\w+)/export\.csv$", view, name="export"),
        path("<slug:any>/x/", view, name="any"),
        path("single", view, name="single"),
    ]
)
pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "home"), ("/a/new/", "new"), ("/a/old/", "one"), ("/a/old/export.csv", "export"), ("/b/c/", "c"),
        ("/z/x/", "any"), ("/single", "single"),
    ],
)  # fmt: skip
def test_every_address_leads_where_it_would_and_back(address: str, name: str) -> None:
    found = resolve(address)

    assert found.url_name == name
    assert reverse(name, kwargs=found.kwargs) == address


def test_those_with_the_same_first_part_stand_together_in_their_order() -> None:
    groups = [entry for entry in urlpatterns if isinstance(entry, URLResolver)]

    assert [[inner.name for inner in group.url_patterns if hasattr(inner, "name")] for group in groups] == [
        ["new", "one", "export"],
        [],
    ]


def test_an_unknown_address_is_not_found() -> None:
    with pytest.raises(Resolver404):
        resolve("/a/")


def test_an_address_asked_for_again_leads_to_a_match_of_its_own() -> None:
    resolve("/a/old/").kwargs["name"] = "changed"

    assert resolve("/a/old/").kwargs == {"name": "old"}

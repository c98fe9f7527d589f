"""Views that are imported when they are first called."""

from __future__ import annotations

import sys

import pytest
from django.test import RequestFactory
from django.urls import path, resolve, reverse

from tournee.web.access import administrator
from tournee.web.late import LateViews

MODULE = "tests.tournee.web.late_views"
views = LateViews(MODULE)
urlpatterns = [
    path("late/<slug:name>/", views.hello, name="hello"),
    path("exempt/", views.exempt),
    path("missing/", views.missing),
]


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, MODULE, raising=False)


@pytest.mark.urls(__name__)
def test_an_address_has_its_name_before_its_view_is_imported(rf: RequestFactory) -> None:
    assert reverse("hello", args=["ada"]) == "/late/ada/"
    found = resolve("/late/ada/")
    assert MODULE not in sys.modules

    assert found.func(rf.get("/"), **found.kwargs).content == b"ada"
    assert MODULE in sys.modules


def test_a_late_view_tells_who_may_open_it() -> None:
    assert views.hello.access.who is administrator


def test_a_late_view_tells_whether_other_sites_may_post_to_it() -> None:
    assert views.exempt.csrf_exempt
    assert not views.hello.csrf_exempt


def test_a_view_that_is_not_there_is_missed_when_it_is_called(rf: RequestFactory) -> None:
    with pytest.raises(AttributeError, match="missing"):
        views.missing(rf.get("/"))

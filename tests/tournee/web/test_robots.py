"""Search engines read what is public, and are asked to leave the rest."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.test_every_url import patterns
from tournee.web.access import anyone


@pytest.fixture
def rules(client: Client) -> RobotFileParser:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(answer.content.decode().splitlines())
    return parser


@pytest.mark.parametrize(
    "path", ["/", "/tours/2019/", "/tours/2019/albert/", "/calendars/tours/2019.ics", "/api/docs/"]
)
def test_what_is_public_may_be_read_in_both_languages(rules: RobotFileParser, path: str) -> None:
    assert rules.can_fetch("*", path)
    assert rules.can_fetch("*", f"/en{path}")


@pytest.mark.parametrize(
    "path", ["/workspace/tours/2019/", "/r/abc/", "/q/abc/", "/u/abc/", "/desk/abc/", "/calendars/mine/abc.ics"]
)
def test_the_workspace_and_signed_links_are_left_alone_in_both_languages(rules: RobotFileParser, path: str) -> None:
    assert not rules.can_fetch("*", path)
    assert not rules.can_fetch("*", f"/en{path}")


def test_no_address_that_is_closed_to_somebody_is_offered(rules: RobotFileParser) -> None:
    closed = [
        route.lstrip("^")
        for route, pattern in patterns(get_resolver())
        if getattr(getattr(pattern.callback, "access", None), "who", anyone) is not anyone
    ]

    assert closed
    assert [route for route in closed if rules.can_fetch("*", f"/{route}")] == []


def test_the_icon_that_browsers_guess_leads_to_the_mark(client: Client) -> None:
    answer = client.get("/favicon.ico")

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(".svg")
    assert "max-age=86400" in answer.headers["Cache-Control"]

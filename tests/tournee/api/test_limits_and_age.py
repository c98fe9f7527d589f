"""Rate limits, and the headers of what is on its way out."""

import datetime

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient
from time_machine import travel

from tests.tournee.api.sample import NoteViewSet
from tournee.api.throttling import parse_rate
from tournee.api.versions import Deprecation

pytestmark = pytest.mark.django_db


def test_the_headers_say_what_is_left(api: APIClient, settings: Settings) -> None:
    settings.API_RATES = {"anonymous": "3/min", "known": "9/min"}
    with travel("2026-11-21T10:00:15Z", tick=False):
        response = api.get("/api/v1/notes/")
    assert response["RateLimit-Policy"] == '"anonymous";q=3;w=60'
    assert response["RateLimit"] == '"anonymous";r=2;t=45'


def test_a_new_window_starts_afresh(api: APIClient, settings: Settings) -> None:
    settings.API_RATES = {"anonymous": "1/min", "known": "1/min"}
    with travel("2026-11-21T10:00:15Z", tick=False) as clock:
        assert [api.get("/api/v1/notes/").status_code for _each in range(2)] == [200, 429]
        clock.shift(45)
        assert api.get("/api/v1/notes/").status_code == 200


def test_a_forged_forwarding_header_opens_no_second_account(api: APIClient, settings: Settings) -> None:
    settings.API_RATES = {"anonymous": "1/day", "known": "1/day"}
    api.get("/api/v1/notes/", headers={"X-Forwarded-For": "192.0.2.1"})
    assert api.get("/api/v1/notes/", headers={"X-Forwarded-For": "192.0.2.2"}).status_code == 429


def test_a_rate_is_a_number_and_a_unit() -> None:
    assert parse_rate("120/min") == (120, 60)
    with pytest.raises(KeyError):
        parse_rate("120/fortnight")


def test_what_is_on_its_way_out_says_so(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    since = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
    monkeypatch.setattr(
        NoteViewSet, "deprecation", Deprecation(since, since + datetime.timedelta(days=365), "https://example.org/why")
    )
    response = api.get("/api/v1/notes/")
    assert response["Deprecation"] == "@1793491200"
    assert response["Sunset"] == "Mon, 01 Nov 2027 00:00:00 GMT"
    assert response["Link"].endswith('<https://example.org/why>; rel="deprecation"')
    assert 'rel="first"' in response["Link"]


def test_a_key_that_opens_nothing_counts_for_its_address(api: APIClient, settings: Settings) -> None:
    settings.API_RATES = {"anonymous": "2/day", "known": "9/day"}
    tries = [
        api.get("/api/v1/notes/", headers={"Authorization": f"Bearer tour_{number}"}, REMOTE_ADDR="192.0.2.7")
        for number in range(3)
    ]
    assert [each.status_code for each in tries] == [401, 401, 429]
    assert tries[0]["RateLimit"].startswith('"anonymous";r=1;')
    assert tries[0]["WWW-Authenticate"]


def test_what_is_refused_is_counted_once(api: APIClient, settings: Settings) -> None:
    settings.API_RATES = {"anonymous": "9/day", "known": "9/day"}
    refused = api.post("/api/v1/notes/", {}, REMOTE_ADDR="192.0.2.8")
    assert refused.status_code == 401
    assert refused["RateLimit"].startswith('"anonymous";r=8;')

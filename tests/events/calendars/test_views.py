"""The feeds' addresses: who may read, what is unchanged, what has moved."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import FormerStopSlug, FormerTourSlug, Stop, Tour
from tests.events.calendars.builders import events, read
from tests.events.factories import SessionFactory, StopFactory, TourFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def stop() -> Stop:
    stop = StopFactory(published=True, slug="albert", tour__slug="tournee", tour__title_en="Tour of Britain")
    SessionFactory(stop=stop, title_fr="Financer", title_en="Paying for it")
    return stop


def changed(stop: Stop) -> None:
    """What the planning operations do when a reader can see a change."""
    stop.venue = "Mairie"
    stop.save()
    stop.tour.public_version += 1
    stop.tour.save()


TOUR, STOP = "/calendars/tours/tournee.ics", "/calendars/stops/tournee/albert.ics"
BOTH = pytest.mark.parametrize("address", [TOUR, STOP])


@BOTH
def test_anyone_reads_the_calendar_of_what_is_public(client: Client, stop: Stop, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"].startswith("inline; filename=")
    assert [event.summary.value for event in events(response.content)] == ["Financer – Albert"]


@BOTH
def test_under_en_the_calendar_is_in_english(client: Client, stop: Stop, address: str) -> None:
    response = client.get(f"/en{address}")
    calendar = read(response.content)
    assert calendar.vevent.summary.value == "Paying for it – Albert"
    assert calendar.x_wr_calname.value.startswith("Tour of Britain")
    assert "/en/tours/tournee/albert/#session-" in calendar.vevent.url.value
    assert f"/en{address}" in calendar.source.value


@BOTH
def test_an_unchanged_calendar_is_not_sent_again_and_takes_one_query(
    client: Client, stop: Stop, address: str, django_assert_num_queries: Any
) -> None:
    etag = client.get(address)["ETag"]
    with django_assert_num_queries(1):
        response = client.get(address, headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag
    assert "max-age=300" in response["Cache-Control"]


@BOTH
def test_the_second_reader_takes_one_query(
    client: Client, stop: Stop, address: str, django_assert_num_queries: Any
) -> None:
    first = client.get(address)
    with django_assert_num_queries(1):
        second = client.get(address)
    assert second.content == first.content
    assert second["Last-Modified"] == first["Last-Modified"]


@BOTH
def test_a_changed_calendar_is_sent_again(client: Client, stop: Stop, address: str) -> None:
    etag = client.get(address)["ETag"]
    changed(stop)
    response = client.get(address, headers={"if-none-match": etag})
    assert response.status_code == 200
    assert response["ETag"] != etag
    assert "Mairie" in events(response.content)[0].location.value


def test_a_date_alone_never_hides_a_change(client: Client, stop: Stop) -> None:
    date = client.get(TOUR)["Last-Modified"]
    changed(stop)
    assert client.get(TOUR, headers={"if-modified-since": date}).status_code == 200


def test_french_and_english_copies_are_told_apart(client: Client, stop: Stop) -> None:
    etag = client.get(TOUR)["ETag"]
    assert client.get(f"/en{TOUR}", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_one_stop_as_for_three(client: Client, count: int) -> None:
    tour = TourFactory(published=True, slug="tournee")
    for _number in range(count):
        SessionFactory.create_batch(count, stop=StopFactory(published=True, tour=tour))
    with CaptureQueriesContext(connection) as queries:
        assert len(events(client.get(TOUR).content)) == count * count
    assert len(queries) == 6


@BOTH
def test_head_says_the_same_without_a_body(client: Client, stop: Stop, address: str) -> None:
    got, asked = client.get(address), client.head(address)
    assert asked.content == b""
    assert (asked["ETag"], asked["Content-Length"]) == (got["ETag"], got["Content-Length"])


@BOTH
def test_a_calendar_is_only_read(client: Client, stop: Stop, address: str) -> None:
    assert client.post(address).status_code == 405


@BOTH
def test_a_tour_in_preparation_has_no_calendar(client: Client, stop: Stop, address: str) -> None:
    Tour.objects.update(state=Tour.State.DRAFT)
    assert client.get(address).status_code == 404


@BOTH
def test_an_archived_tour_keeps_its_calendar(client: Client, stop: Stop, address: str) -> None:
    Tour.objects.update(state=Tour.State.ARCHIVED)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/calendars/tours/none.ics", "/calendars/stops/none/albert.ics", "/calendars/stops/tournee/none.ics"]
)
def test_what_does_not_exist_has_no_calendar(client: Client, stop: Stop, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_stop_in_preparation_has_no_calendar(client: Client, stop: Stop) -> None:
    StopFactory(confirmed=True, tour=stop.tour, slug="lens")
    assert client.get("/calendars/stops/tournee/lens.ics").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_former_addresses_lead_to_the_present_ones(client: Client, stop: Stop, prefix: str) -> None:
    FormerTourSlug.objects.create(tour=stop.tour, slug="ancienne")
    FormerStopSlug.objects.create(tour=stop.tour, stop=stop, slug="vieux")
    for former, present in [
        ("/calendars/tours/ancienne.ics", TOUR),
        ("/calendars/stops/tournee/vieux.ics", STOP),
        ("/calendars/stops/ancienne/albert.ics", STOP),
        ("/calendars/stops/ancienne/vieux.ics", STOP),
    ]:
        response = client.get(prefix + former)
        assert response.status_code == 301
        assert response["Location"] == f"{prefix}{present}"


def test_a_tour_without_a_date_has_an_empty_calendar(client: Client) -> None:
    TourFactory(published=True, slug="tournee")
    response = client.get(f"/en{TOUR}")
    assert response.status_code == 200
    assert events(response.content) == []
    assert "No date is published yet." in read(response.content).description.value

"""The file that adds a stop or a session to a calendar once, and the ways to follow a feed."""

import datetime
import uuid
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from events.calendars.subscribing import following
from events.models import FormerStopSlug, Session, Stop
from tests.events.calendars.builders import events, read, unfolded
from tests.events.factories import SessionFactory, StopFactory

pytestmark = pytest.mark.django_db
FILE = "/en/calendars/stops/tournee/albert/add.ics"
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def stop() -> Stop:
    return StopFactory(published=True, slug="albert", tour__slug="tournee", title_en="Innovate")


def at(hour: int, day: int = 18) -> datetime.datetime:
    return datetime.datetime(2031, 6, day, hour, tzinfo=PARIS)


def test_a_stop_is_one_entry_from_its_first_session_to_the_end_of_its_last(client: Client, stop: Stop) -> None:
    SessionFactory(stop=stop, title_en="Pay", starts_at=at(9), ends_at=at(11))
    SessionFactory(stop=stop, title_en="Hire", starts_at=at(14), ends_at=at(16))
    SessionFactory(stop=stop, title_en="Gone", starts_at=at(17), ends_at=at(19), state=Session.State.CANCELLED)
    response = client.get(FILE)
    calendar = read(response.content)
    event = calendar.vevent
    assert response["Content-Disposition"] == 'attachment; filename="tournee-albert.ics"'
    assert calendar.method.value == "PUBLISH"
    assert (event.dtstart.value, event.dtend.value) == (at(9), at(16))
    assert "Pay" in event.description.value
    assert "Gone" not in event.description.value
    assert event.transp.value == "OPAQUE"
    assert not any(line.startswith(("SOURCE", "REFRESH-INTERVAL")) for line in unfolded(response.content))


def test_a_stop_of_two_days_or_without_programme_is_whole_days(client: Client, stop: Stop) -> None:
    assert events(client.get(FILE).content)[0].dtstart.value == datetime.date(2031, 6, 18)
    Stop.objects.update(ends_on=datetime.date(2031, 6, 19))
    SessionFactory(stop=stop, starts_at=at(9), ends_at=at(11))
    SessionFactory(stop=stop, starts_at=at(9, 19), ends_at=at(11, 19))
    event = events(client.get(FILE).content)[0]
    assert (event.dtstart.value, event.dtend.value) == (datetime.date(2031, 6, 18), datetime.date(2031, 6, 20))


def test_a_session_is_the_entry_of_the_feed(client: Client, stop: Stop) -> None:
    session = SessionFactory(stop=stop)
    SessionFactory(stop=stop)
    added = events(client.get(f"/en/calendars/sessions/{session.public_id}/add.ics").content)
    followed = events(client.get("/en/calendars/stops/tournee/albert.ics").content)
    assert len(added) == 1
    same = next(event for event in followed if event.uid.value == added[0].uid.value)
    assert (same.dtstart.value, same.summary.value) == (added[0].dtstart.value, added[0].summary.value)


def test_a_former_address_leads_to_the_present_one(client: Client, stop: Stop) -> None:
    FormerStopSlug.objects.create(tour=stop.tour, stop=stop, slug="vieux")
    assert client.get("/en/calendars/stops/tournee/vieux/add.ics")["Location"] == FILE


def test_what_has_no_day_or_is_not_public_has_no_file(client: Client, stop: Stop) -> None:
    hidden = SessionFactory(stop=StopFactory(confirmed=True, tour=stop.tour))
    for address in [f"sessions/{hidden.public_id}", f"sessions/{uuid.uuid4()}", "stops/tournee/none"]:
        assert client.get(f"/calendars/{address}/add.ics").status_code == 404
    Stop.objects.filter(pk=stop.pk).update(state=Stop.State.POSTPONED, starts_on=None, ends_on=None)
    assert client.get(FILE).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_one_session_as_for_three(
    client: Client, stop: Stop, count: int, django_assert_num_queries: Any
) -> None:
    SessionFactory.create_batch(count, stop=stop)
    with django_assert_num_queries(5):
        client.get(FILE)


def test_the_ways_to_follow_a_feed_escape_its_address_and_name() -> None:
    ways = following("https://tour.example.org/en/calendars/tours/t.ics", "Tour & co")
    assert ways.webcal == "webcal://tour.example.org/en/calendars/tours/t.ics"
    assert ways.google.endswith("?cid=webcal%3A%2F%2Ftour.example.org%2Fen%2Fcalendars%2Ftours%2Ft.ics")
    assert ways.outlook.endswith(
        "?url=https%3A%2F%2Ftour.example.org%2Fen%2Fcalendars%2Ftours%2Ft.ics&name=Tour+%26+co"
    )  # fmt: skip


def test_the_stops_page_offers_both_and_each_session_its_own(client: Client, stop: Stop) -> None:
    session = SessionFactory(stop=stop)
    html = client.get("/en/tours/tournee/albert/").content.decode()
    assert f'href="{FILE}"' in html
    assert f'href="/en/calendars/sessions/{session.public_id}/add.ics"' in html
    assert "https://calendar.google.com/calendar/render?cid=webcal" in html


def test_a_postponed_stop_can_be_followed_and_not_added(client: Client, stop: Stop) -> None:
    SessionFactory(stop=stop)
    Stop.objects.update(state=Stop.State.POSTPONED, starts_on=None, ends_on=None)
    html = client.get("/en/tours/tournee/albert/").content.decode()
    assert "add.ics" not in html
    assert "webcal://" in html


def test_a_stop_that_is_over_or_cancelled_offers_neither(client: Client, stop: Stop) -> None:
    SessionFactory(stop=stop)
    Stop.objects.update(state=Stop.State.CANCELLED)
    html = client.get("/en/tours/tournee/albert/").content.decode()
    assert "add.ics" not in html
    assert "webcal://" not in html

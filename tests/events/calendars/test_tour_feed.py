"""What the feed of a tour says of its stops and sessions, read by a library that is not the writer."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from events.calendars import ics, queries
from events.models import Session, Stop
from tests.events.calendars.builders import events, read
from tests.events.factories import SessionFactory, StopFactory, TourFactory

pytestmark = pytest.mark.django_db
WINTER, SUMMER = datetime.date(2031, 1, 15), datetime.date(2031, 7, 15)


def feed_of(stop: Stop) -> list[Any]:
    """The events of the tour of `stop`, as a subscriber gets them."""
    return events(ics.render(queries.tour_feed(stop.tour)))


@pytest.mark.parametrize("day", [WINTER, SUMMER], ids=["winter", "summer"])
@pytest.mark.parametrize("zone", ["Europe/Paris", "Europe/London"])
def test_a_session_at_half_past_nine_is_at_half_past_nine(zone: str, day: datetime.date) -> None:
    stop = StopFactory(published=True, starts_on=day, time_zone=zone)
    starts_at = datetime.datetime.combine(day, datetime.time(9, 30), ZoneInfo(zone))
    SessionFactory(stop=stop, starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=3))
    event = feed_of(stop)[0]
    assert event.dtstart.value.astimezone(datetime.UTC) == starts_at.astimezone(datetime.UTC)
    assert event.dtstart.value.time() == datetime.time(9, 30)
    assert event.dtend.value - event.dtstart.value == datetime.timedelta(hours=3)


def test_a_moved_stop_keeps_its_uid_and_raises_sequence() -> None:
    stop = StopFactory(published=True)
    session = SessionFactory(stop=stop)
    before = feed_of(stop)[0]
    stop.venue, stop.slug = "Mairie", "albert-centre"
    stop.save()
    session.starts_at += datetime.timedelta(days=7)
    session.ends_at += datetime.timedelta(days=7)
    session.sequence += 1
    session.save()
    after = feed_of(stop)[0]
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value - before.dtstart.value == datetime.timedelta(days=7)
    assert after.location.value == "Mairie, 7 rue Roger-Salengro, Albert"


def test_an_entry_is_as_new_as_its_stop() -> None:
    stop = StopFactory(published=True)
    session = SessionFactory(stop=stop)
    stop.save()
    assert stop.changed_at > session.changed_at
    assert feed_of(stop)[0].dtstamp.value == stop.changed_at.replace(microsecond=0)


def test_a_stop_with_only_a_date_is_one_entry_of_whole_days() -> None:
    stop = StopFactory(published=True, ends_on=datetime.date(2031, 6, 19), sequence=2)
    event = feed_of(stop)[0]
    assert (event.dtstart.value, event.dtend.value) == (datetime.date(2031, 6, 18), datetime.date(2031, 6, 20))
    assert event.sequence.value == "2"
    assert event.uid.value == f"stop-{stop.public_id}@tournee"


def test_a_stop_with_a_programme_is_one_entry_a_session() -> None:
    stop = StopFactory(published=True)
    sessions = SessionFactory.create_batch(2, stop=stop)
    assert {event.uid.value for event in feed_of(stop)} == {f"session-{one.public_id}@tournee" for one in sessions}


def test_a_cancelled_stop_stays_in_the_feed_as_cancelled() -> None:
    stop = StopFactory(cancelled=True)
    SessionFactory(stop=stop, title_fr="Financer")
    event = feed_of(stop)[0]
    assert event.status.value == "CANCELLED"
    assert "Salle fermée." in event.description.value


def test_a_cancelled_session_stays_beside_the_others() -> None:
    stop = StopFactory(published=True)
    SessionFactory(stop=stop)
    SessionFactory(stop=stop, state=Session.State.CANCELLED)
    assert [event.status.value for event in feed_of(stop)] == ["CONFIRMED", "CANCELLED"]


def test_a_postponed_stop_is_tentative_on_the_last_day_announced() -> None:
    stop = StopFactory(
        published=True, state=Stop.State.POSTPONED, starts_on=None, ends_on=None,
        previous_starts_on=datetime.date(2031, 6, 18),
    )  # fmt: skip
    event = feed_of(stop)[0]
    assert event.status.value == "TENTATIVE"
    assert (event.dtstart.value, event.dtend.value) == (datetime.date(2031, 6, 18), datetime.date(2031, 6, 19))


def test_a_published_stop_without_any_day_has_no_entry() -> None:
    stop = StopFactory(published=True, state=Stop.State.POSTPONED, starts_on=None, ends_on=None)
    assert feed_of(stop) == []


def test_a_stop_in_preparation_is_not_in_the_feed() -> None:
    stop = StopFactory(confirmed=True, tour=TourFactory(published=True))
    assert feed_of(stop) == []


def test_an_empty_calendar_says_why() -> None:
    calendar = read(ics.render(queries.tour_feed(TourFactory(published=True))))
    with translation.override("en"):
        english = read(ics.render(queries.tour_feed(TourFactory(published=True))))
    assert calendar.description.value
    assert english.description.value == "No date is published yet. This calendar will fill in by itself."


def test_an_entry_leads_to_its_session_on_the_site(settings: Any) -> None:
    settings.SITE_URL = "https://tour.example.org"
    stop = StopFactory(published=True)
    session = SessionFactory(stop=stop)
    address = f"https://tour.example.org/tours/{stop.tour.slug}/{stop.slug}/#session-{session.public_id}"
    event = feed_of(stop)[0]
    assert event.url.value == address
    assert address in event.description.value


def test_the_description_says_what_where_and_how_to_come() -> None:
    stop = StopFactory(published=True, access_en="Five minutes from the station.", step_free=Stop.StepFree.YES)
    SessionFactory(stop=stop, summary_en="Who pays for the first prototype?", room="B12")
    with translation.override("en"):
        text = feed_of(stop)[0].description.value
    assert "Who pays for the first prototype?" in text
    assert "Where: Lycée Lamarck, 7 rue Roger-Salengro, Albert (B12)" in text
    assert "How to come: Five minutes from the station." in text
    assert "Step-free from street to room." in text


def test_a_made_up_tour_says_so_in_every_entry() -> None:
    stop = StopFactory(published=True, tour__fictitious=True)
    SessionFactory(stop=stop)
    StopFactory(published=True, tour=stop.tour)
    with translation.override("en"):
        texts = [event.description.value for event in feed_of(stop)]
    assert all(text.startswith("Made up for a demonstration") for text in texts)


def test_the_town_is_told_once() -> None:
    stop = StopFactory(published=True, address="7 rue Roger-Salengro, 80300 Albert")
    assert feed_of(stop)[0].location.value == "Lycée Lamarck, 7 rue Roger-Salengro, 80300 Albert"


def test_a_webinar_is_nowhere_and_its_link_is_not_given_away() -> None:
    stop = StopFactory(published=True)
    SessionFactory(stop=stop, kind=Session.Kind.WEBINAR, online_url="https://visio.example.org/abc")
    with translation.override("en"):
        written = ics.render(queries.tour_feed(stop.tour))
    assert events(written)[0].location.value == "Online"
    assert b"GEO" not in written
    assert b"visio.example.org" not in written


def test_a_stop_without_a_point_on_the_map_has_no_position() -> None:
    stop = StopFactory(published=True, latitude=None, longitude=None)
    assert b"GEO" not in ics.render(queries.tour_feed(stop.tour))


def test_the_feed_of_a_stop_holds_that_stop_alone() -> None:
    stop = StopFactory(published=True)
    SessionFactory(stop=stop, title_fr="Financer")
    SessionFactory(stop=StopFactory(published=True, tour=stop.tour), title_fr="Autre")
    calendar = read(ics.render(queries.stop_feed(stop)))
    assert [event.summary.value for event in calendar.vevent_list] == ["Financer – Albert"]
    assert calendar.x_wr_calname.value == f"{stop.tour.title_fr} – Albert"


def test_a_stop_recorded_afterwards_is_confirmed_and_never_called_number_none() -> None:
    with translation.override("fr"):
        event = feed_of(StopFactory(published=True, state="recorded", number=None))[0]
    assert event.status.value == "CONFIRMED"
    assert "Reportée" not in event.summary.value
    assert "None" not in event.description.value


def test_the_feed_of_a_recorded_stop_without_a_day_promises_none() -> None:
    stop = StopFactory(
        published=True, state="recorded", number=None, starts_on=None, ends_on=None, month=datetime.date(2019, 9, 1)
    )
    with translation.override("en"):
        said = queries.stop_feed(stop).description
    assert "September 2019" in said
    assert "fill in by itself" not in said

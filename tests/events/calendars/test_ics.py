"""One builder over plain data: what it writes is read right by another library."""

import datetime
from dataclasses import replace

import pytest

from events.calendars import ics
from events.calendars.feed import Days, Status
from tests.events.calendars.builders import CHANGED, at, entry, events, feed, read, unfolded

HOSTILE = "Atelier\r\nATTENDEE:mailto:x@example.org\r\nEND:VEVENT\x00\x07\x1b[31m\u202eéd\u2028fin"


def test_the_calendar_says_what_it_is() -> None:
    calendar = read(ics.render(feed(entry(), name="Tournée 2031", description="De ville en ville.")))
    lines = unfolded(ics.render(feed(entry(), name="Tournée 2031")))
    assert calendar.prodid.value == "-//Tournee//Calendars//FR"
    assert (calendar.version.value, calendar.method.value) == ("2.0", "PUBLISH")
    assert (calendar.contents["name"][0].value, calendar.x_wr_calname.value) == ("Tournée 2031", "Tournée 2031")
    assert calendar.description.value == "De ville en ville."
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert "X-PUBLISHED-TTL:PT1H" in lines
    assert "SOURCE;VALUE=URI:https://tour.example.org/calendars/tours/t.ics" in lines


def test_an_entry_carries_all_it_was_given() -> None:
    event = events(ics.render(feed(entry(sequence=4))))[0]
    assert event.uid.value == "session-1@tournee"
    assert event.sequence.value == "4"
    assert event.status.value == "CONFIRMED"
    assert event.summary.value == "Atelier – Albert"
    assert event.location.value == "Lycée Lamarck, Albert"
    assert event.geo.value == "50.0012;2.6515"
    assert event.categories.value == ["atelier"]
    assert event.url.value == "https://tour.example.org/tours/t/albert/#session-1"
    assert event.dtstamp.value == event.last_modified.value == CHANGED


def test_the_same_data_gives_the_same_bytes() -> None:
    assert ics.render(feed(entry())) == ics.render(feed(entry()))


def test_whole_days_end_on_the_day_after_the_last() -> None:
    days = Days(datetime.date(2031, 6, 18), datetime.date(2031, 6, 19))
    event = events(ics.render(feed(entry(when=days))))[0]
    assert event.dtstart.value == datetime.date(2031, 6, 18)
    assert event.dtend.value == datetime.date(2031, 6, 20)


def test_only_the_zones_used_are_described() -> None:
    calendar = read(ics.render(feed(entry(), entry(uid="2", when=at("Europe/London", 2031, 6, 18, 9, 30)))))
    assert [zone.tzid.value for zone in calendar.vtimezone_list] == ["Europe/London", "Europe/Paris"]


def test_a_zone_that_is_not_offered_is_told_in_utc() -> None:
    when = at("Asia/Kathmandu", 2031, 6, 18, 9, 30)
    lines = unfolded(ics.render(feed(entry(when=when))))
    assert "DTSTART:20310618T034500Z" in lines
    assert "BEGIN:VTIMEZONE" not in lines


def test_the_second_run_of_a_repeated_hour_is_told_in_utc() -> None:
    first = at("Europe/Paris", 2031, 10, 26, 1, 30)
    later = replace(first, starts_at=datetime.datetime(2031, 10, 26, 1, 30, tzinfo=datetime.UTC))
    assert "DTSTART:20311026T013000Z" in unfolded(ics.render(feed(entry(when=later))))


def test_an_empty_calendar_is_valid_and_says_so() -> None:
    calendar = read(ics.render(feed(description="Rien encore.", zone="Indian/Reunion")))
    assert [component.name for component in calendar.components()] == ["VTIMEZONE"]
    assert calendar.vtimezone.tzid.value == "Indian/Reunion"
    assert calendar.description.value == "Rien encore."


def test_an_empty_calendar_of_a_zone_without_text_is_valid_too() -> None:
    assert read(ics.render(feed(zone="Asia/Kathmandu"))).vtimezone.tzid.value == "Europe/Paris"


def test_no_line_is_longer_than_75_octets_and_long_accented_text_comes_back_whole() -> None:
    long = "Référentiel de compétences : œuvrer à l’échelle du bassin d’emploi, naïveté exclue ; " * 12
    written = ics.render(feed(entry(description=long, summary=long)))
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert events(written)[0].description.value == long.strip()


def test_no_break_spaces_of_french_stay() -> None:
    assert events(ics.render(feed(entry(summary="Où\u202f? À Albert\u00a0: ici"))))[0].summary.value == (
        "Où\u202f? À Albert\u00a0: ici"
    )


@pytest.mark.parametrize("name", ["summary", "location", "description", "category"])
def test_hostile_text_adds_no_line_and_keeps_no_control_character(name: str) -> None:
    written = ics.render(feed(entry(**{name: HOSTILE}), name=HOSTILE, description=HOSTILE))
    lines = unfolded(written)
    assert [line.split(":")[0] for line in lines].count("END") == lines.count("END:VEVENT") + 4
    assert len(events(written)) == 1
    assert not any(line.startswith("ATTENDEE") for line in lines)
    assert not set(written.decode()) & set("\x00\x07\x1b\u202e\u2028")


def test_text_with_the_signs_of_the_format_comes_back_as_typed() -> None:
    typed = 'a;b,c\\n:"d"\nsecond line'
    assert events(ics.render(feed(entry(description=typed))))[0].description.value == typed


def test_categories_hold_no_comma() -> None:
    assert b"CATEGORIES:atelier visite\r\n" in ics.render(feed(entry(category="atelier,visite")))


def test_a_place_close_to_the_meridian_is_no_exponent() -> None:
    assert events(ics.render(feed(entry(position=(51.4779, 0.00001)))))[0].geo.value == "51.4779;0.0"


def test_an_address_on_two_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="CR or LF"):
        ics.render(feed(entry(url="https://tour.example.org/\r\nATTENDEE:mailto:x@example.org")))


@pytest.mark.parametrize("status", list(Status))
def test_each_status_is_read(status: Status) -> None:
    assert events(ics.render(feed(entry(status=status))))[0].status.value == status.value

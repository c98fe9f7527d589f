"""Different readers agree on every time, status and text of what is written here."""

import datetime
from collections.abc import Callable

import pytest

from events.calendars import ics, queries
from events.calendars.feed import Conference, Days, Entry, Organiser, Status
from events.models import Session, Stop
from events.models.timezones import TIME_ZONES
from tests.events.calendars.builders import at, entry, feed, unfolded
from tests.events.calendars.readers import IN_PYTHON, Told
from tests.events.factories import SessionFactory, StopFactory, ThemeFactory

AROUND_THE_SWITCHES = [(1, 15), (3, 8), (3, 9), (3, 29), (3, 30), (7, 15), (10, 25), (10, 26), (10, 27), (11, 2)]
# Not a backslash before an n: ics 0.7 takes it for the end of a line, escaped or not.
TYPED = 'Où\u202f? « Ici »\u00a0; a, b\\d; "c": œuvre & <b>d</b>\n\nSecond\tparagraphe ' + "très long, " * 40


def every_sort() -> list[Entry]:
    """Entries in each zone around the change of clocks, in each status, of days, with texts that are hard to write."""
    times = [
        entry(uid=f"{zone}-{month}-{day}@tournee", when=at(zone, 2031, month, day, 9, 30))
        for zone, _name in TIME_ZONES
        for month, day in AROUND_THE_SWITCHES
    ]
    days = Days(datetime.date(2031, 6, 18), datetime.date(2031, 6, 19))
    return [
        *times,
        *(entry(uid=f"{status}@tournee", status=status) for status in Status),
        entry(uid="days@tournee", when=days),
        entry(uid="texts@tournee", summary=TYPED, location=TYPED, description=TYPED.strip(), category="a, b; c"),
        entry(uid="hostile@tournee", summary="A\r\nEND:VEVENT\x00", description="B\x07\u2028END:VCALENDAR"),
        entry(
            uid="whole@tournee",
            themes=("Énergie, climat", "Eau; rivières"),
            organiser=Organiser('Ana "la cheffe"; Lima\r\nX:1', "ana@example.org"),
            conference=Conference("https://visio.example.org/a?b=c;d,e", 'Pour : "tous", ici'),
        ),
    ]


def wanted(entries: list[Entry]) -> Told:
    """When each entry begins, by the data."""
    return {one.uid: {"start": _start(one), "status": one.status.value} for one in entries}


def _start(one: Entry) -> str:
    if isinstance(one.when, Days):
        return one.when.first.isoformat()
    return one.when.starts_at.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("reader", IN_PYTHON, ids=lambda reader: reader.__name__)
def test_each_reader_finds_every_entry_at_its_time_in_its_status(reader: Callable[[bytes], Told]) -> None:
    told = reader(ics.render(feed(*every_sort(), name=TYPED, description=TYPED)))
    assert {uid: {"start": one["start"], "status": one["status"]} for uid, one in told.items()} == wanted(every_sort())


@pytest.mark.parametrize("reader", IN_PYTHON[1:], ids=lambda reader: reader.__name__)
def test_the_readers_agree_on_every_word(reader: Callable[[bytes], Told]) -> None:
    written = ics.render(feed(*every_sort()))
    assert reader(written) == IN_PYTHON[0](written)


@pytest.mark.django_db
@pytest.mark.parametrize("reader", IN_PYTHON[1:], ids=lambda reader: reader.__name__)
def test_they_agree_on_the_feed_of_a_tour(reader: Callable[[bytes], Told]) -> None:
    stop = StopFactory(
        published=True, tour__contact_email="a@example.org", tour__contact_name="Ana", access_fr="À pied."
    )
    stop.themes.add(ThemeFactory(label_fr="Eau, air"))
    SessionFactory(stop=stop)
    SessionFactory(stop=stop, kind=Session.Kind.WEBINAR)
    StopFactory(published=True, tour=stop.tour, time_zone="Europe/London")
    StopFactory(cancelled=True, tour=stop.tour)
    StopFactory(
        published=True, tour=stop.tour, state=Stop.State.POSTPONED, starts_on=None, ends_on=None,
        previous_starts_on=datetime.date(2031, 6, 18),
    )  # fmt: skip
    written = ics.render(queries.tour_feed(stop.tour))
    told = reader(written)
    assert len(told) == 5
    assert told == IN_PYTHON[0](written)


def test_the_organiser_is_somebody_to_write_to_and_adds_no_line() -> None:
    lines = unfolded(ics.render(feed(every_sort()[-1])))
    assert "ORGANIZER;CN=\"Ana ^'la cheffe^'; Lima X:1\":mailto:ana@example.org" in lines
    assert not any(line.startswith("X:1") for line in lines)


def test_categories_are_kind_and_themes() -> None:
    assert "CATEGORIES:atelier,Énergie climat,Eau\\; rivières" in unfolded(ics.render(feed(every_sort()[-1])))


def test_where_one_joins_is_a_conference() -> None:
    line = next(line for line in unfolded(ics.render(feed(every_sort()[-1]))) if line.startswith("CONFERENCE"))
    assert line.endswith(":https://visio.example.org/a?b=c;d,e")
    assert "VALUE=URI" in line


def test_the_description_is_also_told_in_html_with_its_links() -> None:
    text = "Un & deux\nlignes\n\nProgramme : https://tour.example.org/t/?a=1&b=2#s"
    line = next(line for line in unfolded(ics.render(feed(entry(description=text)))) if line.startswith("X-ALT-DESC"))
    assert line == (
        'X-ALT-DESC;FMTTYPE=text/html:<html lang="fr"><body><p>Un &amp\\; deux<br>lignes</p>'
        '<p>Programme : <a href="https://tour.example.org/t/?a=1&amp\\;b=2#s">'
        "https://tour.example.org/t/?a=1&amp\\;b=2#s</a></p></body></html>"
    )


def test_hostile_text_is_no_html() -> None:
    written = ics.render(feed(entry(description='<script>x</script> https://a.example/"onclick="x')))
    line = next(line for line in unfolded(written) if line.startswith("X-ALT-DESC"))
    assert "<script" not in line
    assert '"onclick' not in line.split("href=")[1].split(">")[0].replace('href="https://a.example/"', "")


def test_the_emblem_is_an_image_with_its_sort() -> None:
    lines = unfolded(ics.render(feed(entry(), image="https://tour.example.org/static/mark.svg")))
    line = next(line for line in lines if line.startswith("IMAGE"))
    assert line.endswith(":https://tour.example.org/static/mark.svg")
    assert {"VALUE=URI", "DISPLAY=BADGE", "FMTTYPE=image/svg+xml"} <= set(line.split(":")[0].split(";"))

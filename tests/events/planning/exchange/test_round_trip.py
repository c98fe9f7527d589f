"""What is exported reads back without a change, whatever the stops are."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import DateOption, Stop, Territory, Tour
from events.planning.exchange.tables import model_table, stops_table
from tests.events.factories import OrganisationFactory, PartnershipFactory, SessionFactory, StopFactory, ThemeFactory
from tests.events.planning.exchange.conftest import imported
from tournee.history.models import HistoryEntry

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), max_size=40)
LINES = st.lists(WORDS, max_size=3).map("\r\n".join)
DAYS = st.dates(dt.date(2031, 3, 1), dt.date(2031, 10, 31))
TIMES = st.times().map(lambda time: time.replace(microsecond=0))


@st.composite
def stops(draw: st.DrawFn) -> dict[str, object]:
    """The values of a stop: a day, two days, a month, possible days or nothing."""
    when = draw(st.sampled_from(["day", "days", "month", "options", "option", "none"]))
    first = draw(DAYS)
    last = first + dt.timedelta(days=1) if when == "days" else first
    texts = {name: draw(WORDS) for name in ("title_fr", "title_en", "venue", "address")}
    return {
        **texts,
        "access_fr": draw(LINES),
        "place": draw(WORDS.filter(lambda place: place.strip())) + "x",
        "step_free": draw(st.sampled_from(Stop.StepFree.values)),
        "safety_limit": draw(st.none() | st.integers(0, 100_000)),
        "dates": {"starts_on": first, "ends_on": last} if when in {"day", "days"} else {},
        "month": first.replace(day=1) if when == "month" else None,
        "options": {"option": [first], "options": [first, first + dt.timedelta(days=3)]}.get(when, []),
        "sessions": draw(st.lists(st.tuples(WORDS, TIMES, st.integers(1, 90_000)), max_size=3)),
    }


def made(tour: Tour, values: dict[str, object]) -> Stop:
    values = dict(values)
    dates, options, sessions = values.pop("dates"), values.pop("options"), values.pop("sessions")
    stop: Stop = StopFactory(tour=tour, **values, **dates)
    for day in options:
        DateOption.objects.create(stop=stop, starts_on=day, ends_on=day + dt.timedelta(days=1))
    for title, time, minutes in sessions:
        starts = dt.datetime.combine(stop.starts_on or dt.date(2031, 6, 18), time, stop.zone).astimezone(dt.UTC)
        ends = starts + dt.timedelta(minutes=minutes % 600 + 1)
        SessionFactory(stop=stop, title_fr=title or "x", starts_at=starts, ends_at=ends, capacity=minutes)
    return stop


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["fr", "en"])
@settings(
    max_examples=15, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(values=st.lists(stops(), max_size=3))
def test_a_round_trip_changes_nothing(tour: Tour, language: str, suffix: str, values: list[dict[str, object]]) -> None:
    Stop.objects.filter(tour=tour).delete()
    for each in values:
        stop = made(tour, each)
        stop.themes.add(ThemeFactory(label_fr="Recruter; former"), ThemeFactory())
        PartnershipFactory(stop=stop, organisation=OrganisationFactory(name_fr="A; B"))
    with translation.override(language):
        content, _name = stops_table(tour, suffix)

        found = imported(tour, content, name=f"x.{suffix}").imported

    assert (found.changes, found.written, found.stops.same) == ([], 0, len(values))
    assert not HistoryEntry.objects.filter(action__startswith="stop.").exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_one_language_writes_the_other_reads(tour: Tour, language: str) -> None:
    SessionFactory(stop=StopFactory(tour=tour, dated=True, step_free="partly", place="Albert"))
    DateOption.objects.create(stop=StopFactory(tour=tour), starts_on=dt.date(2031, 5, 5), ends_on=dt.date(2031, 5, 6))
    StopFactory(tour=tour, month=dt.date(2031, 8, 1))
    with translation.override(language):
        content, _name = stops_table(tour, "csv")
    with translation.override("en" if language == "fr" else "fr"):
        assert imported(tour, content).imported.written == 0


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_export_without_its_references_makes_the_same_stops_in_another_tour(tour: Tour, suffix: str) -> None:
    from events.planning.exchange.sheet import STOPS
    from tests.events.factories import TourFactory
    from tournee.sheets.reading import read
    from tournee.sheets.separated import write_csv

    albert = Territory.objects.get(scheme="commune")
    SessionFactory(stop=StopFactory(tour=tour, dated=True, place="Albert", town=albert))
    content, _name = stops_table(tour, suffix)
    rows = [
        {**row.values, "reference": None, "session_reference": None} for row in read(content, f"x.{suffix}", STOPS).rows
    ]
    other = TourFactory()

    imported(other, write_csv(STOPS, rows, language="fr"))

    stop = other.stops.get()
    assert (stop.town, stop.title_fr, stop.state, stop.sessions.count()) == (albert, "Usine du futur", "idea", 1)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_model_reads_as_one_stop_of_two_sessions(tour: Tour, language: str, suffix: str) -> None:
    with translation.override(language):
        content, name = model_table(tour, suffix)
        found = imported(tour, content, name=name, dry_run=True).imported

    assert (found.stops.new, found.sessions.new, found.partners) == (1, 2, 1)


def test_what_somebody_typed_is_not_run_by_a_spreadsheet(tour: Tour) -> None:
    StopFactory(tour=tour, title_fr="=HYPERLINK(1)")

    content, _name = stops_table(tour, "csv")

    assert b"'=HYPERLINK(1)" in content
    assert imported(tour, content).imported.written == 0

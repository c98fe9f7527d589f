"""The attendance report: what it counts, what it holds back, who opens it, and its files."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook
from time_machine import travel

from events.models import Role, Stop
from registrations.attendance.definitions import EXCUSED
from registrations.attendance.report.counting import by_size, by_trade, tally
from registrations.attendance.report.document import report_document
from registrations.attendance.report.downloads import ReportFile
from registrations.attendance.report.exports import reports_of
from registrations.attendance.report.gathered import forecast_of, report_of
from registrations.attendance.report.told import every_table, figures_of, tables_of
from registrations.attendance.states import Somebody, State
from registrations.figures.gathered import Known
from registrations.models import AttendanceRule
from tests.events.factories import MembershipFactory, SessionFactory, StopFactory, TerritoryFactory, TourFactory
from tests.events.planning.pages import co_host, member, text_of
from tests.registrations.factories import (
    AttendeeFactory,
    CheckInFactory,
    CompanyFactory,
    RegistrationFactory,
    SeatFactory,
)
from tests.tournee.web.assertions import assert_house_page

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2019, 6, 18, 7, tzinfo=datetime.UTC)


@pytest.fixture
def stop() -> Stop:
    return StopFactory(held=True, latitude=50.0, longitude=2.65)


def somebody(stop, *, came=True, firm=None, at=NINE):
    firm = firm or CompanyFactory(town=TerritoryFactory(departement=True))
    attendee = AttendeeFactory(registration=RegistrationFactory(stop=stop, company=firm))
    if came:
        CheckInFactory(attendee=attendee, at=at)
    return attendee


def person(number, *, firm, state=State.PRESENT, walked_in=False):
    return Somebody(number, 1, number, walked_in, state, firm, "", None, None, "", "")


def page(stop, *, english=True):
    with override("en" if english else "fr"):
        return reverse("attendance_report", args=[stop.tour.slug, stop.slug])


def told(report):
    return {one.indicator.code: one.told.text for one in figures_of(report)}


def test_people_expected_absent_and_walked_in_are_told_apart() -> None:
    people = [
        person(1, firm=1), person(2, firm=1), person(3, firm=2, state=State.ABSENT),
        person(4, firm=None, walked_in=True), person(5, firm=3, state=State.EXCUSED),
        person(6, firm=3, state=State.WAITING),
    ]  # fmt: skip
    found = tally(people)
    assert (found.expected, found.present, found.walk_ins) == (3, 3, 1)
    assert (found.no_shows, found.excused, found.firms) == (1, 1, 1)
    assert found.no_show_rate == pytest.approx(1 / 3)


def test_a_report_says_when_it_was_read_by_the_stop_s_clock(stop: Stop) -> None:
    report = report_of(stop, inside=True, now=datetime.datetime(2019, 11, 22, 18, 33, tzinfo=datetime.UTC))

    assert report_document(report, None, "en").provenance.read_at.hour == 19


def test_a_firm_abroad_is_not_of_a_place_that_nobody_knows(stop: Stop) -> None:
    somebody(stop, firm=CompanyFactory(town=None, country="GB"))
    somebody(stop, firm=CompanyFactory(town=None))

    with override("en"):
        lines = {one.name: [line.label for line in one.lines] for one in report_of(stop, inside=True).breakdowns}

    assert lines["territories"] == lines["distances"] == ["outside France", "place not known"]


def test_visits_are_called_visits_and_firms_are_added_up_once(stop: Stop) -> None:
    firm = CompanyFactory(town=None)
    other = StopFactory(held=True, tour=stop.tour)
    somebody(stop, firm=firm)
    somebody(other, firm=firm)

    report = report_of(stop.tour, inside=True)
    (far,) = (one for one in every_table(report) if one.name == "distances")
    (stops,) = (one for one in tables_of(report) if one.name == "stops")

    assert far.columns[0].indicator is None
    assert far.columns[0].unit
    assert [figures[1].number for _label, figures in stops.rows] == [1, 1, 1]
    assert stops.note


def test_before_anybody_could_come_there_is_no_rate() -> None:
    assert tally([person(1, firm=1, state=State.EXPECTED)]).no_show_rate is None


def test_a_firm_counts_once_and_its_people_each() -> None:
    people = [person(number, firm=number % 2 + 1) for number in range(5)]
    lines = by_size(people, Known({1: 5, 2: 60}, {}), inside=True).lines
    assert [(line.firms, line.people) for line in lines] == [(1, 3), (1, 2)]


def test_outside_the_team_a_firm_that_did_not_come_cannot_be_had_by_subtraction() -> None:
    # Who registered by trade is told elsewhere: the one that stayed away would be had from both tables.
    trades = ["metal"] * 4 + ["food"] * 5 + ["wood"] * 6
    people = [person(number, firm=number) for number in range(15)]
    known = Known({}, {**dict(enumerate(trades)), 15: "food"})
    whole = by_trade(people, known, inside=False)
    with_absent = by_trade([*people, person(15, firm=15, state=State.ABSENT)], known, inside=False)
    assert (whole.hidden, with_absent.hidden) == (0, 2)
    assert [line.firms for line in with_absent.lines] == [6, None, None]


def test_outside_the_team_fewer_than_the_base_are_not_told_apart() -> None:
    few = by_size([person(number, firm=number) for number in range(1, 5)], Known({}, {}), inside=False)
    assert (few.lines, few.too_few) == ((), True)


@pytest.mark.parametrize("whole", [False, True])
def test_as_many_queries_for_three_people_as_for_one(stop, whole, django_assert_max_num_queries) -> None:
    session = SessionFactory(stop=stop)
    for _people in range(3):
        SeatFactory(attendee=somebody(stop), session=session)
        with django_assert_max_num_queries(8):
            report_of(stop.tour if whole else stop, inside=True)


def test_sessions_and_half_days_say_who_was_to_be_there_and_who_was(stop) -> None:
    session = SessionFactory(
        stop=stop, starts_at=NINE, ends_at=NINE + datetime.timedelta(hours=2), capacity=4, title_fr="Atelier"
    )
    for came in (True, True, False):
        SeatFactory(attendee=somebody(stop, came=came), session=session)
    CheckInFactory(attendee=somebody(stop), session=session, at=NINE)
    report = report_of(stop, inside=True)
    tables = {one.name: [[told.text for told in row] for _label, row in one.rows] for one in tables_of(report)}
    assert tables["sessions"] == [["3", "3", "1", "4", "75\u202f%"]]
    assert tables["half-days"] == [["3", "1", "0"]]
    assert told(report)["hours-attended"] == "6"


@pytest.mark.parametrize(("regime", "only_confirmed", "in_none"), [("information", False, 1), ("co_funded", True, 2)])
def test_the_sessions_say_what_counts_and_how_many_who_came_count_in_none(
    stop, regime, only_confirmed, in_none
) -> None:
    AttendanceRule.objects.create(stop=stop, regime=regime)
    SeatFactory(attendee=somebody(stop), session=SessionFactory(stop=stop, starts_at=NINE))
    somebody(stop)  # without a seat
    with override("en"):
        (note,) = (one.note for one in tables_of(report_of(stop, inside=True)) if one.name == "sessions")
    assert ("rule of attendance" in note) is only_confirmed
    assert f"{in_none} p" in note


def test_a_stop_stands_beside_the_others_and_what_the_tour_aims_at(stop) -> None:
    type(stop.tour).objects.filter(pk=stop.tour_id).update(target_stops=10, target_participants=50)
    stop.tour.refresh_from_db()
    somebody(StopFactory(held=True, tour=stop.tour))
    for _people in range(3):
        somebody(stop)
    table = next(one for one in tables_of(report_of(stop, inside=True)) if one.name == "beside")
    assert [told.text for told in table.rows[0][1]] == ["3", "1", "5"]


def test_readers_of_a_tour_cannot_tell_a_stop_of_few_from_the_others(stop) -> None:
    other, third = StopFactory(held=True, tour=stop.tour), StopFactory(held=True, tour=stop.tour)
    somebody(stop)
    for _people in range(6):
        somebody(other)
        somebody(third)
    lines = report_of(stop.tour, inside=False).lines
    assert sorted(line.tally is None for line in lines) == [False, True, True]
    assert all(line.tally for line in report_of(stop.tour, inside=True).lines)


def test_a_reader_of_a_tour_is_not_told_how_many_came_where_they_are_few(stop) -> None:
    type(stop.tour).objects.filter(pk=stop.tour_id).update(target_participants=50, target_companies=20)
    stop.tour.refresh_from_db()
    for _people in range(4):
        somebody(stop)
    report = report_of(stop.tour, inside=False)
    read = [one.told for one in figures_of(report)]
    read += [figures[0] for table in tables_of(report) for _label, figures in table.rows]
    assert {one.held_back for one in read} == {True}
    assert {table.name for table in tables_of(report)} == {"targets", "stops"}
    somebody(stop)
    assert {"people-present": "5", "firms-present": "5"}.items() <= told(report_of(stop.tour, inside=False)).items()


def test_few_excused_are_held_back_from_readers_of_a_tour(stop) -> None:
    for _people in range(5):
        somebody(stop)
    before = NINE - datetime.timedelta(days=9)
    type(excused := somebody(stop, came=False)).objects.filter(pk=excused.pk).update(cancelled_at=before)
    for inside in (True, False):
        (figure,) = (one for one in figures_of(report_of(stop.tour, inside=inside)) if one.indicator is EXCUSED)
        assert figure.told.held_back != inside


def test_co_hosts_read_no_average_of_stops_to_which_few_came(stop) -> None:
    somebody(stop)
    others = [StopFactory(held=True, tour=stop.tour) for _stop in range(3)]
    for one in others:
        somebody(one)
    assert report_of(stop, inside=False).others is None
    for one in others:
        somebody(one)
    assert report_of(stop, inside=False).others is not None


def test_once_five_stops_were_held_a_coming_stop_says_who_will_probably_come(stop, django_assert_num_queries) -> None:
    coming = StopFactory(published=True, tour=stop.tour)
    for _people in range(4):
        AttendeeFactory(registration=RegistrationFactory(stop=coming))
    stops = [stop, *(StopFactory(held=True, tour=stop.tour) for _stop in range(4))]
    for one in stops[:4]:
        somebody(one)
        somebody(one, came=False)
    assert forecast_of(coming) is None
    somebody(stops[4])
    somebody(stops[4], came=False)
    with django_assert_num_queries(3):
        found = forecast_of(coming)
    assert found is not None
    assert (found.expected, found.likely, found.stops) == (4, 2, 5)
    assert found.low < 2 < found.high
    assert told(report_of(coming, inside=True))["expected-presence"] == "2"


def test_the_page_is_a_house_page_in_both_languages_with_and_without_anybody(client, stop) -> None:
    member(client, stop.tour, "editor")
    for _people in range(2):
        assert_house_page(client.get(page(stop, english=False)))
        assert_house_page(client.get(page(stop)), language="en")
        somebody(stop)
    url = reverse("tour_attendance_report", args=[stop.tour.slug])
    assert_house_page(client.get(url), language="en")
    coming = StopFactory(published=True, tour=stop.tour)
    assert "has not begun yet" in text_of(client.get(page(coming)))


def test_each_figure_leads_to_what_it_counts(client, stop) -> None:
    somebody(stop)
    member(client, stop.tour, "editor")
    assert 'href="/en/indicators/#people-present"' in client.get(page(stop)).text


def test_co_hosts_read_the_report_of_their_stop_without_small_numbers_and_of_no_other(client, stop) -> None:
    other = StopFactory(held=True, tour=stop.tour)
    somebody(stop)
    co_host(client, stop)
    answer = client.get(page(stop))
    assert "held back" in answer.text.lower()
    assert "size not known" not in answer.text
    file = reverse("attendance_report_file", args=[stop.tour.slug, stop.slug, "xlsx"])
    assert client.get(file).status_code == 200
    refused = [
        page(other), reverse("attendance_report_file", args=[stop.tour.slug, other.slug, "pdf"]),
        reverse("tour_attendance_report", args=[stop.tour.slug]),
        reverse("tour_attendance_report_file", args=[stop.tour.slug, "pdf"]),
    ]  # fmt: skip
    assert [client.get(url).status_code for url in refused] == [403] * 4


def test_a_reader_reads_the_tours_and_no_stops(client, stop) -> None:
    client.force_login(MembershipFactory(tour=stop.tour, role=Role.READER).user)
    assert client.get(reverse("tour_attendance_report", args=[stop.tour.slug])).status_code == 200
    assert client.get(page(stop)).status_code == 403


def test_the_sheet_names_for_each_figure_its_definition_and_nobody(stop) -> None:
    attendee = somebody(stop)
    content = ReportFile(stop, "xlsx").content("en", inside=True)
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["Figure"], first["Indicator"], first["Version"]) == (1, "people-present", 1)
    assert not any(attendee.person.name in str(cell) for row in rows for cell in row)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_document_is_a_pdf_also_where_nobody_came(language) -> None:
    tour = TourFactory(published=True)
    stop = StopFactory(held=True, tour=tour)
    assert ReportFile(tour, "pdf").content(language, inside=True).startswith(b"%PDF")
    somebody(stop)
    assert ReportFile(stop, "pdf").content(language, inside=False).startswith(b"%PDF")


def test_the_tours_documents_hold_its_report_and_each_stops_that_has_begun(stop) -> None:
    StopFactory(published=True, tour=stop.tour)
    paths = [one.path for one in reports_of(stop.tour, "en")]
    assert [len(path) for path in paths] == [1, 1, 2, 2]
    assert paths[0][-1] == f"attendance-report-{stop.tour.slug}-{timezone.localdate():%Y-%m-%d}.pdf"


def test_the_day_it_was_read_is_that_of_the_stops_clock(stop) -> None:
    late = datetime.datetime(2019, 6, 18, 22, 30, tzinfo=datetime.UTC)
    assert report_of(stop, inside=True, now=late).read_on == datetime.date(2019, 6, 19)


def test_while_a_stop_runs_nobody_is_absent_and_the_tour_does_not_count_it(stop) -> None:
    """From the first session on people are here or not here yet; after the last one they are here or absent."""
    second = datetime.date(2031, 6, 19)
    running = StopFactory(published=True, tour=stop.tour, place="Vierzon", ends_on=second)
    begins = datetime.datetime(2031, 6, 18, 7, tzinfo=datetime.UTC)
    for days in (0, 1):
        at = begins + datetime.timedelta(days=days)
        SessionFactory(stop=running, starts_at=at, ends_at=at + datetime.timedelta(hours=2))
    for one in (stop, running):
        for came in (True, False):
            somebody(one, came=came, at=NINE if one == stop else begins)

    during, after = begins + datetime.timedelta(hours=5), begins + datetime.timedelta(hours=26)
    with override("fr"):
        own, whole = report_of(running, inside=True, now=during), report_of(stop.tour, inside=True, now=during)
        (stops,) = (one for one in tables_of(whole) if one.name == "stops")
    assert told(own).get("people-awaited") == "1"
    assert not {"no-shows", "no-show-rate"} & told(own).keys()
    assert [(one.present, one.absent) for one in own.half_days] == [(1, 1)]
    assert (whole.tally.expected, whole.tally.no_shows, len(stops.rows)) == (2, 1, 2)
    assert "du 18 au 19 juin 2031 (" in stops.rows[1][0].replace("\xa0", " ")
    assert {figure.number for figure in stops.rows[1][1]} == {None}
    assert report_of(stop, inside=True, now=during).others is None

    over = report_of(stop.tour, inside=True, now=after)
    assert (over.tally.expected, over.tally.no_shows, over.running) == (4, 2, False)
    assert told(report_of(running, inside=True, now=after))["no-shows"] == "1"


@travel("2031-06-18T12:00:00Z", tick=False)
def test_page_file_and_list_of_the_api_say_the_same_of_a_stop_that_runs(stop, client) -> None:
    running = StopFactory(published=True, tour=stop.tour)
    somebody(running, at=timezone.now())
    somebody(running, came=False)
    member(client, stop.tour, "editor")

    assert "people not here yet" in text_of(client.get(page(running)))
    everything = client.get("/api/v1/attendance-reports/").json()["results"]
    (listed,) = (one for one in everything if one["stop"] == str(running.public_id))
    one = client.get(f"/api/v1/attendance-reports/{running.public_id}/").json()
    rows = list(load_workbook(io.BytesIO(ReportFile(running, "xlsx").content("en", inside=True))).active.values)
    told_by_api = {figure["indicator"]: figure["value"] for figure in listed["figures"]}
    assert told_by_api.items() <= {figure["indicator"]: figure["value"] for figure in one["figures"]}.items()
    assert told_by_api["people-awaited"] == 1
    assert "no-shows" not in told_by_api
    assert [row[3] for row in rows if "people-awaited" in row] == [1]
    with override("en"):
        assert "in progress" in text_of(client.get(reverse("tour_attendance_report", args=[stop.tour.slug])))

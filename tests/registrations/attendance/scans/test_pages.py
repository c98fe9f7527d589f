"""Signed sheets that came back: attached by their code, read through beside the list, taken back."""

import datetime
from pathlib import PurePath

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from time_machine import travel

from events.models import Stop
from registrations.attendance.papers.codes import PrintedLines, sheet_code
from registrations.attendance.presence import evidence_at
from registrations.attendance.queries import facts_of, people_present
from registrations.attendance.scans import operations
from registrations.attendance.scans.errors import ScanError
from registrations.attendance.scans.exports import scans_of_stops
from registrations.attendance.scans.retention import remove_scans
from registrations.attendance.scans.sheets import lines_of, sheet_of, sheets_of
from registrations.booking.request import PersonRequest
from registrations.desk.operations import Noted, check_in, walk_in
from registrations.models import AttendanceRule, Attendee, CheckIn, ScannedSheet
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, member
from tests.registrations.attendance.people import NINE, seated
from tests.registrations.attendance.scans import test_reading as drawn
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.files.models import StoredFile

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def stop() -> Stop:
    """A stop that is over, with a session of a whole day."""
    stop = StopFactory(held=True)
    SessionFactory(stop=stop, title_fr="Journée technique", starts_at=NINE, ends_at=NINE + 8 * HOUR)
    return stop


def scan_of(
    stop: Stop, *, afternoon: bool | None = False, page: int = 1, lines: PrintedLines | None = None
) -> ScannedSheet:
    """A sheet of the stop's session that came back."""
    session = stop.sessions.get()
    code = sheet_code(stop, session, NINE.date(), afternoon, page, lines)
    (scan,) = operations.keep_sheets(stop, [drawn.file(drawn.bearing(code))], actor=None).scans
    scan.stop = stop
    return scan


def boxes(scan: ScannedSheet) -> dict[str, list[str]]:
    return {line.attendee.person.name: [box.name for box in line.boxes] for line in lines_of(sheet_of(scan))}


def test_a_page_is_attached_by_its_code_and_one_without_asks(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    session = stop.sessions.get()
    known = drawn.file(drawn.bearing(sheet_code(stop, session, NINE.date(), True, 2)))
    unknown = drawn.file(drawn.bearing(""))

    answer = client.post(reverse("scans", args=[stop.tour.slug, stop.slug]), {"scans": [known, unknown]})

    first, second = ScannedSheet.objects.order_by("pk")
    assert (first.session, first.day, first.afternoon, first.page) == (session, NINE.date(), True, 2)
    assert answer["Location"] == reverse("scan_which", args=[stop.tour.slug, stop.slug, second.pk])
    assert_house_page(client.get(answer["Location"]))
    assert client.get(reverse("scan", args=[stop.tour.slug, stop.slug, second.pk])).status_code == 302
    sheet = next(sheets_of(stop))
    client.post(answer["Location"], {"sheet": sheet.key, "page": 1})
    second.refresh_from_db()
    assert (second.session, second.afternoon, second.page) == (session, None, 1)
    assert_house_page(client.get(reverse("scans", args=[stop.tour.slug, stop.slug])))


def test_a_page_without_a_code_that_lies_upside_down_is_turned_by_hand(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    picture = drawn.bearing("").rotate(180)
    (scan,) = operations.keep_sheets(stop, [drawn.file(picture)], actor=None).scans
    lying = scan.file
    url = reverse("scan_which", args=[stop.tour.slug, stop.slug, scan.pk])

    said = {"sheet": next(sheets_of(stop)).key, "page": 1, "stands": "180", "seen": client.get(url).context["seen"]}
    for _press in range(2):
        client.post(url, said)

    scan.refresh_from_db()
    assert (scan.page, StoredFile.objects.get()) == (1, scan.file)
    assert scan.file != lying
    with scan.file.open() as kept, Image.open(kept) as upright:
        assert upright.convert("L").crop((90, 450, 420, 540)).getextrema()[0] < 80  # the signature, where it was made
    assert operations.keep_sheets(stop, [drawn.file(picture)], actor=None).again == 1


def test_the_same_file_again_is_kept_once_and_said(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    url = reverse("scans", args=[stop.tour.slug, stop.slug])
    pages = [drawn.bearing(sheet_code(stop, stop.sessions.get(), NINE.date(), True, 2)), drawn.bearing("")]

    client.post(url, {"scans": [drawn.file(page) for page in (*pages, pages[0])]})
    first, _unknown = ScannedSheet.objects.order_by("pk")
    answer = client.post(f"/en{url}", {"scans": [drawn.file(page) for page in pages]}, follow=True)

    assert ScannedSheet.objects.count() == 2
    assert "2 pages were brought back before and are not kept twice." in answer.content.decode()
    assert StoredFile.objects.count() == 2
    operations.remove_scan(first, actor=None)
    assert len(operations.keep_sheets(stop, [drawn.file(pages[0])], actor=None).scans) == 1


def test_a_sheet_of_another_stop_is_not_kept_and_the_stop_is_named(client: Client, stop: Stop) -> None:
    other = StopFactory(held=True, tour=stop.tour)
    strange = drawn.bearing(sheet_code(other, None, NINE.date(), None, 1))
    with pytest.raises(ScanError) as refused:
        operations.keep_sheets(stop, [drawn.file(strange)], actor=None)
    assert refused.value.code == "another_stop"
    assert str(other) in str(refused.value)
    assert not ScannedSheet.objects.exists()

    member(client, stop.tour, "editor")
    ours = drawn.bearing("")
    page = f"/en{reverse('scans', args=[stop.tour.slug, stop.slug])}"
    answer = client.post(page, {"scans": [drawn.file(strange), drawn.file(ours)]}, follow=True).content.decode()
    assert f'/attendance/scans/">{other}</a>' in answer
    assert "1 has no code that can be read" in answer


def test_who_signed_is_noted_from_paper_once_and_taken_back_by_unticking(stop: Stop) -> None:
    anna, zoe = seated(stop, "Anna Martin", here=False), seated(stop, "Zoé Petit", here=False)
    scan, actor = scan_of(stop), UserFactory()
    names = boxes(scan)

    for _time in range(2):
        operations.note_signatures(scan, frozenset(names["Anna Martin"]), actor=actor)
    fact = facts_of(stop).get()
    assert (fact.attendee, fact.how, fact.at, fact.session) == (anna, CheckIn.How.PAPER, NINE, stop.sessions.get())
    done = operations.note_signatures(scan, names["Zoé Petit"], shown=names["Anna Martin"], actor=actor)

    assert (done.noted, done.undone) == (1, 1)
    assert [one.attendee for one in facts_of(stop)] == [zoe]


def test_who_was_noted_at_the_door_keeps_their_hour_and_the_signature_confirms_it(stop: Stop) -> None:
    late, early = seated(stop, "Anna Martin", at=NINE + HOUR), seated(stop, "Zoé Petit", at=NINE - HOUR)
    scan = scan_of(stop)
    operations.note_signatures(scan, [box for names in boxes(scan).values() for box in names], actor=UserFactory())

    on_paper = facts_of(stop).filter(how=CheckIn.How.PAPER)
    assert dict(on_paper.values_list("attendee", "at")) == {late.pk: NINE + HOUR, early.pk: NINE}
    assert dict(people_present(stop).values_list("pk", "came_at")) == {late.pk: NINE + HOUR, early.pk: NINE - HOUR}
    assert evidence_at([stop]).attended()[late.pk].minutes == 4 * 60  # what the signature stands for


def test_nobody_signs_for_what_is_still_to_come(client: Client, stop: Stop) -> None:
    seated(stop, "Anna Martin", here=False)
    scan, actor = scan_of(stop, afternoon=True), UserFactory()
    (names,) = boxes(scan).values()
    with travel(NINE + HOUR, tick=False):
        for early in (
            lambda: operations.note_signatures(scan, names, actor=actor),
            lambda: operations.note_walk_in_on_paper(scan, "Léa Imprévue", "", actor=actor),
        ):
            with pytest.raises(ScanError) as refused:
                early()
            assert refused.value.code == "to_come"
        assert not facts_of(stop).exists()
    with travel(NINE - 24 * HOUR, tick=False):
        with pytest.raises(ScanError) as refused:
            scan_of(stop)
        assert refused.value.code == "to_come"
        member(client, stop.tour, "editor")
        answer = client.get(f"/en{reverse('scans', args=[stop.tour.slug, stop.slug])}").content.decode()
    assert "from the day of the stop on: Tuesday 18 June 2019" in answer.replace("\xa0", " ")
    assert 'name="scans"' not in answer


def test_the_page_of_a_half_day_to_come_says_so_before_anybody_ticks(client: Client, stop: Stop) -> None:
    seated(stop, "Anna Martin", here=False)
    scan = scan_of(stop, afternoon=True)
    page = f"/en{reverse('scan', args=[stop.tour.slug, stop.slug, scan.pk])}?all=1"

    with travel(NINE + HOUR, tick=False):
        member(client, stop.tour, "editor")
        answer = client.get(page)

    assert_house_page(answer, language="en")
    text = answer.content.decode()
    assert 'id="to-come">This moment is still to come.' in text
    assert ('disabled aria-describedby="to-come"' in text, 'name="save"' in text) == (True, False)


def test_a_walk_in_whom_the_door_noted_signs_as_the_same_person(client: Client, stop: Stop) -> None:
    walked_in = walk_in(stop, PersonRequest("Léa Imprévue"), Noted(at=NINE), firm_name="Textiles Petit").attendee
    member(client, stop.tour, "editor")
    scan = scan_of(stop)
    page = f"/en{reverse('scan_walk_in', args=[stop.tour.slug, stop.slug, scan.pk])}"
    (offered,) = client.get(page).context["walk_ins"]

    asked = client.post(page, {"name": "Lea Imprevu"})
    assert (asked.status_code, [one.line.attendee for one in asked.context["alike"]]) == (422, [walked_in])
    assert f'name="other_than" value="{walked_in.pk} "' in asked.content.decode()
    client.post(page, {"known": offered.line.boxes[0].name})

    assert [one.attendee for one in facts_of(stop).filter(how=CheckIn.How.PAPER)] == [walked_in]
    assert client.get(page).context["walk_ins"] == []
    assert client.post(page, {"name": "Lea Imprevu", "other_than": str(walked_in.pk)}).status_code == 302
    assert Attendee.objects.filter(stop=stop).count() == 2


def test_two_readers_of_one_sheet_do_not_undo_each_other(stop: Stop) -> None:
    anna, zoe = seated(stop, "Anna Martin", here=False), seated(stop, "Zoé Petit", here=False)
    first, second, actor = scan_of(stop), scan_of(stop, page=2), UserFactory()
    names = boxes(first)
    operations.note_signatures(first, names["Anna Martin"], actor=actor)

    operations.note_signatures(second, names["Zoé Petit"], actor=actor)  # opened before Anna was noted
    assert {one.attendee for one in facts_of(stop)} == {anna, zoe}
    operations.note_signatures(first, (), shown=names["Anna Martin"], actor=actor)
    both = [*names["Anna Martin"], *names["Zoé Petit"]]
    done = operations.note_signatures(second, both, shown=both, actor=actor)  # still sees Anna ticked

    assert (done.noted, done.undone) == (0, 0)
    assert [one.attendee for one in facts_of(stop)] == [zoe]


def test_boxes_of_another_sheet_than_the_scan_is_of_by_now_note_nobody(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    seated(stop, "Anna Martin", here=False)
    scan = scan_of(stop)
    page = f"/en{reverse('scan', args=[stop.tour.slug, stop.slug, scan.pk])}"
    shown = client.get(page).context
    ticked = {"sheet": shown["sheet"].key, "signed": [box.name for line in shown["lines"] for box in line.boxes]}
    operations.say_which(scan, next(sheets_of(stop)), 1, actor=None)  # of the whole day

    answer = client.post(page, ticked, follow=True)

    assert "Somebody said meanwhile that this is another sheet." in answer.content.decode()
    assert not facts_of(stop).exists()


def test_nothing_is_said_of_a_scan_that_was_deleted_meanwhile(stop: Stop) -> None:
    seated(stop, "Anna Martin", here=False)
    scan, actor = scan_of(stop), UserFactory()
    ticked = boxes(scan)["Anna Martin"]
    operations.remove_scan(ScannedSheet.objects.get(pk=scan.pk), actor=None)

    for late in (
        lambda: operations.note_signatures(scan, ticked, actor=actor),
        lambda: operations.say_which(scan, next(sheets_of(stop)), 1, actor=actor),
        lambda: operations.note_walk_in_on_paper(scan, "Léa Imprévue", "", actor=actor),
        lambda: operations.remove_scan(scan, actor=actor),
    ):
        with pytest.raises(ScanError) as refused:
            late()
        assert refused.value.code == "deleted"
    assert not facts_of(stop).exists()


def test_each_half_day_signed_counts_by_itself(stop: Stop) -> None:
    AttendanceRule.objects.create(stop=stop, regime=AttendanceRule.Regime.CO_FUNDED)
    anna = seated(stop, "Anna Martin", here=False)
    morning, afternoon = scan_of(stop), scan_of(stop, afternoon=True)
    actor = UserFactory()

    operations.note_signatures(morning, frozenset(boxes(morning)["Anna Martin"]), actor=actor)
    assert evidence_at([stop]).attended()[anna.pk].minutes == 4 * 60
    operations.note_signatures(afternoon, frozenset(boxes(afternoon)["Anna Martin"]), actor=actor)

    assert evidence_at([stop]).attended()[anna.pk].minutes == 8 * 60
    assert facts_of(stop).count() == 2


def test_what_the_door_noted_stays_whatever_the_paper_says(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    anna = seated(stop, "Anna Martin", here=False)
    check_in(anna, Noted(at=NINE), session=stop.sessions.get())
    scan = scan_of(stop)
    page = reverse("scan", args=[stop.tour.slug, stop.slug, scan.pk])
    assert_house_page(client.get(page))

    client.post(page, {"save": "1"})

    assert facts_of(stop).get().how == CheckIn.How.SEARCH


def test_everybody_on_a_page_is_ticked_to_be_looked_at_then_noted_and_undone(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    for name in ("Anna Martin", "Zoé Petit", "Bruno Noël"):
        seated(stop, name, here=False)
    scan = scan_of(stop)
    page = reverse("scan", args=[stop.tour.slug, stop.slug, scan.pk])

    shown = client.get(f"{page}?all=1")
    assert_house_page(shown)
    assert shown.content.decode().count(" checked") == shown.context["ticked"] == 3
    assert not facts_of(stop).exists()
    answer = client.post(page, {"signed": [box for names in boxes(scan).values() for box in names]})
    assert facts_of(stop).count() == 3
    client.post(page, {"shown": " ".join(client.get(answer["Location"]).context["noted"])})

    assert facts_of(stop).count() == 0
    assert CheckIn.objects.count() == 6


def test_somebody_on_a_blank_line_came_without_registering(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")
    scan = scan_of(stop)

    client.post(reverse("scan_walk_in", args=[stop.tour.slug, stop.slug, scan.pk]), {"name": "Léa Imprévue"})

    (line,) = lines_of(sheet_of(scan))
    assert (line.attendee.person.name, line.number, line.boxes[0].on_paper) == ("Léa Imprévue", None, True)


def test_somebody_on_a_blank_line_of_a_whole_day_signed_for_the_half_days_that_are_ticked(
    client: Client, stop: Stop
) -> None:
    member(client, stop.tour, "editor")
    scan = scan_of(stop, afternoon=None)
    page = f"/en{reverse('scan_walk_in', args=[stop.tour.slug, stop.slug, scan.pk])}"
    assert_house_page(client.get(page), language="en")

    assert client.post(page, {"name": "Léa Imprévue"}).status_code == 422
    answer = client.post(page, {"name": "Léa Imprévue", "half_days": ["am", "pm"]}, follow=True)
    client.post(page, {"name": "Noé Tardif", "half_days": ["pm"]})

    first, second = lines_of(sheet_of(scan))
    assert [box.on_paper for box in first.boxes] == [True, True]
    assert [box.on_paper for box in second.boxes] == [False, True]
    assert "Léa Imprévue is added to the list." in answer.content.decode()


def test_others_read_neither_sheet_nor_picture(client: Client, stop: Stop) -> None:
    scan = scan_of(stop)
    addresses = [reverse("scan", args=[stop.tour.slug, stop.slug, scan.pk]), scan.file.url]
    co_host(client, StopFactory(held=True, tour=stop.tour))
    assert {client.get(url).status_code for url in addresses} <= {403, 404}

    co_host(client, stop)
    answers = [client.get(url) for url in addresses]
    assert {answer.status_code for answer in answers} == {200}
    assert b"".join(answers[1].streaming_content)  # type: ignore[attr-defined]


def test_signed_sheets_are_among_the_documents_of_a_tour(stop: Stop) -> None:
    scan = scan_of(stop, page=2)
    operations.keep_sheets(stop, [drawn.file(drawn.bearing(""))], actor=None)

    first, second = sorted(scans_of_stops(stop.tour, "fr"), key=lambda one: len(one.path[-1]))
    assert first.path[1] == "scans"
    assert second.path[1:] == ("scans", f"2019-06-18-journee-technique-matin-page-2{PurePath(scan.file.path).suffix}")
    assert second.content() == scan.file.read()


def test_a_scan_is_deleted_by_hand_or_once_its_day_has_come(stop: Stop) -> None:
    one, two = scan_of(stop), scan_of(stop, page=2)
    operations.remove_scan(one, actor=None)
    assert StoredFile.objects.count() == 1

    stop.tour.starts_on, stop.tour.ends_on = datetime.date(2019, 6, 1), datetime.date(2019, 10, 1)
    stop.tour.save()
    assert remove_scans(datetime.datetime(2022, 9, 1, tzinfo=datetime.UTC)) == 0
    assert remove_scans(datetime.datetime(2022, 10, 2, tzinfo=datetime.UTC)) == 1
    assert not ScannedSheet.objects.filter(pk=two.pk).exists()


@pytest.mark.parametrize("people", [1, 3])
def test_a_sheet_asks_as_often_for_one_as_for_many(stop: Stop, people: int, django_assert_num_queries) -> None:
    for number in range(people):
        seated(stop, f"Anna Martin {number}")
    sheet = next(sheets_of(stop))

    with django_assert_num_queries(2):
        lines_of(sheet)

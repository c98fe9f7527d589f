"""Whose lines a page has: those that its code names, else those that it would have if it were printed today."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pypdfium2 import PdfDocument

from events.models import Stop
from registrations.attendance.gathering import occasion_of, parts_of
from registrations.attendance.papers.codes import PrintedLines, SheetCode, read_sheet_code
from registrations.attendance.papers.sheet import SheetPart, attendance_sheet
from registrations.attendance.queries import facts_of
from registrations.attendance.scans import operations
from registrations.attendance.scans.rows import last_lines, lines_on_page
from registrations.attendance.scans.sheets import Box, Line, lines_of, sheets_of
from registrations.models import Attendee, Person, ScannedSheet
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import member
from tests.registrations.attendance.people import NINE, seated
from tests.registrations.attendance.scans.test_pages import HOUR, scan_of
from tests.tournee.factories import UserFactory
from tests.tournee.web.assertions import assert_house_page
from tournee.documents.pdf import render

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop() -> Stop:
    """A stop that is over, with a session of a whole day."""
    stop = StopFactory(held=True)
    SessionFactory(stop=stop, title_fr="Journée technique", starts_at=NINE, ends_at=NINE + 8 * HOUR)
    return stop


def test_a_page_shows_the_lines_that_are_probably_on_it_and_those_the_reader_says() -> None:
    def line(number: int | None) -> Line:
        return Line(number, Attendee(), "", (Box("", "", None),))

    def shown(page: int, *lasts: int, **asked: str) -> list[int | None]:
        lines = [line(number) for number in [*range(1, lasts[-1] + 1), None]]
        return [one.number for one in lines_on_page(lines, lasts, page, asked).here]

    assert shown(2, 12) == [*range(1, 13), None]
    assert shown(1, 14, 30) == list(range(1, 15))
    assert shown(2, 14, 30) == [*range(15, 31), None]
    assert shown(3, 14, 30) == [None]
    assert shown(1, 14, 30, **{"from": "3", "to": "9" * 9}) == list(range(3, 15))
    assert shown(2, 14, 30, **{"from": "20", "to": "22"}) == [20, 21, 22]


def test_a_page_whose_code_names_its_people_shows_them_whoever_registered_or_left_since(
    client: Client, stop: Stop
) -> None:
    member(client, stop.tour, "editor")
    names = ("Bruno Noël", "Anna Martin", "Zoé Petit", "Cléo Oubliée")
    bruno, anna, zoe, erased = (seated(stop, name, here=False) for name in names)
    scan = scan_of(stop, lines=PrintedLines(14, (anna.pk, bruno.pk, erased.pk), blank=1))
    Person.objects.filter(pk=erased.person_id).update(erased_at=NINE)
    seated(stop, "Arthur Tard", here=False)
    walked_in = operations.note_walk_in_on_paper(scan, "Léa Imprévue", "", actor=UserFactory())
    bruno.seats.all().delete()
    page = f"/en{reverse('scan', args=[stop.tour.slug, stop.slug, scan.pk])}"

    shown = client.get(page)
    assert_house_page(shown, language="en")
    said, text = shown.context["page"], shown.content.decode()
    assert [(line.number, line.attendee) for line in said.here] == [(14, anna), (15, bruno), (None, walked_in)]
    assert [(line.number, str(line.attendee.person)) for line in said.others] == [
        (None, "Arthur Tard"), (None, str(zoe.person)),
    ]  # fmt: skip
    assert said.added == 2  # the page is the last one, and Zoé is not on it
    assert ("No. 14 to 16" in text, "Probable:" in text, text.count("no longer registered")) == (True, False, 1)
    assert "1 of them was erased since." in text
    ticked = [box.name for line in said.here for box in line.boxes if line.number]
    client.post(page, {"signed": ticked})
    assert {fact.attendee for fact in facts_of(stop)} == {anna, bruno, walked_in}
    ScannedSheet.objects.update(page=2)  # somebody said so; the code is of another page
    assert "Probable:" in client.get(page).content.decode()


def test_the_lines_of_a_page_are_those_that_paper_has(stop: Stop) -> None:
    SessionFactory(stop=stop, title_fr="Soirée", starts_at=NINE + 9 * HOUR, ends_at=NINE + 11 * HOUR)
    for number in range(30):
        seated(stop, f"Anna Martin {number:02d}", here=False)

    codes: list[SheetCode | None] = []

    def read_back(part: SheetPart, page: int, lines: PrintedLines) -> str:
        code = part.code(page, lines)
        codes.append(read_sheet_code(code))
        return code

    parts = [replace(part, code=partial(read_back, part)) for part in parts_of(stop, "fr")]
    with PdfDocument(render(attendance_sheet(occasion_of(stop, "fr"), parts, "fr"))) as pdf:
        on_paper = [page.get_textpage().get_text_range().count("Anna Martin") for page in pdf]

    with override("fr"):
        lasts = [last_lines(sheet, lines_of(sheet)) for sheet in sheets_of(stop)]
    set_here = [last - first for each in lasts for first, last in pairwise([0, *each])]
    assert set_here == [count for count in on_paper if count]
    assert [len(code.lines.people) for code in codes] == on_paper
    assert [one for code in codes[:2] for one in code.lines.people] == [one.pk for one in stop.attendees.order_by("pk")]

"""The organiser's own workbook: twelve stops, as somebody types them."""

from __future__ import annotations

import datetime
import io

import openpyxl
from playwright.sync_api import FilePayload

from tests.e2e.planning_journey.story import SESSION, TITLE, TOWN, WEEK, Story

HEADINGS = {
    "fr": ("Ville", "Date", "Sujet (français)", "Co-organisateurs", "Session", "Début", "Fin", "Places"),
    "en": ("Town", "Date", "Subject (French)", "Co-hosts", "Session title", "Start", "End", "Seats"),
}
# Where the table says something wrong: its row in the sheet, under which heading, what, and what it should be.
TOWN_ROW, MISSPELT, TOWN_MEANT = 6, "Oyonax", "Oyonnax"
DATE_ROW, NO_SUCH_DAY = 9, "31/02/2031"
THURSDAY = datetime.timedelta(days=2)  # after a Tuesday
LATER = ("Millau", "Figeac", TOWN_MEANT, "Pontarlier", "Vierzon", "Thiers", "Guéret", "Redon", "Cholet", "Autun")

Cell = str | int | datetime.date | datetime.time | None


def twelve_stops(story: Story, *, corrected: bool) -> FilePayload:
    """The workbook; until it is `corrected`, one of its towns and one of its dates do not exist."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS[story.language])
    for row in _rows(story):
        sheet.append(row)
    if not corrected:
        sheet.cell(TOWN_ROW, 1).value = MISSPELT
        sheet.cell(DATE_ROW, 2).value = NO_SUCH_DAY
    written = io.BytesIO()
    book.save(written)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FilePayload(name="étapes.xlsx", mimeType=kind, buffer=written.getvalue())


def _rows(story: Story) -> list[tuple[Cell, ...]]:
    """Albert, which 2019 knew; the co-host's stop on the day after; ten much later, each on a Thursday."""
    half_past_nine, two, six = datetime.time(9, 30), datetime.time(14), datetime.time(18)
    next_day = story.day + datetime.timedelta(days=1)
    host = f"{story.organisation} ({'école' if story.language == 'fr' else 'school'})"
    rows: list[tuple[Cell, ...]] = [
        ("Albert", story.day, None, None, "Atelier de l’usine", half_past_nine, six, 40),
        (TOWN, f"{next_day:%d/%m/%Y}", TITLE, host, SESSION, two, six, 30),
    ]
    for number, town in enumerate(LATER):
        rows.append(
            (town, (story.day + THURSDAY + (9 + number) * WEEK).isoformat(), None, None, None, None, None, None)
        )
    return rows

"""Which people's lines a page of a sheet has: as it would be printed now, which may not be as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from registrations.attendance.papers.codes import read_sheet_code
from registrations.attendance.scans.sheets import Line, SignedSheet
from tournee.texts.languages import active_language

_FEWEST = 5  # lines that any first page holds


@dataclass(frozen=True, slots=True)
class PageOfLines:
    """The lines that are probably on a page, from `first` to `last` as they are numbered (0 and 0: none is), and those
    of other pages. `split` where the sheet has more than a page of them."""

    here: Sequence[Line]
    others: Sequence[Line]
    first: int
    last: int
    split: bool


def lines_on_page(
    lines: Sequence[Line], lasts: Sequence[int], page: int, asked: Mapping[str, str] | None = None
) -> PageOfLines:
    """The lines of that page, where `lasts` has the number of the last line of each; of those numbered `from` and `to`
    where the reader, who sees the paper, says so.

    Whoever came without registering stands below the last line.
    """
    asked = asked or {}
    count = sum(line.number is not None for line in lines)
    split = len(lasts) > 1
    first, last = _guessed(page, lasts) if split else (1, count)
    if split:
        first, last = _number(asked.get("from"), first, count), _number(asked.get("to"), last, count)
    here = [line for line in lines if (first <= line.number <= last if line.number else last in (0, count))]
    others = [line for line in lines if line not in here]
    return PageOfLines(here, others, first, last, split)


def last_lines(sheet: SignedSheet, lines: Sequence[Line]) -> list[int]:
    """The number of the last line of each page that has some, as the sheet would be printed now."""
    count = sum(line.number is not None for line in lines)
    if count <= _FEWEST:
        return [count]
    rows = _rows_by_page(sheet)
    return [
        min(last, count) for last, rows_here in zip(accumulate(rows), rows, strict=True) if last - rows_here < count
    ]


def _rows_by_page(sheet: SignedSheet) -> list[int]:
    """How many rows each page of that sheet has; those for walk-ins follow the people's."""
    from registrations.attendance.gathering import occasion_of, parts_of  # lazily: with what draws below
    from registrations.attendance.papers.sheet import attendance_sheet
    from tournee.documents.pdf import rows_by_page  # lazily: it loads reportlab

    language = active_language()
    parts = parts_of(sheet.stop, language)
    part = next((one for one in parts if _is_of(sheet, one.code(1))), None)
    if part is None:
        return []
    before: set[int] = set()  # the pages of what opens the document, which leaves less room to the first sheet

    def opening(page: int) -> str:
        before.add(page)
        return parts[0].code(page)

    printed = [part] if part is parts[0] else [replace(parts[0], people=(), code=opening), part]
    return rows_by_page(attendance_sheet(occasion_of(sheet.stop, language), printed, language))[len(before) :]


def _is_of(sheet: SignedSheet, code: str) -> bool:
    """Whether that is the code of one of its pages."""
    said = read_sheet_code(code)
    session = sheet.session.public_id if sheet.session else None
    return said is not None and (said.session, said.day, said.afternoon) == (session, sheet.day, sheet.afternoon)


def _guessed(page: int, lasts: Sequence[int]) -> tuple[int, int]:
    """The numbers of the first and last line of that page; (0, 0) for one below the last line."""
    if page > len(lasts):
        return 0, 0
    return (lasts[page - 2] if page > 1 else 0) + 1, lasts[max(page, 1) - 1]


def _number(typed: str | None, otherwise: int, most: int) -> int:
    """What was typed in a field that wants a line's number."""
    return min(int(typed), most) if typed and typed.isdecimal() and len(typed) < 6 else otherwise

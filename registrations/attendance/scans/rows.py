"""Which people's lines a page of a sheet has: those that its code names, else as it would be printed now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from registrations.attendance.papers.codes import PrintedLines, read_sheet_code
from registrations.attendance.scans.queries import is_page
from registrations.attendance.scans.sheets import Line, SignedSheet
from registrations.models import ScannedSheet
from tournee.texts.languages import active_language

_FEWEST = 5  # lines that any first page holds


@dataclass(frozen=True, slots=True)
class PageOfLines:
    """The lines of a page, from `first` to `last` as they are numbered (0 and 0: none is), and those of other pages.

    `certain` where paper says so itself, else they are probably these. `split` where the sheet has more than a page.
    So many of them were `erased` since, and are not among the lines; so many of the others were `added` since, and come
    first.
    """

    here: Sequence[Line]
    others: Sequence[Line]
    first: int
    last: int
    split: bool
    certain: bool = False
    erased: int = 0
    added: int = 0


def lines_printed(scan: ScannedSheet) -> PrintedLines | None:
    """What the code on its picture says; None where it cannot be read, is older than that, or is of another page."""
    from registrations.attendance.scans.reading import code_on  # lazily: Pillow and the reader of codes

    try:
        with scan.file.open() as kept:
            code = code_on(kept)
    except OSError:  # the picture is lost, or damaged
        return None
    return code.lines if code and is_page(scan, code) else None


def lines_as_printed(lines: Sequence[Line], printed: PrintedLines) -> PageOfLines:
    """The lines that paper has, in its order and with its numbers, whoever registered or cancelled since.

    Whoever came without registering stands on a page with blank lines. The numbers of others' lines are known above
    this page, where as many stand there now as then.
    """
    numbers = {key: number for number, key in enumerate(printed.people, start=printed.first)}
    named = [
        replace(line, number=numbers[line.attendee.pk], left=line.number is None)
        for line in lines
        if line.attendee.pk in numbers
    ]
    rest = [line for line in lines if line.attendee.pk not in numbers]
    walk_ins = [line for line in rest if line.number is None and printed.blank]
    added, printed_elsewhere = _others([line for line in rest if line not in walk_ins], lines, printed)
    others = [*added, *printed_elsewhere]
    here = [*sorted(named, key=lambda line: line.number or 0), *walk_ins]
    first, last = (printed.first, printed.first + len(numbers) - 1) if numbers else (0, 0)
    erased = len(numbers) - len(named)
    return PageOfLines(here, others, first, last, split=bool(others), certain=True, erased=erased, added=len(added))


def _others(others: Sequence[Line], lines: Sequence[Line], printed: PrintedLines) -> tuple[list[Line], list[Line]]:
    """Those of the others who were surely added since, as they would stand on this page; and the rest."""
    now = {line.attendee.pk: line.number for line in lines if line.number is not None}
    there = [now[key] for key in printed.people if key in now]
    above = 0 if printed.first == 1 else min(there, default=0)
    below = max(there) if there and not printed.blank else len(now) + 1
    added = [line for line in others if line.number is None or (there and above < line.number < below)]
    same = bool(printed.people) and now.get(printed.people[0]) == printed.first
    rest = [
        replace(line, number=line.number if same and (line.number or 0) < printed.first else None)
        for line in others
        if line not in added
    ]
    return [replace(line, number=None) for line in added], rest


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
    return [rows.stop - 1 for rows in _rows_by_page(sheet) if len(rows)]


def _rows_by_page(sheet: SignedSheet) -> list[range]:
    """The numbers of the lines with people that each page of that sheet has."""
    from registrations.attendance.gathering import occasion_of, parts_of  # lazily: with what draws below
    from registrations.attendance.papers.sheet import attendance_sheet
    from tournee.documents.pdf import render  # lazily: it loads reportlab

    language = active_language()
    parts = parts_of(sheet.stop, language)
    part = next((one for one in parts if _is_of(sheet, one.code(1, PrintedLines(1, ())))), None)
    if part is None:
        return []
    found: list[range] = []

    def noted(page: int, lines: PrintedLines) -> str:
        found.append(range(lines.first, lines.first + len(lines.people)))
        return part.code(page, lines)

    # What opens the document leaves less room to the first sheet.
    opening = [] if part is parts[0] else [replace(parts[0], people=())]
    render(attendance_sheet(occasion_of(sheet.stop, language), [*opening, replace(part, code=noted)], language))
    return found


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

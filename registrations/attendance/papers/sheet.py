"""The attendance sheet that people sign, in the regime of each session: a document made of plain data."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from registrations.attendance.documents import Attending, Occasion, document_of
from registrations.attendance.half_days import HalfDay
from registrations.attendance.papers.codes import PrintedLines, mark_of
from registrations.attendance.papers.emblem import funders_of
from registrations.models import AttendanceRule
from tournee.documents.blocks import (
    Block,
    Coded,
    Facts,
    Funders,
    Heading,
    Paragraph,
    Signatory,
    SignatureBlock,
    Together,
)
from tournee.documents.document import Document, Funding
from tournee.documents.tables import Column, Row, RowGroup, Table
from tournee.texts.typography import format_date, format_number

_FEWEST_LINES, _MOST_LINES = 3, 12
Regime = AttendanceRule.Regime


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What is signed at one time: a session on one day (the stop itself where it has none).

    `code` makes the code of its n-th page, which has these lines; `follows` says whose rule it is, and `length` how
    long it lasts.
    """

    title: str
    day: datetime.date
    hours: str
    room: str
    speakers: tuple[str, ...]
    half_days: tuple[HalfDay, ...]
    people: Sequence[Attending]
    code: Callable[[int, PrintedLines], str]
    regime: str = Regime.INFORMATION
    follows: str = ""
    length: str = ""
    fundings: tuple[Funding, ...] = ()


def attendance_sheet(occasion: Occasion, parts: Sequence[SheetPart], language: str) -> Document:
    """The sheet to print: a part for each session and day, with a box to sign for each of its half-days."""
    with override(language):
        blocks = sheet_blocks(occasion, parts)
        shown = {funding for part in parts for funding in _funders(occasion, part)}
        funded = dict.fromkeys([*occasion.fundings, *(one for part in parts for one in part.fundings)])
        funding = tuple(one for one in funded if one not in shown)
        return document_of(_("Attendance sheet"), occasion, blocks, language, funding=funding)


def sheet_blocks(occasion: Occasion, parts: Sequence[SheetPart], *, bound: bool = False) -> list[Block]:
    """The sheets one after the other, each with its own pages; in the active language.

    `bound` with other papers, each says in its title what it is.
    """
    if not parts:
        return [Paragraph(_("This stop has no date yet: there is nothing to sign."))]
    return [block for part in parts for block in _part(occasion, part, bound)]


def _part(occasion: Occasion, part: SheetPart, bound: bool) -> Iterator[Block]:
    """One session on one day: what it is, who signs, lines for walk-ins, and who answers for the sheet."""
    funders = _funders(occasion, part)
    yield Coded(partial(_code, part), partial(_words, occasion.place, part), f"{occasion.tour} · {part.title}", funders)
    yield Heading(2, _("Attendance sheet – %(session)s") % {"session": part.title} if bound else part.title)
    if funders:
        yield Funders(funders)
    yield Facts(tuple(_facts(occasion, part)))
    fewest = fewest_walk_ins(len(part.people))
    yield Together(tuple(_closing(occasion, part)), below=_signed(part), spare=_MOST_LINES - fewest)


def _funders(occasion: Occasion, part: SheetPart) -> tuple[Funding, ...]:
    """Who must be seen on each page of it."""
    return funders_of([*occasion.fundings, *part.fundings]) if part.regime == Regime.CO_FUNDED else ()


def _closing(occasion: Occasion, part: SheetPart) -> Iterator[Block]:
    """Who answers for the sheet: never on a page without a line that is signed."""
    if part.regime == Regime.TRAINING:
        yield _trainers(part)
        yield Paragraph(_("The boxes of whoever is absent are struck through before the trainer signs."), "small")
        yield SignatureBlock((Signatory(_("For the training provider"), occasion.organisers),), place=occasion.place)
    else:
        yield SignatureBlock(_signatories(occasion, part), place=occasion.place)


def _code(part: SheetPart, page: int, rows: range) -> str:
    """The code of the page that holds these rows of those who sign: people first, then blank lines."""
    people = tuple(one.key for one in part.people[rows.start : rows.stop])
    return part.code(page, PrintedLines(rows.start + 1, people, len(rows) - len(people)))


def _words(place: str, part: SheetPart, code: str) -> str:
    """Which sheet it is, for eyes: where, when, and the end of the code."""
    said = (place, format_date(part.day, weekday=False), _half_day(part).lower(), mark_of(code))
    return " · ".join(filter(None, said))


def _half_day(part: SheetPart) -> str:
    return str(part.half_days[0].label) if len(part.half_days) == 1 else ""


def _facts(occasion: Occasion, part: SheetPart) -> Iterator[tuple[str, str]]:
    """What the sheet opens with; what is not known is left out."""
    when = ", ".join(filter(None, (format_date(part.day), part.hours)))
    trainers = part.regime == Regime.TRAINING
    who = ngettext("Speaker", "Speakers", len(part.speakers))
    if trainers:
        who = ngettext("Trainer", "Trainers", len(part.speakers))
    said = (
        (_("Date"), f"{when} ({part.length})" if trainers and part.length else when),
        (_("Place"), ", ".join(filter(None, (part.room, occasion.venue, occasion.place)))),
        (who, ", ".join(part.speakers)),
        (
            _("Training provider") if trainers else _("Organised by"),
            ", ".join(filter(None, (occasion.organisers, occasion.hosts))),
        ),
        (_("Regime"), "" if part.regime == Regime.INFORMATION else capfirst(str(Regime(part.regime).label))),
        (_("Rule followed"), part.follows),
    )
    return ((label, value) for label, value in said if value)


def fewest_walk_ins(registered: int) -> int:
    """How many lines a sheet has at least for those who come without registering: one for ten who did."""
    return min(max(_FEWEST_LINES, math.ceil(registered / 10)), _MOST_LINES)


def _signed(part: SheetPart) -> Table:
    """Those registered, in order, each with room to sign; below them lines for those who come without registering."""
    roles = any(one.role for one in part.people)
    apart = roles and len(part.half_days) == 1  # beside two boxes to sign there is no room for a column of their own
    boxes = (None,) * len(part.half_days)
    registered: list[Row] = [
        (
            str(number), one.name if apart or not one.role else f"{one.name}, {one.role}", one.party,
            *([one.role] if apart else []), *boxes,
        )
        for number, one in enumerate(part.people, start=1)
    ]  # fmt: skip
    blank = ("", "", *([""] if apart else []), *boxes)
    walk_ins = [(str(len(part.people) + number), *blank) for number in range(1, _MOST_LINES + 1)]
    groups = [*([RowGroup("", registered)] if registered else []), RowGroup(_("Without registering"), walk_ins)]
    when = ", ".join(filter(None, (format_date(part.day), _half_day(part).lower())))
    return Table(_caption(when, len(registered)), _columns(part, roles=roles), groups=groups, row_height=10)


def _caption(when: str, count: int) -> str:
    if not count:
        return _("Signatures, %(when)s: nobody is registered") % {"when": when}
    said = ngettext(
        "Signatures, %(when)s: %(count)s person registered",
        "Signatures, %(when)s: %(count)s people registered, in order of first name",
        count,
    )
    return said % {"when": when, "count": format_number(count)}


def _columns(part: SheetPart, *, roles: bool) -> tuple[Column, ...]:
    several = len(part.half_days) > 1
    signed = [str(half_day.label) for half_day in part.half_days] if several else [_("Signature")]
    return (
        Column(_("No."), width=0.1),
        Column(_("Name, position"), width=2.6) if roles and several else Column(_("Name"), width=2),
        Column(_("Firm or organisation"), width=2.6),
        *([Column(_("Position"), width=1.7)] if roles and not several else []),
        *(Column(header, "signature") for header in signed),
    )


def _trainers(part: SheetPart) -> Table:
    """Trainers sign for each half-day too, with the hours really given."""
    signed = [str(half_day.label) for half_day in part.half_days]
    columns = (
        Column(_("Trainer"), width=2),
        Column(_("Hours really given"), "signature", width=0.7),
        *(Column(header, "signature", width=0.85) for header in signed),
    )
    boxes = (None,) * (1 + len(signed))
    return Table(_("Signatures of the trainers"), columns, [(name, *boxes) for name in part.speakers or ("",)])


def _signatories(occasion: Occasion, part: SheetPart) -> tuple[Signatory, ...]:
    speaker = Signatory(_("Certified true by the speaker"), part.speakers[0] if len(part.speakers) == 1 else "")
    return (speaker, Signatory(_("Certified true by the organiser"), occasion.organisers))

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
from registrations.attendance.papers.codes import mark_of
from registrations.attendance.papers.emblem import emblem
from registrations.models import AttendanceRule
from tournee.documents.blocks import (
    Block,
    Coded,
    Facts,
    Funders,
    Heading,
    Paragraph,
    Picture,
    Signatory,
    SignatureBlock,
    Together,
)
from tournee.documents.document import Document, Funding, Logo
from tournee.documents.tables import Column, Row, Table
from tournee.texts.typography import format_date, format_number

_FEWEST_LINES, _MOST_LINES = 4, 12
_EMBLEM = 22.0  # millimetres wide: its height is more than the centimetre that annex IX asks for
Regime = AttendanceRule.Regime


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What is signed at one time: a session on one day (the stop itself where it has none).

    `code` makes the code of its n-th page; `follows` says whose rule it is, and `length` how long it lasts.
    """

    title: str
    day: datetime.date
    hours: str
    room: str
    speakers: tuple[str, ...]
    half_days: tuple[HalfDay, ...]
    people: Sequence[Attending]
    code: Callable[[int], str]
    regime: str = Regime.INFORMATION
    follows: str = ""
    length: str = ""
    fundings: tuple[Funding, ...] = ()


def attendance_sheet(occasion: Occasion, parts: Sequence[SheetPart], language: str) -> Document:
    """The sheet to print: a part for each session and day, with a box to sign for each of its half-days."""
    with override(language):
        blocks = sheet_blocks(occasion, parts)
        shown = {funding for part in parts if part.regime == Regime.CO_FUNDED for funding in _funders(occasion, part)}
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
    yield Coded(part.code, partial(_words, occasion.place, part), f"{occasion.tour} · {part.title}")
    yield Heading(2, _("Attendance sheet – %(session)s") % {"session": part.title} if bound else part.title)
    if part.regime == Regime.CO_FUNDED:
        yield Funders(_funders(occasion, part))
    yield Facts(tuple(_facts(occasion, part)))
    if part.people:
        yield _people(part)
    registered = Paragraph(_("Registered: %(count)s.") % {"count": format_number(len(part.people))}, "small")
    yield Together((registered, _walk_ins(part), *_closing(occasion, part)))


def _closing(occasion: Occasion, part: SheetPart) -> Iterator[Block]:
    """Who answers for the sheet: never on a page without a line that is signed."""
    if part.regime == Regime.TRAINING:
        yield _trainers(part)
        yield Paragraph(_("The boxes of whoever is absent are struck through before the trainer signs."), "small")
        yield SignatureBlock((Signatory(_("For the training provider"), occasion.organisers),), place=occasion.place)
    else:
        yield SignatureBlock(_signatories(occasion, part), place=occasion.place)


def _words(place: str, part: SheetPart, page: int) -> str:
    """Which sheet it is, for eyes: where, when, and the end of the code."""
    said = (place, format_date(part.day, weekday=False), _half_day(part).lower(), mark_of(part.code(page)))
    return " · ".join(filter(None, said))


def _half_day(part: SheetPart) -> str:
    return str(part.half_days[0].label) if len(part.half_days) == 1 else ""


def _funders(occasion: Occasion, part: SheetPart) -> tuple[Funding, ...]:
    """Who pays for a co-funded session: as entered, each with an emblem; else the Union, with its mention."""
    entered = tuple(dict.fromkeys([*occasion.fundings, *part.fundings]))
    union = Logo(Picture(emblem(), _EMBLEM), _("Emblem of the European Union"))
    if not entered:
        return (Funding(_("Co-funded by the European Union"), union),)
    if any(one.emblem for one in entered):
        return entered
    return (Funding(entered[0].mention, union), *entered[1:])


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


def _people(part: SheetPart) -> Table:
    """Those registered, in order, each with room to sign."""
    boxes = (None,) * len(part.half_days)
    rows: list[Row] = [
        (str(number), one.name, one.party, one.role, *boxes) for number, one in enumerate(part.people, start=1)
    ]
    when = ", ".join(filter(None, (format_date(part.day), _half_day(part).lower())))
    return Table(_("Signatures, %(when)s") % {"when": when}, _columns(part), rows, row_height=10)


def _walk_ins(part: SheetPart) -> Table:
    """Lines for those who come without registering."""
    count = min(max(_FEWEST_LINES, math.ceil(len(part.people) / 10)), _MOST_LINES)
    boxes = (None,) * len(part.half_days)
    rows: list[Row] = [(str(len(part.people) + number), "", "", "", *boxes) for number in range(1, count + 1)]
    return Table(_("Without registering"), _columns(part), rows, row_height=10)


def _columns(part: SheetPart) -> tuple[Column, ...]:
    """The same for both tables, so that they stand below each other."""
    several = len(part.half_days) > 1
    signed = [str(half_day.label) for half_day in part.half_days] if several else [_("Signature")]
    return (
        Column(_("No."), width=0.1),
        Column(_("Name"), width=2),
        Column(_("Firm or organisation"), width=2),
        Column(_("Role"), width=1.5),
        *(Column(header, "signature", width=0.85 if several else 1.1) for header in signed),
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

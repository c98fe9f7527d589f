"""The attendance sheet that people sign, and the list of those who came: documents made of plain data."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, override, pgettext

from registrations.attendance.half_days import HalfDay
from registrations.attendance.queries import PresenceFigures
from tournee.documents.blocks import (
    Block,
    Facts,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Signatory,
    SignatureBlock,
)
from tournee.documents.document import Document, Funding, Provenance
from tournee.documents.tables import Column, Row, Table
from tournee.texts.typography import format_date, format_date_range, format_number

_FEWEST_LINES, _MOST_LINES = 4, 20


@dataclass(frozen=True, slots=True)
class Attending:
    """Somebody on a sheet or list; `since` is when they came, in words, `walked_in` that they had not registered."""

    name: str
    party: str = ""
    role: str = ""
    since: str = ""
    walked_in: bool = False
    sessions: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The stop, as both documents name it. `days` is None where it has no date; `at` is when the data were read."""

    tour: str
    place: str
    venue: str
    days: tuple[datetime.date, datetime.date] | None
    hosts: str
    organisers: str
    fictitious: bool
    at: datetime.datetime
    fundings: tuple[Funding, ...] = ()

    @property
    def day(self) -> datetime.date:
        """The day that a document bears."""
        return self.days[0] if self.days else self.at.date()

    def days_in_words(self) -> str:
        """The day with its name, or the range of days."""
        if self.days is None:
            return _("date to be set")
        first, last = self.days
        return format_date(first) if first == last else format_date_range(first, last)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What is signed at one time: a session on one day (the stop itself where it has none)."""

    title: str
    day: datetime.date
    hours: str
    room: str
    speakers: tuple[str, ...]
    half_days: tuple[HalfDay, ...]
    people: Sequence[Attending]
    fundings: tuple[Funding, ...] = ()


def attendance_sheet(occasion: Occasion, parts: Sequence[SheetPart], language: str) -> Document:
    """The sheet to print: a part for each session and day, with a box to sign for each of its half-days."""
    with override(language):
        blocks: list[Block] = []
        for number, part in enumerate(parts):
            blocks += [*([PageBreak()] if number else []), *_part(occasion, part)]
        if not parts:
            blocks.append(Paragraph(_("This stop has no date yet: there is nothing to sign.")))
        funded = dict.fromkeys([*occasion.fundings, *(one for part in parts for one in part.fundings)])
        return _document(_("Attendance sheet"), occasion, blocks, language, funding=tuple(funded))


def present_list(occasion: Occasion, figures: PresenceFigures, people: Sequence[Attending], language: str) -> Document:
    """Those who came, in order of name, with the hour; and how many that makes."""
    with override(language):
        columns = (
            Column(_("Name"), width=1.6),
            Column(_("Firm or organisation"), width=1.8),
            Column(_("Role"), width=1.4),
            Column(_("Here since"), width=0.9),
            Column(_("Registration"), width=0.9),
        )
        rows: list[Row] = [
            (one.name, one.party, one.role, one.since, pgettext("person", "walk-in") if one.walked_in else _("yes"))
            for one in people
        ]
        blocks: list[Block] = [
            Facts(_facts(occasion)),
            KeyFigures(_figures(figures)),
            Heading(2, _("People present")),
            Table(_("People present, in order of name"), columns, rows, empty=_("Nobody was noted as here.")),
            Paragraph(_("Companies are firms only; a school or a chamber of trades is an organisation."), "small"),
        ]
        data = _("registrations and what was noted at the door")
        source = Provenance(occasion.tour, data=data, read_at=occasion.at)
        title = _("List of people present")
        return _document(title, occasion, blocks, language, funding=occasion.fundings, provenance=source)


def _document(title: str, occasion: Occasion, blocks: Sequence[Block], language: str, **more: Any) -> Document:
    made_up = _("Made-up tour: these people and firms are invented.")
    return Document(
        f"{title} – {occasion.place}",
        language,
        tuple(blocks),
        date=occasion.day,
        kicker=occasion.tour,
        footer=f"{occasion.tour} · {occasion.place}",
        notice=made_up if occasion.fictitious else "",
        **more,
    )


def _facts(occasion: Occasion, part: SheetPart | None = None) -> tuple[tuple[str, str], ...]:
    """What both documents open with; what is not known is left out."""
    date = ", ".join(filter(None, (format_date(part.day), part.hours))) if part else occasion.days_in_words()
    speakers = ", ".join(part.speakers) if part else ""
    said = (
        (_("Date"), date),
        (_("Place"), ", ".join(filter(None, (part.room if part else "", occasion.venue, occasion.place)))),
        (ngettext("Speaker", "Speakers", len(part.speakers) if part else 1), speakers),
        (_("Organised by"), ", ".join(filter(None, (occasion.organisers, occasion.hosts)))),
    )
    return tuple((label, value) for label, value in said if value)


def _part(occasion: Occasion, part: SheetPart) -> list[Block]:
    """One session on one day: what it is, who signs, lines for walk-ins, and who answers for the sheet."""
    several = len(part.half_days) > 1
    signed = [str(half_day.label) for half_day in part.half_days] if several else [_("Signature")]
    columns = (
        Column(_("No."), width=0.1),
        Column(_("Name"), width=2),
        Column(_("Firm or organisation"), width=2),
        Column(_("Role"), width=1.5),
        *(Column(header, "signature", width=0.85 if several else 1.1) for header in signed),
    )
    boxes = (None,) * len(signed)
    rows: list[Row] = [
        (str(number), one.name, one.party, one.role, *boxes) for number, one in enumerate(part.people, start=1)
    ]
    lines = min(max(_FEWEST_LINES, math.ceil(len(rows) / 10)), _MOST_LINES)
    rows += [(str(len(part.people) + number), "", "", "", *boxes) for number in range(1, lines + 1)]
    when = format_date(part.day)
    half_day = "" if several else f", {str(part.half_days[0].label).lower()}"
    caption = _("Signatures, %(when)s") % {"when": f"{when}{half_day}"}
    signatures = SignatureBlock(_signatories(occasion, part), place=occasion.place)
    return [
        Heading(2, part.title),
        Facts(_facts(occasion, part)),
        Table(caption, columns, rows, row_height=10),
        Paragraph(
            _("Registered: %(count)s. The lines without a name are for those who come without registering.")
            % {"count": format_number(len(part.people))},
            "small",
        ),
        signatures,
    ]


def _signatories(occasion: Occasion, part: SheetPart) -> tuple[Signatory, ...]:
    speaker = Signatory(_("Certified true by the speaker"), part.speakers[0] if len(part.speakers) == 1 else "")
    return (speaker, Signatory(_("Certified true by the organiser"), occasion.organisers))


def _figures(figures: PresenceFigures) -> tuple[KeyFigure, ...]:
    counted = (
        (figures.present, ngettext("person present", "people present", figures.present)),
        (figures.expected, ngettext("person registered", "people registered", figures.expected)),
        (figures.walk_ins, ngettext("came without registering", "came without registering", figures.walk_ins)),
        (figures.companies, ngettext("company", "companies", figures.companies)),
        (figures.organisations, npgettext("counted", "organisation", "organisations", figures.organisations)),
    )
    return tuple(KeyFigure(format_number(count), label) for count, label in counted)

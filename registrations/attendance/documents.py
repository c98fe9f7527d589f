"""The list of those who came, and what every document about a stop opens with: made of plain data."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, override, pgettext

from events.catalogue.words import clock_word
from registrations.attendance.queries import PresenceFigures
from tournee.documents.blocks import Block, Facts, Heading, KeyFigure, KeyFigures, Paragraph
from tournee.documents.document import Document, Funding, Provenance
from tournee.documents.tables import Column, Row, Table
from tournee.texts.typography import format_date, format_date_range, format_number


@dataclass(frozen=True, slots=True)
class Attending:
    """Somebody on a sheet or list; `since` is when they came, in words, `walked_in` that they had not registered.

    `key` is that of the attendee, by which the code of a sheet names them.
    """

    name: str
    party: str = ""
    role: str = ""
    since: str = ""
    walked_in: bool = False
    sessions: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """The stop, as its documents name it; `at` is when the data were read.

    `days` is None where it has no date: `otherwise` then says the month, if that is known. `standing` is that it was
    cancelled or postponed, in words.
    """

    tour: str
    place: str
    venue: str
    days: tuple[datetime.date, datetime.date] | None
    hosts: str
    organisers: str
    fictitious: bool
    at: datetime.datetime
    fundings: tuple[Funding, ...] = ()
    otherwise: str = ""
    standing: str = ""

    @property
    def day(self) -> datetime.date:
        """The day that a document bears."""
        return self.days[0] if self.days else self.at.date()

    def days_in_words(self) -> str:
        """The day with its name, or the range of days; and how the stop stands, if it does not take place then."""
        if self.days is None:
            said = self.otherwise or _("date to be set")
        else:
            first, last = self.days
            said = format_date(first) if first == last else format_date_range(first, last)
        return f"{said} ({self.standing})" if self.standing else said


def present_list(occasion: Occasion, figures: PresenceFigures, people: Sequence[Attending], language: str) -> Document:
    """Those who came, in order of name, with the hour; and how many that makes."""
    with override(language):
        roles = any(one.role for one in people)
        columns = (
            Column(_("Name"), width=1.6),
            Column(_("Firm or organisation"), width=1.8),
            *([Column(_("Position"), width=1.4)] if roles else []),
            Column(_("Here since"), width=0.9),
            Column(_("Registration"), width=0.9),
        )
        rows: list[Row] = [
            (
                one.name, one.party, *([one.role] if roles else []), one.since,
                pgettext("person", "walk-in") if one.walked_in else _("yes"),
            )
            for one in people
        ]  # fmt: skip
        blocks: list[Block] = [
            Facts(facts_of_occasion(occasion)),
            KeyFigures(_figures(figures)),
            Heading(2, _("People present")),
            Table(_("People present, in order of first name"), columns, rows, empty=_("Nobody was noted as here.")),
            Paragraph(_("Companies are firms only; a school or a chamber of trades is an organisation."), "small"),
        ]
        data = _("registrations and what was noted at the door")
        source = Provenance(occasion.tour, data=data, read_at=occasion.at, clock=clock_word(str(occasion.at.tzinfo)))
        title = _("List of people present")
        return document_of(title, occasion, blocks, language, funding=occasion.fundings, provenance=source)


def document_of(title: str, occasion: Occasion, blocks: Sequence[Block], language: str, **more: Any) -> Document:
    """A document about the stop, in the active language, which is that one."""
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


def facts_of_occasion(occasion: Occasion) -> tuple[tuple[str, str], ...]:
    """What documents about the stop open with; what is not known is left out."""
    said = (
        (_("Date"), occasion.days_in_words()),
        (_("Place"), ", ".join(filter(None, (occasion.venue, occasion.place)))),
        (_("Organised by"), ", ".join(filter(None, (occasion.organisers, occasion.hosts)))),
    )
    return tuple((label, value) for label, value in said if value)


def _figures(figures: PresenceFigures) -> tuple[KeyFigure, ...]:
    counted = (
        (figures.present, ngettext("person present", "people present", figures.present)),
        (figures.expected, ngettext("person expected", "people expected", figures.expected)),
        (figures.walk_ins, ngettext("came without registering", "came without registering", figures.walk_ins)),
        (figures.companies, ngettext("company", "companies", figures.companies)),
        (figures.organisations, npgettext("counted", "organisation", "organisations", figures.organisations)),
    )
    return tuple(KeyFigure(format_number(count), label) for count, label in counted)

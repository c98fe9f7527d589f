"""The evening page on one A4, and all of them together as slides for a screen: made of the page alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, override

from events.models import Tour
from registrations.evening.points import points_of
from registrations.figures.counting import base
from registrations.models import EveningPage
from tournee.documents.blocks import (
    Block,
    Heading,
    KeyFigure,
    KeyFigures,
    OrderedList,
    PageBreak,
    Paragraph,
    PullQuote,
    Together,
)
from tournee.documents.document import Cover, Document, Provenance
from tournee.documents.inline import InLanguage, Words
from tournee.texts.translated import language_shown
from tournee.texts.typography import format_date, format_number


def evening_document(page: EveningPage, language: str) -> Document:
    """One stop: who came, up to five points, two quotations, what comes next."""
    stop = page.stop
    with override(language):
        blocks = [*_figures(page), *_points(page), *_quoted(page), *_next(page)]
        draft = "" if page.approved_at else _("Draft: not approved yet")
        return Document(
            _("The evening page – %(place)s") % {"place": stop.place},
            language,
            tuple(blocks),
            date=stop.starts_on or _read_at(page).date(),
            kicker=str(stop.tour),
            footer=f"{stop.tour} · {stop.place}",
            notice=" · ".join(filter(None, (draft, _made_up(stop.tour)))),
            provenance=Provenance(
                str(stop.tour),
                data=_("what was noted at the door, and the notes of the day"),
                read_at=_read_at(page),
            ),
        )


def slides(tour: Tour, pages: Sequence[EveningPage], language: str) -> Document:
    """All stops in the order of the route, to show on the closing night, each from a slide of its own."""
    with override(language):
        blocks: list[Block] = []
        for number, page in enumerate(pages):
            blocks += [PageBreak()] if number else []
            blocks += _slides_of(page)
        if not pages:
            blocks.append(Paragraph(_("No evening page is approved yet.")))
        said = ngettext("%(count)s stop", "%(count)s stops", len(pages)) % {"count": len(pages)}
        newest = max((page.approved_at for page in pages if page.approved_at), default=None)
        return Document(
            _("What was said, stop by stop"),
            language,
            tuple(blocks),
            date=timezone.localdate(newest) if newest else tour.starts_on,
            kicker=str(tour),
            cover=Cover(kicker=str(tour), subtitle=said),
            footer=str(tour),
            notice=_made_up(tour),
            slides=True,
        )


def _slides_of(page: EveningPage) -> Iterator[Block]:
    """A stop: where, when, who came, the points, two quotations; a slide that is full goes on.

    What came next after each stop is past by the closing night.
    """
    yield Heading(2, page.stop.place)
    day = [format_date(page.stop.starts_on, weekday=False)] if page.stop.starts_on else []
    if said := " · ".join([*day, *(f"{one.value} {one.label}" for one in _counted(page))]):
        yield Paragraph(said)
    yield from _numbered(page)
    for quote in _quoted(page):
        yield Together((quote,))


def _made_up(tour: Tour) -> str:
    return _("Made-up tour: these people and firms are invented.") if tour.fictitious else ""


def _read_at(page: EveningPage) -> datetime.datetime:
    """When who came was counted, by the stop's clock."""
    return datetime.datetime.fromisoformat(page.figures["read_at"]).astimezone(page.stop.zone)


def _figures(page: EveningPage) -> Iterator[Block]:
    if figures := _counted(page):
        yield KeyFigures(figures)


def _counted(page: EveningPage) -> tuple[KeyFigure, ...]:
    """Who came, people and firms apart, as counted when the page was approved; never so few that it names somebody."""
    counted = page.figures
    labels = (
        (counted["present"], ngettext("person came", "people came", counted["present"])),
        (counted["companies"], ngettext("company", "companies", counted["companies"])),
        (counted["organisations"], npgettext("counted", "organisation", "organisations", counted["organisations"])),
    )
    return tuple(KeyFigure(format_number(count), label) for count, label in labels if count >= base())


def _points(page: EveningPage) -> Iterator[Block]:
    if points := _numbered(page):
        yield Heading(2, _("What was said"))
        yield from points


def _numbered(page: EveningPage) -> list[Block]:
    points = points_of(page)
    return [OrderedList(tuple(_in_language(point.text, point.language) for point in points))] if points else []


def _quoted(page: EveningPage) -> Iterator[Block]:
    for quote in page.quotes:
        yield PullQuote(quote["text"], quote["by"], language=quote["language"])


def _next(page: EveningPage) -> Iterator[Block]:
    if page.next:
        yield Heading(2, _("What comes next"))
        yield Paragraph(_in_language(page.next, language_shown(page, "next")))


def _in_language(text: str, language: str) -> Words:
    """The words, said to be in that language where it is not the document's; "" where it is."""
    return (InLanguage(text, language),) if language else text

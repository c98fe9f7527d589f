"""The evening page on one A4, and all of them together as slides: made of the page alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, override

from events.models import Tour
from registrations.booking.panels import LEAST_SHOWN
from registrations.evening.queries import lines_of
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
)
from tournee.documents.document import Cover, Document, Provenance
from tournee.texts.typography import format_date, format_number


def evening_document(page: EveningPage, language: str) -> Document:
    """One stop: who came, up to five points, two quotations, what comes next."""
    stop = page.stop
    with override(language):
        blocks = [*_figures(page), *_said(page)]
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
    """All stops in the order of the route, a turned sheet each, to show on the closing night."""
    with override(language):
        blocks: list[Block] = []
        for number, page in enumerate(pages):
            day = format_date(page.stop.starts_on) if page.stop.starts_on else ""
            blocks += [PageBreak()] if number else []
            blocks += [Heading(2, page.stop.place), Paragraph(day, "lead")] if day else [Heading(2, page.stop.place)]
            blocks += [*_figures(page), *_said(page, level=3)]
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
            landscape=True,
        )


def _made_up(tour: Tour) -> str:
    return _("Made-up tour: these people and firms are invented.") if tour.fictitious else ""


def _read_at(page: EveningPage) -> datetime.datetime:
    """When who came was counted, by the stop's clock."""
    return datetime.datetime.fromisoformat(page.figures["read_at"]).astimezone(page.stop.zone)


def _figures(page: EveningPage) -> Iterator[Block]:
    """Who came, people and firms apart, as counted when the page was approved; never so few that it names somebody."""
    counted = page.figures
    labels = (
        (counted["present"], ngettext("person came", "people came", counted["present"])),
        (counted["companies"], ngettext("company", "companies", counted["companies"])),
        (counted["organisations"], npgettext("counted", "organisation", "organisations", counted["organisations"])),
    )
    if figures := tuple(KeyFigure(format_number(count), label) for count, label in labels if count >= LEAST_SHOWN):
        yield KeyFigures(figures)


def _said(page: EveningPage, level: int = 2) -> Iterator[Block]:
    """The points, the quotations, what comes next; what is not there is left out."""
    if points := lines_of(page.points):
        yield Heading(3 if level == 3 else 2, _("What was said"))
        yield OrderedList(tuple(points))
    for quote in page.quotes:
        yield PullQuote(quote["text"], quote["by"], language=quote["language"])
    if page.next:
        yield Heading(3 if level == 3 else 2, _("What comes next"))
        yield Paragraph(page.next)

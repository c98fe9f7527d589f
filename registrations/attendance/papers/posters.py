"""Posters for the doors: what is inside, when, and the code by which one signs oneself in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db.models import prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Session, Stop
from registrations.attendance.gathering import funding_on_paper, occasion_of
from registrations.attendance.papers.emblem import funders_of
from registrations.attendance.papers.expected import sessions_of
from registrations.attendance.rule.queries import Rules, rules_of
from registrations.attendance.self_sign_in.links import door_address
from registrations.models import AttendanceRule
from tournee.documents.blocks import Poster
from tournee.documents.document import Document, Funding
from tournee.texts.typography import format_date, format_date_range, format_time_range


def posters(stop: Stop, language: str) -> Document:
    """One for the entrance and one for each session’s door."""
    with override(language):
        return Document(
            _("Door posters – %(place)s") % {"place": stop.place},
            language,
            tuple(poster_blocks(stop, occasion_of(stop, language).fundings)),
            date=stop.starts_on or stop.changed_at.date(),
            notice=_("Made-up tour: its stops, partners and people are invented.") if stop.tour.fictitious else "",
        )


def poster_blocks(stop: Stop, fundings: Sequence[Funding]) -> Iterator[Poster]:
    """The entrance first, then the doors in order of hour; in the active language. `fundings` are the stop’s."""
    rules = rules_of(stop)
    first, last = stop.starts_on, stop.ends_on or stop.starts_on
    days = ""
    if first is not None and last is not None:
        days = capfirst(format_date(first) if first == last else format_date_range(first, last))
    yield _poster(
        stop, None, rules, Poster(stop.title or str(stop), kicker=str(stop.tour), lines=(stop.venue, days)), fundings
    )
    sessions = sessions_of(stop)
    prefetch_related_objects(sessions, "fundings__emblem")
    for session in sessions:
        own = [*fundings, *(funding_on_paper(funding) for funding in session.fundings.all())]
        hours = format_time_range(session.starts_at, session.ends_at, zone=stop.zone)
        day = capfirst(format_date(session.starts_at, zone=stop.zone))
        poster = Poster(session.title, kicker=session.room or stop.venue, lines=(day, capfirst(hours)))
        yield _poster(stop, session, rules, poster, own)


def _poster(stop: Stop, session: Session | None, rules: Rules, poster: Poster, fundings: Sequence[Funding]) -> Poster:
    """The poster with the door’s code, where people sign themselves in, and with who co-funds what is inside."""
    shown = funders_of(fundings) if rules.of(session).regime == AttendanceRule.Regime.CO_FUNDED else ()
    said = replace(poster, lines=tuple(line for line in poster.lines if line), fundings=shown)
    if not rules.of(session).self_sign_in:
        return replace(said, notes=(_("Please sign in at the reception."),))
    notes = (
        _("With the code of your ticket, or your e-mail address. The page lists nobody."),
        _("No telephone? Sign in at the reception."),
    )
    return replace(said, code=door_address(stop, session, rules.of_stop), words=_("Scan to sign in"), notes=notes)

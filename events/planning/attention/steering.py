"""One page for the steering committee: targets, what needs attention by urgency, the stops of the next four weeks."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from events.models import Stop, Tour
from events.planning.attention.clock import today_of, zone_of
from events.planning.attention.gathering import Attention, attention_of
from events.planning.attention.needs import Need, Urgency, Watched
from events.planning.attention.words import in_how_long
from events.planning.overview import targets_of
from events.planning.panels import Target
from events.planning.words import days_in_words, standing
from tournee.documents.blocks import Block, KeyFigure, KeyFigures, Paragraph
from tournee.documents.document import Document
from tournee.documents.tables import Column, Row, Table
from tournee.texts.typography import format_date, format_date_time, format_number

AHEAD = datetime.timedelta(weeks=4)
_MOST_NEEDS, _MOST_STOPS = 5, 6  # so that it stays one sheet of paper


def steering_document(tour: Tour, language: str) -> Document:
    """The page as a document, in that language, of this moment. As many queries for three stops as for forty."""
    now, today = timezone.now(), today_of(tour)
    with override(language):
        attention = attention_of(tour, today)
        targets = targets_of(tour, attention.watched.stops, now)
        title = _("Where the tour stands")
        blocks: list[Block] = [KeyFigures(tuple(_figure(target) for target in targets[:6]))]
        blocks += [*_needs(attention), *_stops(attention, now)]
        return Document(
            title, language, tuple(blocks), date=today, author=tour.contact_name or str(tour), header=str(tour),
            subject=_("For the steering committee, %(day)s") % {"day": format_date(today)},
            notice=_("Made up for a demonstration") if tour.fictitious else "",
            footer=_("From the tour’s plan and its registrations, read on %(moment)s")
            % {"moment": format_date_time(now, zone=zone_of(tour), weekday=False)},
        )  # fmt: skip


def _figure(target: Target) -> KeyFigure:
    aim = _("of %(aim)s aimed at") % {"aim": format_number(target.aim)} if target.aim else ""
    return KeyFigure(format_number(target.reached), str(target.label), aim)


def _needs(attention: Attention) -> list[Block]:
    """What needs attention, the most urgent first; how many more there are beyond what one page holds."""
    shown, today = attention.needs[:_MOST_NEEDS], attention.watched.today
    columns = (
        Column(_("Stop"), width=1.5),
        Column(_("When"), width=1.2),
        Column(_("Urgency"), width=0.7),
        Column(_("What is missing, and why"), width=4),
    )
    nothing = _("Nothing is late, nothing is missing.")
    rows = [_need(need, today) for need in shown]
    blocks: list[Block] = [Table(_("What needs attention"), columns, rows, empty=nothing)]
    if rest := len(attention.needs) - len(shown):
        more = ngettext("And %(count)d thing less urgent.", "And %(count)d things less urgent.", rest)
        blocks.append(Paragraph(more % {"count": rest}, "small"))
    return blocks


def _need(need: Need, today: datetime.date) -> Row:
    urgency = {Urgency.NOW: _("now"), Urgency.SOON: _("soon"), Urgency.LATER: _("later")}[need.urgency]
    if need.stop is None:
        return (_("The tour"), "", urgency, need.sentence)
    return (str(need.stop), in_how_long(need.stop, today), urgency, need.sentence)


def _stops(attention: Attention, now: datetime.datetime) -> list[Block]:
    """The stops from today to four weeks ahead."""
    until = attention.watched.today + AHEAD
    near = [stop for stop in attention.watched.ahead if stop.starts_on and stop.starts_on <= until]
    columns = (
        Column(_("Stop"), width=1.4),
        Column(_("Date"), width=1.4),
        Column(_("State")),
        Column(_("Seats taken"), width=0.9),
    )
    rows = [_row(attention.watched, stop, now) for stop in near[:_MOST_STOPS]]
    nothing = _("No stop in the next four weeks.")
    blocks: list[Block] = [Table(_("The next four weeks"), columns, rows, empty=nothing)]
    if rest := len(near) - len(rows):
        more = ngettext("And %(count)d other stop.", "And %(count)d other stops.", rest)
        blocks.append(Paragraph(more % {"count": rest}, "small"))
    return blocks


def _row(watched: Watched, stop: Stop, now: datetime.datetime) -> Row:
    limited = [one for one in watched.planned_at(stop) if one.capacity]
    taken, seats = sum(one.seats_taken for one in limited), sum(one.capacity or 0 for one in limited)
    filled = f"{taken} / {seats}" if limited else ""
    return (str(stop), days_in_words(stop.starts_on, stop.ends_on), str(standing(stop, now).word), filled)

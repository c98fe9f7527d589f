"""Everything a stop's page shows, as it is read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.catalogue.facts import stop_facts
from events.catalogue.head import Head, head_of
from events.catalogue.in_full import StopInFull
from events.catalogue.materials import stop_materials
from events.catalogue.panels import Panel, stop_page_panels
from events.catalogue.partners import stop_partners
from events.catalogue.practical import practical
from events.catalogue.programme import Programme, programme, theme_links, themes_of
from events.catalogue.queries import StopRow, stop_rows
from events.catalogue.route_map import position_map
from events.catalogue.said import Said, said
from events.catalogue.sharing.cards import stop_card, stop_structured
from events.catalogue.stored import Edition
from events.catalogue.whereabouts import known
from events.catalogue.words import Phase, Word, state_word, when
from events.models import Stop
from tournee.texts.typography import format_date
from tournee.web.navigation import Link

NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class StopPage:
    """A stop's page."""

    stop: Stop
    head: Head
    phase: str
    structured: SafeString
    title: Said
    summary: Said
    when: str
    region: str
    region_code: str
    word: Word
    notice: list[str]
    unknown: list[str]
    programme: Programme
    themes: list[Link]
    practical: SafeString
    materials: SafeString
    facts: SafeString
    partners: SafeString
    panels: list[Panel]
    previous: StopRow | None
    following: StopRow | None


def stop_page(found: StopInFull, present: Edition, now: datetime.datetime) -> StopPage:
    """The page of a public stop, read in full, of the tour in its `present` state, at `now`.

    Seven queries at most, whatever there is.
    """
    stop = found.stop
    tour = stop.tour
    rows = stop_rows(present, now, seats_told=False)
    place = next((index for index, row in enumerate(rows) if row.pk == stop.pk), None)
    if place is None:
        raise Http404  # published since the tour was asked for: the next reader finds it
    phase = rows[place].phase
    themes = themes_of(stop.pk)
    panels = [panel for contributed in stop_page_panels if (panel := contributed(stop))]
    held_back = next((panel.word for panel in panels if panel.word), None)
    planned = programme(stop, phase, themes, seats_told=held_back is None)
    before, after = _neighbours(rows, place)
    told = _long_when(stop, planned.hours)
    title = said(stop, "title") or Said(stop.place)
    head = head_of(
        "stop",
        [tour.slug, stop.slug],
        f"{stop.place}. {stop.summary or stop.title or tour.title}",
        stop_card(stop, title, present, now),
    )
    region, partners = rows[place].region, stop_partners(tour.pk, stop.pk, funded=found.has_fundings)
    return StopPage(
        stop=stop,
        head=head,
        phase=phase,
        structured=stop_structured(
            stop,
            head,
            title=title,
            phase=phase,
            region=region,
            planned=planned,
            partners=partners,
            open_to_all=held_back is None,
        ),
        title=title,
        summary=said(stop, "summary"),
        when=told,
        region=region,
        region_code=where.code if (where := known(stop.region)) else "",
        word=held_back or state_word(phase, planned.seats),
        notice=notice_of(stop, phase),
        unknown=_unknown(stop, planned.known) if stop.state == Stop.State.RECORDED else [],
        programme=planned,
        themes=theme_links(theme for theme in themes if not theme.session),
        practical=practical(stop, phase=phase, when=told, position=position_map(rows, stop.pk)),
        materials=stop_materials(stop.pk) if found.has_materials else NOTHING,
        facts=stop_facts(stop.pk) if found.has_facts else NOTHING,
        partners=partners,
        panels=panels,
        previous=before,
        following=after,
    )


def _neighbours(rows: list[StopRow], place: int) -> tuple[StopRow | None, StopRow | None]:
    """What comes before and after the stop at `place`: there is no order without a date."""
    if not rows[place].dated:
        return None, None
    before = [row for row in rows[:place] if row.dated]
    return before[-1] if before else None, next((row for row in rows[place + 1 :] if row.dated), None)


def _long_when(stop: Stop, hours: str) -> str:
    """“Tuesday 7 October 2031, 14:00–16:30” for one day; otherwise as the list says it, with the year."""
    if stop.starts_on and stop.ends_on in {None, stop.starts_on}:
        return ", ".join(part for part in (format_date(stop.starts_on), hours) if part)
    return when(stop, year=True)


def notice_of(stop: Stop, phase: str) -> list[str]:
    """What has changed for whoever had planned to come, and why; nothing once it is over."""
    if phase == Phase.HELD:
        return []
    standing = phase == Phase.CANCELLED and stop.starts_on  # the day it had when it was cancelled, moved or not
    announced = standing or stop.previous_starts_on
    sentences = []
    if phase == Phase.CANCELLED:
        sentences.append(_("This stop is cancelled."))
    elif phase == Phase.POSTPONED:
        sentences.append(_("This stop is postponed."))
        if not stop.starts_on:
            sentences.append(_("Its new date is not set yet."))
    elif announced and announced != stop.starts_on:
        sentences.append(_("The date of this stop has changed."))
    elif stop.reason:
        sentences.append(_("The place of this stop has changed."))
    if announced and (standing or announced != stop.starts_on):
        sentences.append(_("It was announced for %(date)s.") % {"date": format_date(announced)})
    if sentences and stop.reason:
        sentences.append(stop.reason)
    return sentences


def _unknown(stop: Stop, programme_known: bool) -> list[str]:
    """What the sources of a stop recorded afterwards do not tell."""
    asked = [
        (stop.starts_on, _("the day") if stop.month else _("the date")),
        (stop.venue, _("the venue")),
        (programme_known, _("the programme")),
    ]
    return [what for known, what in asked if not known]

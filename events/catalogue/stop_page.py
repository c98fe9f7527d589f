"""Everything a stop's page shows, as it is read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.calendars import links
from events.catalogue.facts import Facts, facts_of
from events.catalogue.head import Head, head_of
from events.catalogue.panels import Panel, stop_page_panels
from events.catalogue.partners import Money, Partners, fundings_of, partners_of
from events.catalogue.programme import Day, hours_of, programme
from events.catalogue.queries import StopRow, stop_rows
from events.catalogue.route_map import position_map
from events.catalogue.said import Said, said
from events.catalogue.tour_page import webcal
from events.catalogue.words import Phase, Word, when
from events.models import ContactPerson, Stop, Theme
from tournee.texts.typography import format_date


@dataclass(frozen=True, slots=True)
class StopPage:
    """A stop's page."""

    stop: Stop
    head: Head
    phase: str
    title: Said
    summary: Said
    access: Said
    when: str
    region: str
    word: Word
    notice: list[str]
    unknown: list[str]
    days: list[Day]
    themes: list[Theme]
    map: SafeString | None
    facts: Facts
    partners: list[Partners]
    fundings: list[Money]
    contact: ContactPerson | None
    panels: list[Panel]
    previous: StopRow | None
    following: StopRow | None
    calendar: str
    webcal: str


def stop_page(stop: Stop, now: datetime.datetime) -> StopPage:
    """The page of a public stop, `stop.tour` at hand, at `now`. Ten queries at most, whatever there is."""
    tour = stop.tour
    rows = stop_rows(tour, now)
    place = next(index for index, row in enumerate(rows) if row.pk == stop.pk)
    stop = _in_full(stop)
    days = programme(stop, rows[place].phase)
    before, after = _neighbours(rows, place)
    dated = stop.starts_on is not None and rows[place].phase in {Phase.UPCOMING, Phase.TODAY}
    calendar = links.stop_calendar(tour.slug, stop.slug) if dated else ""
    return StopPage(
        stop=stop,
        head=head_of("stop", [tour.slug, stop.slug], f"{stop.place}. {stop.summary or stop.title or tour.title}"),
        phase=rows[place].phase,
        title=said(stop, "title") or Said(stop.place),
        summary=said(stop, "summary"),
        access=said(stop, "access"),
        when=_long_when(stop, days),
        region=rows[place].region,
        word=rows[place].word,
        notice=_notice(stop, rows[place].phase),
        unknown=_unknown(stop, days) if stop.state == Stop.State.RECORDED else [],
        days=days,
        themes=list(stop.themes.all()),
        map=position_map(rows, stop.pk),
        facts=facts_of(stop.facts.all()),
        partners=partners_of(Q(stop=stop) | Q(session__stop=stop)),
        fundings=fundings_of(Q(tour=tour) | Q(stop=stop) | Q(session__stop=stop)),
        contact=stop.contact,
        panels=[panel for contributed in stop_page_panels if (panel := contributed(stop))],
        previous=before,
        following=after,
        calendar=calendar,
        webcal=webcal(calendar) if calendar else "",
    )


def _neighbours(rows: list[StopRow], place: int) -> tuple[StopRow | None, StopRow | None]:
    """What comes before and after the stop at `place`: there is no order without a date."""
    if not rows[place].dated:
        return None, None
    before = [row for row in rows[:place] if row.dated]
    return before[-1] if before else None, next((row for row in rows[place + 1 :] if row.dated), None)


def _in_full(stop: Stop) -> Stop:
    """The stop with what its page shows of it: where it lies, whom to ask, its themes and its facts. Three queries."""
    return (
        Stop.objects.select_related("tour", "region", "town", "territory", "contact__organisation")
        .prefetch_related(Prefetch("themes", Theme.objects.order_by("position", "pk")), "facts")
        .get(pk=stop.pk)
    )


def _long_when(stop: Stop, days: list[Day]) -> str:
    """“Tuesday 7 October 2031, 14:00–16:30” for one day; otherwise as the list says it, with the year."""
    if stop.starts_on and stop.ends_on in {None, stop.starts_on}:
        return ", ".join(part for part in (format_date(stop.starts_on), hours_of(days, stop)) if part)
    return when(stop, year=True)


def _notice(stop: Stop, phase: str) -> list[str]:
    """What has changed for whoever had planned to come, and why."""
    announced = stop.previous_starts_on
    sentences = []
    if phase == Phase.CANCELLED:
        sentences.append(_("This stop is cancelled."))
    elif phase == Phase.POSTPONED:
        sentences.append(_("This stop is postponed."))
        if not stop.starts_on:
            sentences.append(_("Its new date is not set yet."))
    elif announced and announced != stop.starts_on:
        sentences.append(_("The date of this stop has changed."))
    if announced and announced != stop.starts_on:
        sentences.append(_("It was announced for %(date)s.") % {"date": format_date(announced)})
    if sentences and stop.reason:
        sentences.append(stop.reason)
    return sentences


def _unknown(stop: Stop, days: list[Day]) -> list[str]:
    """What the sources of a stop recorded afterwards do not tell."""
    asked = [
        (stop.starts_on, _("the day") if stop.month else _("the date")),
        (stop.venue, _("the venue")),
        (days, _("the programme")),
    ]
    return [what for known, what in asked if not known]

"""Everything a tour's page shows, as it is read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from events.calendars import links
from events.calendars.subscribing import Following, following
from events.catalogue.clock import era
from events.catalogue.facts import tour_facts
from events.catalogue.head import Head, head_of
from events.catalogue.in_full import tour_in_full
from events.catalogue.listing import listed
from events.catalogue.panels import tour_figures
from events.catalogue.partners import tour_partners
from events.catalogue.queries import StopRow, stop_rows
from events.catalogue.route_map import RouteMap, route_map
from events.catalogue.said import Said, said
from events.catalogue.sharing.cards import tour_card, tour_structured
from events.catalogue.stored import Edition, remembered
from events.catalogue.words import Phase, period
from events.models import Tour

_TO_COME = {Phase.UPCOMING, Phase.TODAY, Phase.POSTPONED, Phase.PLANNED}


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter of the list: its words, its address on this page, and whether it is on."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The list's filters; the regions only where there is a choice."""

    when: list[Choice]
    regions: list[Choice]
    region: str


@dataclass(frozen=True, slots=True)
class TourPage:
    """A tour's page."""

    tour: Tour
    head: Head
    structured: SafeString
    kicker: list[str]
    title: Said
    intro: Said
    map: RouteMap | None
    facts: SafeString
    filters: Filters | None
    lines: SafeString
    total: int
    to_come: bool
    says_few: bool
    partners: SafeString
    follow: Following


def tour_page(present: Edition, wanted: Mapping[str, str], now: datetime.datetime) -> TourPage:
    """The page of a public tour at `now`, its list narrowed by `when` and `region` in `wanted`.

    Six queries, or one: what does not depend on the reader is kept until the tour changes.
    """
    rows = stop_rows(present, now)
    tour = tour_in_full(present.pk)
    shown = _narrowed(rows, wanted)
    about: _About = remembered(f"tour-about:{get_language()}:{era(present, now)}", lambda: _about(tour))
    head = head_of("tour", [tour.slug], tour.intro or tour.title, tour_card(tour, present, now))
    return TourPage(
        tour=tour,
        head=head,
        structured=tour_structured(tour, head, about.partners, present, now),
        kicker=kicker_of(tour, rows),
        title=said(tour, "title"),
        intro=said(tour, "intro"),
        map=route_map(rows) if tour.kind == Tour.Kind.TOUR else None,
        facts=about.facts,
        filters=_filters(rows, wanted),
        lines=listed(shown),
        total=len(rows),
        to_come=any(row.phase in _TO_COME for row in rows),
        says_few=any(row.word.tone == "warn" and row.phase == Phase.UPCOMING for row in shown),
        partners=about.partners,
        follow=following(links.tour_calendar(tour.slug), tour.title),
    )


@dataclass(frozen=True, slots=True)
class _About:
    """What is told of the tour beside its stops."""

    facts: SafeString
    partners: SafeString


def _about(tour: Tour) -> _About:
    figures = [figure for contributed in tour_figures for figure in contributed(tour)]
    return _About(tour_facts(tour.pk, figures), tour_partners(tour.pk))


def kicker_of(tour: Tour, rows: list[StopRow]) -> list[str]:
    """The line above the title of a tour with these stops."""
    regions = {row.region_code for row in rows if row.region_code}
    return kicker(tour, len(rows), len(regions), sum(row.recorded for row in rows))


def kicker(tour: Tour, stops: int, regions: int, recorded: int = 0) -> list[str]:
    """The line above the title: its months, how many stops, in how many regions.

    Where some were `recorded` afterwards, the stops are those documented here: there may have been more.
    """
    parts = [period(tour)]
    if recorded:
        said = ngettext("%(count)d stop documented here", "%(count)d stops documented here", stops)
        parts.append(said % {"count": stops})
    elif stops:
        parts.append(ngettext("%(count)d stop", "%(count)d stops", stops) % {"count": stops})
    if regions > 1:
        parts.append(ngettext("%(count)d region", "%(count)d regions", regions) % {"count": regions})
    return parts


def _narrowed(rows: list[StopRow], wanted: Mapping[str, str]) -> list[StopRow]:
    region = _region(rows, wanted)
    if wanted.get("when") == "upcoming":
        rows = [row for row in rows if row.phase in _TO_COME]
    return [row for row in rows if row.region_code == region] if region else rows


def _region(rows: list[StopRow], wanted: Mapping[str, str]) -> str:
    """The code of the region asked for, "" if the tour has no stop there: a filter of nothing we have is none."""
    region = wanted.get("region", "")
    return region if any(row.region_code == region for row in rows) else ""


def _filters(rows: list[StopRow], wanted: Mapping[str, str]) -> Filters | None:
    """Filters where there is something to tell apart."""
    regions = dict(sorted({(row.region, row.region_code) for row in rows if row.region_code}))
    phases = {row.phase in _TO_COME for row in rows}
    upcoming, region = wanted.get("when") == "upcoming", _region(rows, wanted)
    if len(rows) < 6 and not (upcoming or region):
        return None
    when = [Choice(pgettext("stops", "All"), _address(region=region), not upcoming)]
    if len(phases) > 1 or upcoming:
        when.append(Choice(pgettext("stops", "To come"), _address(when="upcoming", region=region), upcoming))
    chosen = "upcoming" if upcoming else ""
    everywhere = Choice(_("All regions"), _address(when=chosen), not region)
    choices = [Choice(name, _address(when=chosen, region=code), code == region) for name, code in regions.items()]
    return Filters(
        when if len(when) > 1 else [],
        [everywhere, *choices] if len(choices) > 1 else [],
        next((name for name, code in regions.items() if code == region), ""),
    )


def _address(**wanted: str) -> str:
    """The page with these filters, at its list."""
    query = "&".join(f"{name}={value}" for name, value in wanted.items() if value)
    return f"?{query}#stops" if query else "?#stops"

"""Everything a tour's page shows, as it is read."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from events.calendars import links
from events.calendars.subscribing import Following, following
from events.catalogue.clock import era
from events.catalogue.facts import tour_facts
from events.catalogue.finding.facets import Chosen, Sifted, sift, values_of
from events.catalogue.finding.filters import Filters, filters_of
from events.catalogue.finding.windows import ALWAYS, stored_windows
from events.catalogue.head import Head, head_of
from events.catalogue.in_full import tour_in_full
from events.catalogue.listing import listed
from events.catalogue.panels import tour_figures
from events.catalogue.partners import tour_partners
from events.catalogue.queries import StopRow, next_first, stop_rows
from events.catalogue.route_map import RouteMap, route_map
from events.catalogue.said import Said, said
from events.catalogue.sharing.cards import tour_card, tour_structured
from events.catalogue.stored import Edition, StoredTheme, remembered, stored_themes
from events.catalogue.words import TO_COME, Phase, period
from events.models import Tour

_FEW = 6  # stops: that many are read sooner than filtered


@dataclass(frozen=True, slots=True)
class TourPage:
    """A tour's page. The list opens on what comes next (`lines`), before what is over (`past`), if there are both."""

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
    past: SafeString
    past_count: int
    total: int
    to_come: bool
    says_few: bool
    unknown: bool
    partners: SafeString
    follow: Following


def tour_page(present: Edition, wanted: Chosen, now: datetime.datetime) -> TourPage:
    """The page of a public tour at `now`, its list narrowed by the facets in `wanted` (see `finding`).

    Seven queries, or one: what does not depend on the reader is kept until the tour changes.
    """
    rows = stop_rows(present, now)
    tour = tour_in_full(present.pk)
    sifted = _sifted(present, rows, wanted, now)
    coming, past = (sifted.left, []) if "when" in sifted.chosen else next_first(sifted.left, now)
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
        filters=filters_of(sifted, kept={}, anchor="#stops") if len(rows) >= _FEW or sifted.chosen else None,
        lines=listed(coming),
        past=listed(past),
        past_count=len(past),
        total=len(rows),
        to_come=any(row.phase in TO_COME for row in rows),
        says_few=any(row.word.tone == "warn" and row.phase == Phase.UPCOMING for row in sifted.left),
        unknown=bool(sifted.unknown),
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


def _sifted(present: Edition, rows: list[StopRow], wanted: Chosen, now: datetime.datetime) -> Sifted[StopRow]:
    """`rows` narrowed by the facets in `wanted`. Two queries, or none, as with the stops."""
    themes: defaultdict[int, list[StoredTheme]] = defaultdict(list)
    for theme in stored_themes(present):
        themes[theme.stop].append(theme)
    windows = stored_windows(present)
    return sift(
        [
            (
                row,
                values_of(
                    row.stop,
                    Phase(row.phase),
                    row.availability,
                    windows.get(row.pk, ALWAYS).is_open(now),
                    tuple(themes[row.pk]),
                ),
            )
            for row in rows
        ],
        wanted,
    )

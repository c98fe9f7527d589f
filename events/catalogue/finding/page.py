"""Everything the search's page shows, as it is read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.catalogue.finding.entries import Carrier
from events.catalogue.finding.facets import NAMES, UPCOMING
from events.catalogue.finding.filters import Filters, filters_of
from events.catalogue.finding.reading import Reading, label, perhaps, read
from events.catalogue.finding.search import Finding, Found, Stops
from events.catalogue.finding.windows import held_back
from events.catalogue.head import Head, head_of
from events.catalogue.listing import FoundStop, Named
from events.catalogue.listing import found as lines_of
from events.catalogue.partners import in_full
from events.catalogue.queries import row_of
from events.catalogue.said import text_of
from events.models import Partnership, Territory, Tour
from tournee.texts.languages import active_language
from tournee.texts.typography import NO_BREAK, format_number

PER_PAGE = 25
ANCHOR = "#found"
ALWAYS = "all"  # in the address: an address that says nothing of the time asks for what is to come


@dataclass(frozen=True, slots=True)
class TownChoice:
    """A commune that may be meant: its name with a code, where it lies, and the address that asks for it."""

    label: str
    within: str
    url: str


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The search's page.

    `in_all` is how many stops there are before anything is asked. `instead` is the address that looks for the words
    where a commune was understood, and `instead_count` what it finds. `towns` are the communes to choose among, or,
    where nothing was found, those that may be meant.
    """

    head: Head
    reading: Reading
    in_all: int
    town: str
    page: Page[Found]
    lines: SafeString
    filters: Filters
    unknown: bool
    towns: list[TownChoice]
    instead: str
    instead_count: int
    earlier: str
    later: str
    says_few: bool


def found_page(wanted: Mapping[str, str], now: datetime.datetime) -> FoundPage:
    """The page that answers to `wanted` (q, page, and the facets). As many queries whatever there is; see `Stops`."""
    reading, stops = read(wanted.get("q", "")), Stops(now)
    words = [] if reading.town else reading.words
    finding = _found(stops, words, reading.town, wanted)
    page = Paginator(finding.found, PER_PAGE).get_page(wanted.get("page"))
    kept = {"q": reading.text} if reading.text else {}
    rows = _rows([] if reading.nothing else list(page), finding.tours, words, now)
    filters = filters_of(finding.sifted, kept=kept, anchor=ANCHOR, always=ALWAYS)
    return FoundPage(
        head=head_of("find_stops", [], _("Find a stop of an innovation tour near you, by town, postal code or word.")),
        reading=reading,
        in_all=len(stops),
        town=_named(reading.town),
        page=page,
        lines=lines_of(rows),
        filters=filters,
        unknown=bool(finding.sifted.unknown),
        towns=_towns(reading.others if reading.others or finding.found else perhaps(reading)),
        instead=_asking(reading.quoted) if reading.town else "",
        instead_count=len(stops.holding(reading.words)) if reading.town else 0,
        earlier=_at(filters, page.previous_page_number()) if page.has_previous() else "",
        later=_at(filters, page.next_page_number()) if page.has_next() else "",
        says_few=any(one.row.word.tone == "warn" and one.row.phase == "upcoming" for one in rows),
    )


def _found(stops: Stops, words: Sequence[str], near: Territory | None, wanted: Mapping[str, str]) -> Finding:
    """What is to come, unless the address asks for another time, or for any; any too where nothing is to come."""
    chosen = {name: wanted.get(name, "") for name in NAMES}
    if chosen["when"] == ALWAYS:
        chosen["when"] = ""
    elif not chosen["when"]:
        coming = stops.find(words=words, near=near, wanted={**chosen, "when": UPCOMING.code})
        if coming.found:
            return coming
    return stops.find(words=words, near=near, wanted=chosen)


def _rows(
    found: Sequence[Found], tours: Mapping[int, Tour], words: Sequence[str], now: datetime.datetime
) -> list[FoundStop]:
    language = active_language()
    bases = {one.entry.tour: reverse("tour", args=[tours[one.entry.tour].slug]) for one in found}
    rows = []
    for one in found:
        entry, base = one.entry, bases[one.entry.tour]
        said = held_back(entry.stop, entry.phase, entry.window, now)
        row = row_of(entry.stop, entry.phase, entry.availability, base, language, instead=said)
        named = [_named_by(carrier) for carrier in entry.named_by(words)]
        rows.append(FoundStop(row, far(one.km), _tour(tours[entry.tour]), named))
    return rows


def _named_by(carrier: Carrier) -> Named:
    colon = pgettext("after a field's name", ":")
    role = f"{capfirst(Partnership.Role(carrier.role).label)}{colon}"
    name = in_full(text_of(carrier, "name"), carrier.acronym)
    return Named(role, name, reverse("organisation_page", args=[carrier.slug]))


def _tour(tour: Tour) -> str:
    return f"{tour.title} · {_('made-up tour')}" if tour.fictitious else tour.title


def far(km: float | None) -> str:
    """“about 12 km”, in whole kilometres; "" where it is not known."""
    if km is None:
        return ""
    if km < 1:
        return _("less than 1 km").replace("1 km", f"1{NO_BREAK}km")
    return _("about %(distance)s") % {"distance": f"{format_number(round(km))}{NO_BREAK}km"}


def _named(town: Territory | None) -> str:
    """“Albert (Somme)”; "" without a town."""
    if town is None:
        return ""
    return f"{town.name} ({town.parent.name})" if town.parent else town.name


def _towns(towns: Sequence[Territory]) -> list[TownChoice]:
    return [TownChoice(label(town), town.parent.name if town.parent else "", _asking(label(town))) for town in towns]


def _asking(text: str) -> str:
    """The address that asks for `text`."""
    return f"?{urlencode({'q': text})}"


def _at(filters: Filters, page: int) -> str:
    """The address of another page of the same list."""
    asked = {**filters.here, "page": str(page) if page > 1 else ""}
    return f"?{urlencode({name: value for name, value in asked.items() if value})}{ANCHOR}"

"""The feeds of a territory, an organisation and a theme: what an address names, and what is told of it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from events.calendars import links, scopes, wording
from events.calendars.entries import entries_of, programme_of
from events.calendars.feed import Feed
from events.models import Organisation, Stop, Territory, Theme, Tour
from tournee.texts.languages import active_language

# `region-2026-32`, `ti-2023-2027-ti-3206`: a vintage is a year or two; a scheme has no hyphen.
_TERRITORY = re.compile(r"(?P<scheme>[a-z_]+)-(?P<vintage>\d{4}(?:-\d{4})?)-(?P<code>[\w-]+)", re.ASCII)
_MOST_CHARACTERS = 40
_NEVER = datetime.datetime.fromtimestamp(0, datetime.UTC)  # when the feed of nothing changed


@dataclass(frozen=True, slots=True)
class Followed:
    """What a feed is about: its `name` as people know it, in the active language, and the address of the feed.

    `page` is where it is read of, once a public stop belongs to it.
    """

    name: str
    address: str
    page: str
    scope: scopes.Scope


def territory_named(territory: str) -> Territory:
    """The territory that `scheme-vintage-code` names; Http404 if none. One query."""
    found = _TERRITORY.fullmatch(territory) if len(territory) <= _MOST_CHARACTERS else None
    known = Territory.objects.filter(**found.groupdict()).first() if found else None
    if known is None:
        raise Http404
    return known


def organisation_named(organisation: str) -> Organisation:
    """The organisation at this slug, if a public page names it; Http404 if none. Three queries at most."""
    known = Organisation.objects.filter(slug=organisation).first()
    if known is None or not scopes.is_known_in_public(known):
        raise Http404
    return known


def theme_named(theme: str) -> Theme:
    """The theme at this slug; Http404 if none. One query."""
    known = Theme.objects.filter(slug=theme).first()
    if known is None:
        raise Http404
    return known


def followed(subject: Territory | Organisation | Theme) -> Followed:
    """How the feed of `subject` is called and addressed, and what it holds. No query."""
    if isinstance(subject, Territory):
        known = (subject.scheme, subject.vintage, subject.code)
        address, page = links.territory_calendar(*known), links.territory_page(*known)
        return Followed(subject.name, address, page, scopes.in_territory(subject))
    if isinstance(subject, Organisation):
        address, page = links.organisation_calendar(subject.slug), links.organisation_page(subject.slug)
        return Followed(subject.name, address, page, scopes.with_organisation(subject))
    address, page = links.theme_calendar(subject.slug), links.theme_page(subject.slug)
    return Followed(subject.label, address, page, scopes.on_theme(subject))


def state_of(about: Followed) -> str:
    """What tells the present state of all that the feed shows from any other: of its tours, their versions. One query.

    A stop that comes or goes changes its tour's version, or the tours themselves.
    """
    tours = Tour.objects.filter(pk__in=about.scope.stops().values("tour_id")).order_by("pk")
    return repr([about.name, *tours.values_list("pk", "slug", "public_version", "changed_at")])


def feed_of(about: Followed) -> Feed:
    """Everything dated of what is followed, of all public tours, in the active language. Five queries."""
    stops = list(about.scope.stops().select_related("tour").along_the_route())
    entries = entries_of(stops, programme_of(stops, among=about.scope.told()))
    changed = [*(entry.changed_at for entry in entries), *(stop.tour.changed_at for stop in stops)]
    return Feed(
        language=active_language(),
        name=_("Stops – %(name)s") % {"name": about.name},
        description=wording.about_followed(stops, "" if entries else _nothing(stops)),
        address=about.address,
        url=about.page if stops else links.home_page(),
        zone=stops[0].tour.time_zone if stops else "Europe/Paris",
        changed_at=max(changed, default=_NEVER),
        entries=entries,
        image=links.emblem(),
    )


def _nothing(stops: list[Stop]) -> str:
    """Why it holds no date."""
    return wording.nothing_dated(stops) if stops else wording.nothing_yet()

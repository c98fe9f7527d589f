"""Everything the page of an organisation, a territory or a theme shows, as it is read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.calendars.subscribing import Following, following
from events.catalogue.head import Card, Head, head_of
from events.catalogue.partners import Logo
from events.catalogue.places.stops import Group, Line, Roles, by_tour, day_of, lines_of, roles_of, told_at
from events.catalogue.places.structured import structured
from events.catalogue.places.subjects import Place, Subject, tours_of
from events.catalogue.said import Said, said
from events.catalogue.sharing.picture import picture_address
from events.catalogue.stored import version
from events.models import Organisation, Stop, Territory, Theme
from events.route import NARROW, route_scene
from tournee.drawing.svg import to_svg
from tournee.web.navigation import Link


@dataclass(frozen=True, slots=True)
class Carried:
    """A tour that an organisation carries as a whole, and as what."""

    title: Said
    url: str
    roles: str
    made_up: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Territories of one kind in which its stops are counted."""

    heading: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """The page. `made_up` says that all of it is, `mixed` that a part is, which its lines then tell."""

    head: Head
    structured: SafeString
    kicker: list[str]
    title: Said
    website: str
    logo: Logo | None
    around: list[Around]
    map: SafeString | None
    coming: list[Group]
    past: list[Group]
    says_region: bool
    carried: list[Carried]
    made_up: bool
    mixed: bool
    follow: Following | None


class _Made:
    """What the parts of one page share."""

    def __init__(self, place: Place, now: datetime.datetime) -> None:
        self.subject: Subject = place.subject
        self.about, self.now = place.about, now
        self.told = told_at(place.about.scope, now)
        self.tours = list(tours_of(place.subject, place.about))

    @cached_property
    def roles(self) -> Roles:
        return roles_of(self.subject, self.told) if isinstance(self.subject, Organisation) else Roles({}, {})

    @cached_property
    def lines(self) -> dict[int, Line]:
        return lines_of(self.told, self.roles.stops, self.now)


def place_page(place: Place, now: datetime.datetime) -> PlacePage:
    """The page at `now`: nine queries at most, however many stops, and what is contributed."""
    made, subject = _Made(place, now), place.subject
    name = _name(subject)
    head = head_of(*_address(subject), _description(subject, name), _card(made, name))
    past = sorted((told for told in made.told if told.stop.is_over(now)), key=day_of, reverse=True)
    coming = [told for told in made.told if not told.stop.is_over(now)]
    fictitious = {tour.fictitious for tour in made.tours}
    return PlacePage(
        head=head,
        structured=structured(subject, name, head, made.told),
        kicker=_kicker(made),
        title=name,
        website=subject.website if isinstance(subject, Organisation) else "",
        logo=_logo(subject, name),
        around=_around(subject, [told.stop.pk for told in made.told]),
        map=_map(made.lines.values()),
        coming=by_tour(coming, made.lines),
        past=by_tour(past, made.lines),
        says_region=not (isinstance(subject, Territory) and subject.scheme == Territory.Scheme.REGION),
        carried=_carried(made),
        made_up=fictitious == {True},
        mixed=len(fictitious) > 1,
        follow=following(made.about.address, made.about.name) if coming else None,
    )


def _name(subject: Subject) -> Said:
    if isinstance(subject, Territory):
        return Said(subject.name)
    return said(subject, "name" if isinstance(subject, Organisation) else "label")


def _address(subject: Subject) -> tuple[str, list[str]]:
    """The name of its page, and what its address says."""
    if isinstance(subject, Territory):
        return "territory_page", [subject.known_as]
    return ("organisation_page" if isinstance(subject, Organisation) else "theme_page"), [subject.slug]


def _description(subject: Subject, name: str) -> str:
    if isinstance(subject, Territory):
        return _("%(place)s: the stops of innovation tours there, to come and past.") % {"place": name}
    if isinstance(subject, Organisation):
        return _("%(organisation)s: its stops on innovation tours, and its part in each.") % {"organisation": name}
    return _("%(theme)s: the stops and sessions of innovation tours on this theme.") % {"theme": name}


def _card(made: _Made, name: str) -> Card:
    """How it is shared: with the route of its latest tour."""
    tour = made.tours[0]
    return Card(name, picture_address(version(tour), tour.slug), _("Map of the route"))


def _kicker(made: _Made) -> list[str]:
    """The line above the name: what it is, where, and how many stops it has."""
    subject, count = made.subject, len(made.told)
    parts: list[str] = []
    if isinstance(subject, Territory):
        parts.append(capfirst(str(subject.get_scheme_display())))
        if subject.scheme == Territory.Scheme.TI:
            parts.append(_years(subject))
    elif isinstance(subject, Organisation):
        parts.append(capfirst(str(subject.get_kind_display())))
        if subject.acronym and subject.acronym != subject.name:
            parts.append(subject.acronym)
        if subject.town:
            parts.append(subject.town.name)
    else:
        parts.append(_("Theme"))
    if count:
        parts.append(ngettext("%(count)d stop", "%(count)d stops", count) % {"count": count})
    return parts


def _logo(subject: Subject, name: str) -> Logo | None:
    logo = subject.logo if isinstance(subject, Organisation) else None
    return Logo(logo.url, logo.width, logo.height, name) if logo else None


def _map(lines: Iterable[Line]) -> SafeString | None:
    """Where its stops are. They belong to several routes, or to parts of one: no line joins them."""
    stops = [replace(line.row.on_route, recorded=True) for line in lines if line.row.on_route]
    if not stops:
        return None
    scene = route_scene(stops, width=NARROW, title=_("Where the stops are"), name_all=True)
    return to_svg(scene, id_prefix="places", css="position-map")


def _carried(made: _Made) -> list[Carried]:
    """The tours that it carries as a whole, the latest first."""
    return [
        Carried(said(tour, "title"), reverse("tour", args=[tour.slug]), made.roles.tours[tour.pk], tour.fictitious)
        for tour in made.tours
        if tour.pk in made.roles.tours
    ]


def _around(subject: Subject, stops: Sequence[int]) -> list[Around]:
    """The regions and the territoires d’industrie in which these stops are counted, beside the subject itself.

    Each has a page, because one of these stops lies there. One query, or none for a theme.
    """
    if isinstance(subject, Theme) or not stops:
        return []
    counted = Stop.objects.filter(pk__in=stops)
    there = Q(pk__in=counted.values("region")) | Q(pk__in=counted.values("territory"))
    if isinstance(subject, Territory):
        there &= ~Q(pk=subject.pk)
    found: dict[bool, list[Link]] = {True: [], False: []}
    for territory in Territory.objects.filter(there).order_by("search_key", "vintage"):
        industry = territory.scheme == Territory.Scheme.TI
        name = f"{territory.name} ({_years(territory)})" if industry else territory.name
        found[industry].append(Link(name, reverse("territory_page", args=[territory.known_as])))
    regions, industries = found[False], found[True]
    kinds = [
        Around(_("Region") if len(regions) == 1 else _("Regions"), regions),
        Around(_("Territoire d’industrie") if len(industries) == 1 else _("Territoires d’industrie"), industries),
    ]
    return [kind for kind in kinds if kind.links]


def _years(territory: Territory) -> str:
    return territory.vintage.replace("-", "–")

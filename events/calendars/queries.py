"""The feed of a tour and of a stop, and the tour or stop an address names; one stop or forty, the same queries."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404
from django.utils.translation import gettext as _

from events.calendars import links, wording
from events.calendars.entries import entries_of, programme_of
from events.calendars.feed import Feed
from events.models import Stop, Tour
from tournee.texts.languages import active_language


def public_tour(tour: str) -> Tour:
    """The public tour at this slug, or that was there once; Http404 if none. One query for a present slug."""
    tours = Tour.objects.exclude(state=Tour.State.DRAFT)
    found = tours.filter(slug=tour).first() or tours.filter(former_slugs__slug=tour).first()
    if found is None:
        raise Http404
    return found


def public_stop(tour: str, stop: str) -> Stop:
    """The public stop at these slugs, or that was there once, with its tour; Http404 if none. One query if present."""
    stops = Stop.objects.public().select_related("tour")
    found = stops.filter(tour__slug=tour, slug=stop).first()
    if found is None:
        stops = stops.filter(tour=public_tour(tour))
        found = stops.filter(slug=stop).first() or stops.filter(former_slugs__slug=stop).first()
    if found is None:
        raise Http404
    return found


def tour_feed(tour: Tour) -> Feed:
    """Everything dated of a public tour, in the active language. Five queries."""
    stops = list(Stop.objects.public().filter(tour=tour).along_the_route())
    for stop in stops:
        stop.tour = tour
    return _feed(tour, stops, tour.title, links.tour_calendar(tour.slug), links.tour_page(tour.slug))


def stop_feed(stop: Stop) -> Feed:
    """Everything dated of one public stop, in the active language. Four queries; `stop.tour` is at hand."""
    tour = stop.tour
    return _feed(
        tour,
        [stop],
        _("%(tour)s – %(place)s") % {"tour": tour.title, "place": stop.place},
        links.stop_calendar(tour.slug, stop.slug),
        links.stop_page(tour.slug, stop.slug),
    )


def _feed(tour: Tour, stops: Sequence[Stop], name: str, address: str, url: str) -> Feed:
    entries = entries_of(stops, programme_of(stops))
    return Feed(
        language=active_language(),
        name=name,
        description=wording.about_tour(tour, "" if entries else wording.nothing_dated(stops)),
        address=address,
        url=url,
        zone=tour.time_zone,
        changed_at=max([tour.changed_at, *(entry.changed_at for entry in entries)]),
        entries=entries,
        image=links.emblem(),
    )

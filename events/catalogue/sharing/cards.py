"""How a tour's and a stop's page are shared: their card and their structured data."""

from __future__ import annotations

import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.calendars import links
from events.catalogue.clock import era
from events.catalogue.head import Card, Head
from events.catalogue.partners import Section
from events.catalogue.programme import Programme
from events.catalogue.sharing.picture import picture_address
from events.catalogue.sharing.structured import Dates, StopTold, TourTold, Where, stop_data, tour_data
from events.catalogue.stored import Edition, stored_stops
from events.models import Stop, Tour
from tournee.texts.languages import active_language


def tour_card(tour: Tour, present: Edition, now: datetime.datetime) -> Card:
    """The card of a tour's page."""
    image = picture_address(era(present, now), tour.slug)
    return Card(tour.title, image, _("Map of the route"), links.tour_changes(tour.slug), changes_title(tour))


def stop_card(stop: Stop, title: str, present: Edition, now: datetime.datetime) -> Card:
    """The card of a stop's page; the feed is its tour's."""
    tour = stop.tour
    name = title if title == stop.place else _("%(place)s: %(subject)s") % {"place": stop.place, "subject": title}
    image = picture_address(era(present, now), tour.slug, stop.slug)
    return Card(name, image, _("Where it is"), links.tour_changes(tour.slug), changes_title(tour))


def changes_title(tour: Tour) -> str:
    """The title of the feed of a tour's changes."""
    return _("%(tour)s: what changes") % {"tour": tour.title}


def tour_structured(
    tour: Tour, head: Head, partners: SafeString, present: Edition, now: datetime.datetime
) -> SafeString:
    """The structured data of a tour's page."""
    told = TourTold(
        url=links.tour_page(tour.slug),
        name=tour.title,
        description=head.description,
        image=head.card.image if head.card else "",
        starts_on=tour.starts_on,
        ends_on=tour.ends_on,
        organisers=_organisers(partners),
        language=active_language(),
    )
    return tour_data(told, stored_stops(present), now)


def stop_structured(
    stop: Stop,
    head: Head,
    *,
    title: str,
    phase: str,
    region: str,
    planned: Programme,
    partners: SafeString,
    open_to_all: bool,
) -> SafeString:
    """The structured data of a stop's page; its seats are offered if they are for everybody, now (`open_to_all`)."""
    tour = stop.tour
    return stop_data(
        StopTold(
            url=links.stop_page(tour.slug, stop.slug),
            name=title,
            description=stop.summary or head.description,
            image=head.card.image if head.card else "",
            dates=Dates(phase, stop.starts_on, stop.ends_on, stop.previous_starts_on),
            where=Where(
                stop.venue, stop.address, stop.place, region, stop.time_zone, stop.latitude, stop.longitude
            ),
            seats=planned.seats,
            open_to_all=open_to_all,
            rows=planned.rows,
            organisers=_organisers(partners),
            tour=tour.title,
            tour_url=links.tour_page(tour.slug),
                language=active_language(),
        )
    )  # fmt: skip


def _organisers(partners: SafeString) -> tuple[tuple[str, str], ...]:
    return partners.organisers if isinstance(partners, Section) else ()

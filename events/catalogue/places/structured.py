"""Structured data (JSON-LD, schema.org) of an organisation, a territory or a theme, with its events in short."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from events.calendars import links
from events.catalogue.head import Head
from events.catalogue.places.stops import Told
from events.catalogue.places.subjects import Subject
from events.catalogue.sharing.structured import Fields, in_short, place_data
from events.models import Organisation, Territory
from tournee.texts.languages import active_language


def structured(subject: Subject, name: str, head: Head, told: Sequence[Told]) -> SafeString:
    """The `<script>` of its page: an `Organization`, an `AdministrativeArea`, or the list that is on a theme."""
    language = active_language()
    events = [in_short(one.stop, one.phase, links.tour_page(one.tour.slug), language) for one in told]
    page: Fields = {"@id": head.canonical, "url": head.canonical, "name": name, "description": head.description}
    if isinstance(subject, Organisation):
        return place_data({"@type": "Organization", **page, **_organisation(subject)}, "event", events)
    if isinstance(subject, Territory):
        return place_data({"@type": "AdministrativeArea", **page, **_position(subject)}, "event", events)
    return place_data({"@type": "ItemList", **page, "numberOfItems": len(events)}, "itemListElement", events)


def _organisation(organisation: Organisation) -> Fields:
    logo = organisation.logo
    known = {
        "alternateName": organisation.acronym,
        "sameAs": organisation.website,
        "logo": links.absolute(logo.url) if logo else "",
    }
    return {field: value for field, value in known.items() if value}


def _position(territory: Territory) -> Fields:
    if territory.latitude is None or territory.longitude is None:
        return {}
    at = {"latitude": territory.latitude, "longitude": territory.longitude}
    return {"geo": {"@type": "GeoCoordinates", **at}}

"""Ways from a stop's page to the visitor's own map. Nothing is asked of anybody before they are followed."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

from events.models import Stop, Territory

_MAPS = "https://www.openstreetmap.org/"


class Known(NamedTuple):
    """A territory as a page names it; `code` is what its own page's address says."""

    scheme: str
    name: str
    code: str


class Point(NamedTuple):
    """A place in degrees (WGS 84); `exact` unless it is only its commune's."""

    latitude: float
    longitude: float
    exact: bool


class Whereabouts(NamedTuple):
    """A `geo:` address (RFC 5870), which the device's own map opens, and the place on OpenStreetMap."""

    geo: str
    openstreetmap: str


def known(territory: Territory | None) -> Known | None:
    """What a page says of `territory`."""
    if territory is None:
        return None
    return Known(territory.scheme, territory.name, territory.known_as)


def point_of(stop: Stop) -> Point | None:
    """Where the stop, read in full, is; None where nobody has said."""
    if stop.latitude is None or stop.longitude is None:
        return None
    town = stop.town
    exact = town is None or (town.latitude, town.longitude) != (stop.latitude, stop.longitude)
    return Point(stop.latitude, stop.longitude, exact)


def whereabouts(point: Point, *, venue: str, address: str, place: str) -> Whereabouts:
    """The ways to a venue. Where only its commune's point is known it is looked for by its address instead."""
    latitude, longitude = f"{point.latitude:.5f}", f"{point.longitude:.5f}"
    at = f"{latitude},{longitude}"
    if not point.exact and (venue or address):
        wanted = f"{address or venue}, {place}"
        return Whereabouts(f"geo:{at}?{_query(q=wanted)}", f"{_MAPS}search?{_query(query=wanted)}")
    zoom = 17 if point.exact and venue else 13
    marked = _query(mlat=latitude, mlon=longitude)
    return Whereabouts(
        f"geo:{at}?{_query(q=f'{at}({venue or place})')}", f"{_MAPS}?{marked}#map={zoom}/{latitude}/{longitude}"
    )


def _query(**values: str) -> str:
    """With spaces as `%20`: not every map takes a plus for one."""
    return urlencode(values, quote_via=quote)

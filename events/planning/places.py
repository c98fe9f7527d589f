"""Where a stop is: what a commune tells of it."""

from __future__ import annotations

from typing import Any

from events.models import Territory, Tour
from events.reference.queries import Whereabouts, territories_of


def placed_in(town: Territory, tour: Tour, known: Whereabouts | None = None) -> dict[str, Any]:
    """The values a stop takes from its commune: point, region, and territoire d'industrie of the tour's vintage.

    What the commune lies in is read, two queries, unless it is `known`.
    """
    lies_in = known or territories_of(town, tour.territory_vintage)
    return {
        "town": town,
        "latitude": town.latitude,
        "longitude": town.longitude,
        "region": lies_in.region,
        "territory": lies_in.industry_territory,
    }


# Where clocks differ from the mainland's, by the beginning of the INSEE code.
_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


def zone_of(town: Territory | None, *, otherwise: str) -> str:
    """The time zone of a commune overseas; `otherwise` for any other place."""
    return _ZONES.get(town.code[:3], otherwise) if town else otherwise

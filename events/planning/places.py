"""Where a stop is: what a commune tells of it."""

from __future__ import annotations

from typing import Any

from events.models import Territory, Tour
from events.reference.queries import territories_of


def placed_in(town: Territory, tour: Tour) -> dict[str, Any]:
    """The values a stop takes from its commune: point, region, and territoire d'industrie of the tour's vintage."""
    lies_in = territories_of(town, tour.territory_vintage)
    return {
        "town": town,
        "latitude": town.latitude,
        "longitude": town.longitude,
        "region": lies_in.region,
        "territory": lies_in.industry_territory,
    }

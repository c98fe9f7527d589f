"""When stops take registrations, for the public lists of those that do."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from events.catalogue.finding.windows import Window
from events.models import Stop
from registrations.booking.terms.queries import terms_of
from registrations.models import Terms


def window_of(stop: Stop) -> Window:
    """The window of one stop; at most one query."""
    terms = terms_of(stop)
    return Window(terms.opens_at, terms.closes_at, not terms.with_code_only)


def windows(tours: Collection[int]) -> dict[int, Window]:
    """The windows of the stops of these tours (ids) that have one, or that ask for a code; one query."""
    limited = Q(opens_at__isnull=False) | Q(closes_at__isnull=False) | Q(with_code_only=True)
    rows = Terms.objects.filter(limited, stop__tour__in=tours)
    return {
        stop: Window(opens_at, closes_at, not with_code_only)
        for stop, opens_at, closes_at, with_code_only in rows.values_list(
            "stop_id", "opens_at", "closes_at", "with_code_only"
        )
    }

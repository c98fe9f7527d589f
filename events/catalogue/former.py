"""From an address that a tour or a stop had once to the one it has now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse


def moved(request: HttpRequest, **present: str) -> HttpResponsePermanentRedirect | None:
    """A 301 where the address names anything otherwise than in `present` (its slugs now); None where it is right."""
    match = request.resolver_match
    if match is None or match.kwargs.items() >= present.items():
        return None
    query = request.META.get("QUERY_STRING", "")
    address = reverse(match.view_name, kwargs={**match.kwargs, **present})
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

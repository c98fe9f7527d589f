"""The search's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.catalogue.finding.page import found_page
from tournee.web.access import anyone, opens_to


@opens_to(anyone)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The stops that answer to the address; what it asks and is not known narrows nothing, and the page says so."""
    found = found_page(request.GET.dict(), timezone.now())
    response = render(request, "events/catalogue/finding/page.html", {"page": found})
    if request.GET:
        response.headers["X-Robots-Tag"] = "noindex"  # as many addresses as one can think of, of the same stops
    return response

"""Suggestions for the field in which people name a commune."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from events.reference.queries import find_towns, town_label
from tournee.web.access import anyone, opens_to

SHORTEST = 2


@require_GET
@opens_to(anyone)
def town_options(request: HttpRequest) -> HttpResponse:
    """The options of a datalist for what is written in `?field=`'s own parameter; none under two characters."""
    text = request.GET.get(request.GET.get("field", "q"), "")[:120]
    towns = find_towns(text) if len(text) >= SHORTEST else []
    options = [(town_label(town), town) for town in towns]
    return render(request, "events/reference/town_options.html", {"options": options})

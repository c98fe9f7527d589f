"""The page of definitions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tournee.indicators.registry import indicators
from tournee.web.access import anyone, opens_to


@require_safe
@opens_to(anyone)
def page(request: HttpRequest) -> HttpResponse:
    """What every figure of this site counts, for whoever reads one."""
    return render(request, "tournee/indicators/page.html", {"indicators": list(indicators)})

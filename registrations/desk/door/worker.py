"""The service worker of the door: a script of its own address, below which (`/desk/`) it may answer for the network."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tournee.web.access import anyone, opens_to


@require_safe
@cache_control(no_cache=True)
@opens_to(anyone)
def worker(request: HttpRequest) -> HttpResponse:
    """The script, asked for anew at each opening of a door: it bears no hash in its address."""
    found = finders.find("desk/worker.js")
    if not isinstance(found, str):
        raise Http404
    return HttpResponse(Path(found).read_bytes(), content_type="text/javascript; charset=utf-8")

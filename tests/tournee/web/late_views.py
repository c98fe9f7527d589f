"""Views that the tests of late views ask for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from tournee.web.access import Access, administrator


def hello(request: HttpRequest, name: str = "") -> HttpResponse:
    return HttpResponse(name)


hello.access = Access(administrator, None)  # type: ignore[attr-defined]


@csrf_exempt
def exempt(request: HttpRequest) -> HttpResponse:
    return HttpResponse()

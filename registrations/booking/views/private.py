"""Pages that a signed link opens: kept nowhere, found by no search, told to nobody by a referrer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from registrations.booking.forms.changing import LinkForm
from registrations.booking.queries import Place

View = Callable[..., HttpResponseBase]


def unkept(view: View) -> View:
    """What the view answers stays in no cache, no search engine and no referrer."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["Referrer-Policy"] = "same-origin"  # the forms’ own protection needs to know where they come from
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def known_link(view: View) -> View:
    """The view for a link that opens something; for any other, a page that says what to do (404)."""

    @wraps(view)
    def answer(request: HttpRequest, place: Place | None) -> HttpResponseBase:
        return closed_link(request) if place is None else view(request, place)

    return unkept(answer)


def closed_link(request: HttpRequest) -> HttpResponse:
    """The page of a link that opens nothing: ask for it again."""
    return render(request, "registrations/booking/link_closed.html", {"form": LinkForm()}, status=404)

"""Pages that a signed link opens, and the page of a link that opens nothing."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from registrations import private
from registrations.booking.forms.changing import LinkForm
from registrations.booking.queries import Place
from tournee.web.access import View

# The forms’ own protection needs to know where they come from.
unkept = private.unkept(referrer="same-origin")


def known_link(view: View) -> View:
    """The view for a link that opens something; for any other, a page that says what to do (404)."""

    @wraps(view)
    def answer(request: HttpRequest, place: Place | None) -> HttpResponseBase:
        return closed_link(request) if place is None else view(request, place)

    return unkept(answer)


def closed_link(request: HttpRequest) -> HttpResponse:
    """The page of a link that opens nothing: ask for it again."""
    return render(request, "registrations/booking/link_closed.html", {"form": LinkForm()}, status=404)

"""Pages that report: who Monday's letter will go to, and the steering committee's page."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Tour
from events.planning.attention.clock import today_of
from events.planning.attention.letters.gathering import letters_of
from events.planning.attention.letters.settings import is_on
from events.planning.attention.steering import steering_document
from events.planning.queries import tour_at
from events.planning.views.pages import crumbs_to
from events.team.rules import edits_tour, reads_tour
from tournee.texts.languages import active_language
from tournee.web.access import opens_to
from tournee.web.downloads import file_response


@require_safe
@opens_to(edits_tour, of=tour_at)
def monday(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Who would receive what, were it Monday today."""
    today = today_of(tour)
    title = _("Monday’s letter")
    open_tour = tour.state != Tour.State.ARCHIVED
    context = {
        "tour": tour, "context_tour": tour, "title": title, "on": is_on(tour), "open": open_tour,
        "next": today + datetime.timedelta(days=-today.weekday() % 7),
        "letters": letters_of(tour, today) if open_tour else [],
        "crumbs": crumbs_to(request, tour, title),
    }  # fmt: skip
    return render(request, "events/planning/attention/monday.html", context)


@require_safe
@opens_to(reads_tour, of=tour_at)
def steering(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The steering committee's page, to read on a screen or to print."""
    from tournee.documents import html  # lazily: few pages show a document

    document = steering_document(tour, active_language())
    context = {
        "tour": tour, "context_tour": tour, "title": document.title, "document": html.render(document),
        "crumbs": crumbs_to(request, tour, document.title),
    }  # fmt: skip
    return render(request, "events/planning/attention/steering.html", context)


@require_safe
@opens_to(reads_tour, of=tour_at)
def steering_pdf(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The same as a PDF."""
    from tournee.documents import pdf  # lazily: it loads reportlab

    name = f"{tour.slug}-{_('steering')}-{today_of(tour):%Y-%m-%d}.pdf"
    return file_response(pdf.render(steering_document(tour, active_language())), name, "application/pdf")

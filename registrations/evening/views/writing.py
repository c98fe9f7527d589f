"""The page of a stop in the workspace, and the form it is written with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.proposals.notices import deciding_for
from events.planning.queries import stop_at
from events.planning.rules import is_open
from events.planning.views.pages import closed, crumbs_to, planning_form, sent
from registrations.evening import operations, queries
from registrations.evening.forms import EveningForm
from registrations.evening.links import address_of
from registrations.evening.points import points_of
from registrations.evening.rules import approves_evening, shows_slides, writes_evening
from registrations.evening.warnings import before_it_goes
from registrations.evening.words import came_in_words, withheld_in_words
from registrations.models import EveningPage
from tournee.history.operations import StaleVersion
from tournee.texts.translated import language_shown
from tournee.web.access import opens_to, signed_in_user


@require_safe
@opens_to(writes_evening, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """What the page says so far, what was heard, and what to do next."""
    found = queries.page_of(stop)
    context = {
        "stop": stop,
        "page": found,
        **_said(found),
        **_what_to_do(request, found),
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Evening page")),
        "context_tour": stop.tour,
    }
    return render(request, "registrations/evening/page.html", context)


def _said(page: EveningPage) -> dict[str, Any]:
    """What stands on the page, and what was heard that may be taken up."""
    figures = page.figures or queries.figures_of(page.stop)
    return {
        "points": points_of(page),
        "next_language": language_shown(page, "next"),
        "came": came_in_words(figures),
        "withheld": withheld_in_words(figures),
        "heard": [] if page.approved_at else queries.heard_at(page.stop),
    }


def _what_to_do(request: HttpRequest, page: EveningPage) -> dict[str, Any]:
    """Which step is this person's, and what to know before it."""
    stop, approved = page.stop, page.approved_at is not None
    open_, over = is_open.test(request.user, stop), queries.day_has_come(stop)
    approves = open_ and approves_evening.test(request.user, stop)
    return {
        "over": over,
        "edits": open_ and over and not approved,
        "approves": approves,
        "asks": open_ and not approves,
        "shows_slides": shows_slides.test(request.user, stop),
        "warnings": before_it_goes(page) if page.pk and not approved else [],
        "written_to": queries.written_to(stop) if approved else 0,
        "left": len(queries.readers_left(page)) if approved and approves else 0,
    }


@require_http_methods(["GET", "POST"])
@opens_to(writes_evening, of=stop_at)
def edit(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form, made for a telephone in the corridor."""
    found, title = queries.page_of(stop), _("Write the evening page")
    if why := _closed_to_changes(request, found):
        return closed(request, stop, title, why=why, back_url=address_of(stop))
    form = EveningForm(*sent(request), instance=found)
    return planning_form(
        request, form, lambda: _save(request, form, stop),
        subject=stop, title=title, done_url=address_of(stop), back_url=address_of(stop),
        template="registrations/evening/form.html",
        intro=_("Dictate with the microphone of your keyboard. Everything can be changed until it is approved."),
    )  # fmt: skip


def _save(request: HttpRequest, form: EveningForm, stop: Stop) -> EveningPage:
    actor, version = signed_in_user(request), form.expected_version or 1
    try:
        return operations.write_page(stop, form.values, expected_version=version, actor=actor)
    except StaleVersion as error:
        raise form.by_field(error) from error


def _closed_to_changes(request: HttpRequest, page: EveningPage) -> str:
    """Why the page cannot be written now, and whom to ask; "" where it can."""
    stop = page.stop
    if not queries.day_has_come(stop):
        return _("The stop is still to come: its page is written that day.")
    if page.approved_at is None:
        return ""
    if approves_evening.test(request.user, stop):
        return _("This page is approved. Take the approval back to change it.")
    who = str(page.approved_by or next(iter(deciding_for(stop)), stop.tour))
    if stop.tour.contact_email:
        said = _("This page is approved. To have it corrected, ask %(who)s (%(address)s) to take the approval back.")
        return said % {"who": who, "address": stop.tour.contact_email}
    return _("This page is approved. To have it corrected, ask %(who)s to take the approval back.") % {"who": who}

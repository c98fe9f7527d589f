"""The evening page in the workspace, and what everybody reads of it."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop, Tour
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at, tour_at
from events.planning.rules import is_open
from events.planning.views.pages import crumbs_to, planning_form, planning_step, sent
from registrations.evening import operations, queries
from registrations.evening.document import evening_document, slides
from registrations.evening.forms import EveningForm
from registrations.evening.letters import letter_in
from registrations.evening.rules import approves_evening, shows_slides, writes_evening
from registrations.models import EveningPage
from tournee.documents import pdf
from tournee.documents.document import Document
from tournee.history.operations import StaleVersion
from tournee.texts.languages import active_language
from tournee.texts.typography import format_number
from tournee.web.access import anyone, opens_to, signed_in_user


def address_of(stop: Stop) -> str:
    """Where the stop's page is written."""
    return reverse("evening", args=[stop.tour.slug, stop.slug])


def kept_at(tour: str, stop: str) -> EveningPage:
    """The kept page of the stop at that address. Raises Http404."""
    found = queries.page_of(stop_at(tour, stop))
    if found.pk is None:
        raise Http404
    return found


@require_safe
@opens_to(writes_evening, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """What the page says so far, what was heard, and what to do next."""
    found = queries.page_of(stop)
    open_ = is_open.test(request.user, stop)
    context: dict[str, Any] = {
        "stop": stop,
        "page": found,
        "points": queries.lines_of(found.points),
        "figures": found.figures or queries.figures_of(stop),
        "heard": [] if found.approved_at else queries.heard_at(stop),
        "over": queries.day_has_come(stop),
        "edits": open_ and found.approved_at is None and queries.day_has_come(stop),
        "approves": open_ and approves_evening.test(request.user, stop),
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Evening page")),
        "context_tour": stop.tour,
    }
    return render(request, "registrations/evening/page.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(writes_evening, of=stop_at)
def edit(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form, made for a telephone in the corridor."""
    form, actor = EveningForm(*sent(request), instance=queries.page_of(stop)), signed_in_user(request)

    def save() -> EveningPage:
        try:
            return operations.write_page(stop, form.values, expected_version=form.expected_version or 1, actor=actor)
        except StaleVersion as error:
            raise form.by_field(error) from error

    return planning_form(
        request, form, save, subject=stop, title=_("Write the evening page"), done_url=address_of(stop),
        back_url=address_of(stop), submit_label=_("Keep"),
        intro=_("Dictate with the microphone of your keyboard. Everything can be changed until it is approved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(approves_evening, of=kept_at)
def approve(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """How many will read it, and the letter itself; then it goes."""
    actor, stop = signed_in_user(request), page.stop
    again = page.sent_at is not None
    readers = [] if again else queries.readers_at(stop)
    count = len(readers)
    told = ngettext(
        "You are about to write to %(count)s person who came.", "You are about to write to %(count)s people who came.",
        count,
    ) % {"count": format_number(count)}  # fmt: skip
    if again:
        told = _("It is public again. Nobody is written to: everybody who came received it already.")
    return planning_step(
        request,
        stop,
        lambda: operations.approve_page(page, actor=actor),
        template="registrations/evening/approve.html",
        extra={
            "letters": [(language, letter_in(page, language)) for language in sorted({one.language for one in readers})]
        },
        title=_("Approve the evening page?"),
        text=told,
        confirm_label=_("Approve it") if again or not count else _("Approve and send it"),
        done=_("The evening page is approved."),
        done_url=address_of(stop),
        back_url=address_of(stop),
    )


@require_http_methods(["GET", "POST"])
@opens_to(approves_evening, of=kept_at)
def take_back(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """Ask, then take the approval back."""
    actor, stop = signed_in_user(request), page.stop
    return planning_step(
        request,
        stop,
        lambda: operations.take_back(page, actor=actor),
        title=_("Take the approval back?"),
        text=_("The page is no longer public, and can be corrected. What was sent by e-mail stays as it is."),
        confirm_label=_("Take the approval back"),
        done=_("The evening page can be corrected."),
        done_url=address_of(stop),
        back_url=address_of(stop),
        dangerous=True,
    )


@require_safe
@opens_to(writes_evening, of=kept_at)
def draft(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """The page as it would be printed now."""
    page.figures = page.figures or queries.figures_of(page.stop)
    return _pdf(evening_document(page, active_language()), _named(page.stop))


@require_safe
@opens_to(anyone, of=queries.approved_at)
def public(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """The approved page, laid out once for all who read it: it stays until something that it shows changes."""
    shown = f"evening-{page.pk}-{page.version}-{page.stop.tour.public_version}-{active_language()}"
    etag = f'"{shown}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    content: bytes | None = cache.get(shown)
    if content is None:
        content = pdf.render(evening_document(page, active_language()))
        cache.set(shown, content)
    response = _file(content, _named(page.stop))
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
@opens_to(shows_slides, of=tour_at)
def closing(request: HttpRequest, tour: Tour) -> HttpResponse:
    """All approved pages as the slides of the closing night."""
    return _pdf(slides(tour, queries.approved_of(tour), active_language()), f"{_('slides')}-{tour.slug}.pdf")


def _named(stop: Stop) -> str:
    return f"{_('evening-page')}-{stop.slug}.pdf"


def _pdf(document: Document, name: str) -> HttpResponse:
    return _file(pdf.render(document), name)


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=False, filename=name) or ""}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

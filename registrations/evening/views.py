"""The evening page in the workspace, and what everybody reads of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from events.planning.proposals.notices import deciding_for
from events.planning.queries import stop_at, tour_at
from events.planning.rules import is_open
from events.planning.views.pages import closed, crumbs_to, planning_form, planning_step, sent
from registrations.evening import operations, queries
from registrations.evening.document import evening_document, slides
from registrations.evening.forms import EveningForm
from registrations.evening.letters import letter_in
from registrations.evening.rules import approves_evening, asks_for_approval, shows_slides, writes_evening
from registrations.evening.warnings import before_it_goes, withheld_in_words
from registrations.models import EveningPage
from registrations.writing.audience import Reader
from tournee.documents import pdf
from tournee.documents.document import Document
from tournee.history.operations import StaleVersion
from tournee.texts.languages import active_language
from tournee.texts.translated import language_shown
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
    open_, figures = is_open.test(request.user, stop), found.figures or queries.figures_of(stop)
    approves = open_ and approves_evening.test(request.user, stop)
    context: dict[str, Any] = {
        "stop": stop,
        "page": found,
        "points": queries.lines_of(found.points),
        "points_language": language_shown(found, "points"),
        "next_language": language_shown(found, "next"),
        "figures": figures,
        "withheld": withheld_in_words(figures),
        "warnings": before_it_goes(found) if found.pk and not found.approved_at else [],
        "asked": queries.asked_for([found]).get(found.pk),
        "written_to": queries.written_to(stop) if found.approved_at else 0,
        "left": len(queries.readers_left(found)) if found.approved_at and approves else 0,
        "heard": [] if found.approved_at else queries.heard_at(stop),
        "over": queries.day_has_come(stop),
        "edits": open_ and found.approved_at is None and queries.day_has_come(stop),
        "approves": approves,
        "asks": open_ and not approves,
        "shows_slides": shows_slides.test(request.user, stop),
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Evening page")),
        "context_tour": stop.tour,
    }
    return render(request, "registrations/evening/page.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(writes_evening, of=stop_at)
def edit(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form, made for a telephone in the corridor."""
    found, actor, title = queries.page_of(stop), signed_in_user(request), _("Write the evening page")
    if why := _closed_to_changes(request, found):
        return closed(request, stop, title, why=why, back_url=address_of(stop))
    form = EveningForm(*sent(request), instance=found)

    def save() -> EveningPage:
        try:
            return operations.write_page(stop, form.values, expected_version=form.expected_version or 1, actor=actor)
        except StaleVersion as error:
            raise form.by_field(error) from error

    return planning_form(
        request, form, save, subject=stop, title=title, done_url=address_of(stop), back_url=address_of(stop),
        template="registrations/evening/form.html",
        intro=_("Dictate with the microphone of your keyboard. Everything can be changed until it is approved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(approves_evening, of=kept_at)
def approve(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """How many will read it, and the letter itself; then it goes."""
    readers = queries.readers_left(page)
    told = _about_to_write(len(readers))
    if not readers:
        told = _("Nobody is left to write to: whoever came and left an address has had it.")
        if page.sent_at is None:
            told = _("Nobody is written to: nobody who came left an address.")
    return _sending(
        request,
        page,
        operations.approve_page,
        readers,
        warnings=before_it_goes(page),
        title=_("Approve the evening page?"),
        text=told,
        confirm_label=_("Approve and send it") if readers else _("Approve it"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(approves_evening, of=kept_at)
def send(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """Whoever was noted at the door since it was approved, and the letter; then it goes to them."""
    readers, title = queries.readers_left(page) if page.approved_at else [], _("Send it to those who have not had it?")
    if not readers:
        why = _("Nobody is left to write to: whoever came and left an address has had it.")
        if page.approved_at is None:
            why = _("This page is not approved.")
        return closed(request, page.stop, title, why=why, back_url=address_of(page.stop))
    return _sending(
        request,
        page,
        operations.send_to_the_rest,
        readers,
        title=title,
        text=_about_to_write(len(readers)),
        confirm_label=_("Send it"),
    )


def _about_to_write(count: int) -> str:
    return ngettext(
        "You are about to write to %(count)s person who came.", "You are about to write to %(count)s people who came.",
        count,
    ) % {"count": format_number(count)}  # fmt: skip


def _sending(
    request: HttpRequest,
    page: EveningPage,
    operation: Callable[..., int],
    readers: Sequence[Reader],
    *,
    warnings: Sequence[str] = (),
    **said: Any,
) -> HttpResponse:
    """A step after which letters go to `readers`: the letter in each of their languages, then how many went."""
    actor, written = signed_in_user(request), 0
    languages = sorted({one.language for one in readers})

    def take() -> None:
        nonlocal written
        written = operation(page, actor=actor)

    def done() -> str:
        if not written:
            return _("The evening page is approved.")
        return ngettext(
            "The evening page goes to %(count)s person.", "The evening page goes to %(count)s people.", written
        ) % {"count": format_number(written)}

    return planning_step(
        request,
        page.stop,
        take,
        template="registrations/evening/approve.html",
        extra={
            "letters": [(language, letter_in(page, language)) for language in languages],
            "warnings": warnings,
        },
        done=done,
        done_url=address_of(page.stop),
        back_url=address_of(page.stop),
        **said,
    )


@require_http_methods(["GET", "POST"])
@opens_to(asks_for_approval, of=kept_at)
def ask(request: HttpRequest, page: EveningPage) -> HttpResponse:
    """Who is told that the page waits; then they are."""
    actor, stop = signed_in_user(request), page.stop
    names = ", ".join(str(one) for one in deciding_for(stop)) or str(stop.tour)
    return planning_step(
        request,
        stop,
        lambda: operations.ask_for_approval(page, actor=actor),
        title=_("Ask for approval?"),
        text=_("An e-mail tells %(who)s that the page is ready. You can go on correcting it until it is approved.")
        % {"who": names},
        confirm_label=_("Ask for approval"),
        done=_("The team is told. Once the page is approved, everybody who came receives it."),
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


def _named(stop: Stop) -> str:
    return f"{_('evening-page')}-{stop.slug}.pdf"


def _pdf(document: Document, name: str) -> HttpResponse:
    return _file(pdf.render(document), name)


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=False, filename=name) or ""}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

"""A tour's own words of the notices that registrations send."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Tour
from events.planning.queries import tour_at
from events.planning.rules import is_open
from events.planning.views.pages import closed, crumbs_to, planning_step
from events.team.rules import edits_tour
from registrations.writing import operations
from registrations.writing.forms import NoticeForm
from registrations.writing.languages import keep_our_words, registered_in
from registrations.writing.queries import Notice, notice_at, notices_of, written_in
from registrations.writing.showing import letter_of_notice, our_words
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import posted, submit
from tournee.web.navigation import Link

PREVIEW = "preview"


@require_safe
@opens_to(edits_tour, of=tour_at)
def notices(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Every notice in each language: ours, or the tour's own."""
    shown = notices_of(tour)
    one_sided = [[one.language for one in each if one.text] for _moment, each in shown]
    counts = registered_in(tour) if any(len(own) == 1 for own in one_sided) else {}
    context = {
        "tour": tour,
        "context_tour": tour,
        "notices": shown,
        "unwritten": dict.fromkeys(said for own in one_sided for said in keep_our_words(counts, own)),
        "crumbs": _crumbs(request, tour, _("Words of notices")),
    }
    return render(request, "registrations/writing/notices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=notice_at)
def notice(request: HttpRequest, notice: Notice) -> HttpResponse:
    """The tour's own words of one notice, beside the whole message as somebody reads it."""
    title = _("Notice: %(notice)s (%(language)s)") % {"notice": notice.moment.label, "language": notice.in_language}
    if not is_open.test(request.user, notice.tour):
        return closed(request, notice.tour, title)
    ours = our_words(notice.moment, notice.language)
    own = notice.text
    initial: dict[str, Any] = {
        "subject": own.subject if own else "", "text": own.text if own else "",
        "version": own.version if own else None,
    }  # fmt: skip
    form = NoticeForm(posted(request), language=notice.language, initial=initial)
    previews = form.is_bound and PREVIEW in request.POST
    if form.is_bound and not previews and submit(form, lambda: _save(request, notice, form)):
        messages.success(request, _("Your words are kept: the next notice has them."))
        return redirect("notice_texts", notice.tour.slug)
    own_in = written_in(notice) | {notice.language}
    context = {
        "unwritten": keep_our_words(registered_in(notice.tour), own_in),
        "notice": notice, "form": form, "title": title, "context_tour": notice.tour, "ours": ours,
        "letter": letter_of_notice(notice, form.cleaned_data) if previews and form.is_valid() else None,
        "crumbs": _crumbs(request, notice.tour, title, Link(_("Words of notices"), _list_of(notice.tour))),
        "back_url": _list_of(notice.tour),
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "registrations/writing/notice.html", context, status=status)


def _save(request: HttpRequest, notice: Notice, form: NoticeForm) -> None:
    version = form.expected_version
    operations.save_notice_text(
        notice.tour, notice.moment, notice.language, form.cleaned_data, expected_version=version,
        actor=signed_in_user(request),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=notice_at)
def reset(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Ask, then go back to our words."""

    def take() -> None:
        if notice.text is not None:
            operations.reset_notice_text(notice.text, actor=signed_in_user(request))

    return planning_step(
        request, notice.tour, take,
        title=_("Go back to our words?"),
        text=_("Yours are removed from “%(notice)s” in %(language)s. The next notice has ours again.")
        % {"notice": notice.moment.label, "language": notice.in_language},
        confirm_label=_("Go back to our words"),
        back_url=_list_of(notice.tour),
        done=_("The next notice has our words."),
    )  # fmt: skip


def _list_of(tour: Tour) -> str:
    return reverse("notice_texts", args=[tour.slug])


def _crumbs(request: HttpRequest, tour: Tour, here: str, *between: Link) -> list[Link]:
    way = [*crumbs_to(request, tour), Link(_("Messages"), reverse("tour_messages", args=[tour.slug]))]
    return [*way, *between, Link(here, "")]

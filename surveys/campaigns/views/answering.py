"""One's own questionnaire, by a signed link: a page at a time, each saved before the next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registrations.inviting.private import by_link
from surveys.campaigns import links
from surveys.campaigns.closings import closing_page, unknown_link
from surveys.campaigns.moments import stop_of_campaign, zone_of
from surveys.campaigns.operations import opt_out, save_page
from surveys.campaigns.paper import Paper, answers_on, lay_out, rows_without_faults
from surveys.models import Recipient, Response
from tournee.questions.content import read
from tournee.questions.rendering import QuestionsForm
from tournee.texts.typography import format_date
from tournee.web.access import anyone, opens_to
from tournee.web.forms import refusals, submit

ANSWER = "surveys/campaigns/answer.html"


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(anyone, of=links.recipient_of)
def my_questionnaire(request: HttpRequest, recipient: Recipient | None) -> HttpResponse:
    """The page to answer next, or the one asked for; once all is said, what becomes of it."""
    version = recipient.campaign.version_asked if recipient else None
    if recipient is None or version is None:
        return unknown_link(request)
    response = getattr(recipient, "response", None)
    if request.method != "POST" and (closed := closing_page(request, recipient, response)):
        return closed
    wanted = request.GET.get("page", "")
    paper = lay_out(read(version.content), wanted, saved=response.page if response else 0)
    if request.method != "POST":
        return _shown(request, recipient, paper, paper.form(answers=answers_on(paper, response)))
    if str(paper.number) != (wanted or "1"):
        return redirect(_page(recipient, paper.number))  # sent from a page that cannot be reached yet
    return _sent(request, recipient, paper)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(anyone, of=links.recipient_of)
def no_reminder(request: HttpRequest, recipient: Recipient | None) -> HttpResponse:
    """One button: no reminder of this questionnaire. Answering stays possible."""
    if recipient is None:
        return unknown_link(request)
    if request.method == "POST":
        opt_out(recipient)
        return redirect(request.path)
    context = {
        "campaign": recipient.campaign,
        "stop": stop_of_campaign(recipient.campaign),
        "recipient": recipient,
        "back_url": _page(recipient),
    }
    return render(request, "surveys/campaigns/no_reminder.html", context)


def _sent(request: HttpRequest, recipient: Recipient, paper: Paper) -> HttpResponse:
    """Keep the page and lead on; where something is wrong with it, show it again with all that was typed."""
    form = paper.form(request.POST)
    leaving = _left_for(request.POST.get("go", ""), recipient, paper)
    if leaving:
        rows = rows_without_faults(form)
        with refusals(form):
            save_page(recipient, 0, rows, language=paper.language)
            return redirect(leaving)
    elif submit(form, lambda: _save(recipient, paper, form)):
        return redirect(_page(recipient, 0 if paper.is_last else paper.number + 1))
    if form.has_error("__all__", "submitted"):
        return redirect(_page(recipient))  # sent twice, or from another window: it is said once
    return _shown(request, recipient, paper, form)


def _save(recipient: Recipient, paper: Paper, form: QuestionsForm) -> Response:
    return save_page(recipient, paper.number, form.rows, language=paper.language, last=paper.is_last)


def _left_for(go: str, recipient: Recipient, paper: Paper) -> str:
    """Where the page is left for without being finished: the page before, or the same in the other language."""
    if go == "back" and paper.number > 1:
        return _page(recipient, paper.number - 1)
    if go == "language" and paper.other_language:
        with translation.override(paper.other_language):
            return _page(recipient, paper.number)
    return ""


def _page(recipient: Recipient, number: int = 0) -> str:
    address = reverse("my_questionnaire", args=[links.token_of(recipient)])
    return f"{address}?page={number}" if number else address


def _shown(request: HttpRequest, recipient: Recipient, paper: Paper, form: QuestionsForm) -> HttpResponse:
    campaign = recipient.campaign
    reminds = campaign.reminds_at and campaign.reminds_at > timezone.now() and not recipient.opted_out_at
    stop = stop_of_campaign(campaign)
    context = {
        "campaign": campaign,
        "stop": stop,
        "paper": paper,
        "form": form,
        "closes_on": format_date(campaign.closes_at, zone=zone_of(stop)),
        "progress": _("Page %(number)s of %(total)s") % {"number": paper.number, "total": paper.total},
        "no_reminder_url": reverse("no_reminder", args=[links.token_of(recipient)]) if reminds else "",
        "preview_of": None,
    }
    return render(request, ANSWER, context, status=422 if form.errors else 200)

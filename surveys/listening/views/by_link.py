"""Noting what is said at one session, by a signed link: no account, no cookie, no JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.planning.guide.queries import prompts_of
from registrations.inviting.private import by_link
from surveys.listening import links
from surveys.listening.forms import CorrectionForm, NoteForm
from surveys.listening.operations import edit_passage, withdraw_passage
from surveys.listening.queries import Noting, notes_through, noting_at
from surveys.listening.views.around import keep_note
from surveys.models import Passage
from tournee.texts.languages import active_language
from tournee.web.access import anyone, opens_to
from tournee.web.forms import posted, submit

Page = Callable[[HttpRequest, Noting], HttpResponse]


def while_open(view: Page) -> Callable[[HttpRequest, Noting | None], HttpResponse]:
    """The view for a link that is open; for any other a page that says why not, with what had been typed."""

    @wraps(view)
    def answer(request: HttpRequest, noting: Noting | None) -> HttpResponse:
        if noting is not None and links.is_open(noting.link, timezone.now()):
            return view(request, noting)
        link = noting.link if noting else None
        context = {
            "link": link,
            "revoked": link is not None and link.revoked_at is not None,
            "typed": request.POST.get("text", ""),
            "typed_voice": request.POST.get("voice", ""),
        }
        return render(request, "surveys/listening/closed.html", context, status=410 if link else 404)

    return answer


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(anyone, of=noting_at)
@while_open
def session_notes(request: HttpRequest, noting: Noting) -> HttpResponse:
    """One large field, and below it what was noted by this link."""
    link, session = noting.link, noting.link.session
    form = NoteForm(posted(request), initial={"language": active_language()})
    if form.is_bound and submit(form, lambda: keep_note(form, session, link=link)):
        return redirect(f"{links.page_of(link)}?done=noted")
    said = {"noted": _("It is noted. Thank you."), "changed": _("Your correction is kept.")}
    said["withdrawn"] = _("The note is withdrawn.")
    notes = [(note, _at(link, "edit", note), _at(link, "withdraw", note)) for note in notes_through(link)]
    context = {
        **_around(noting), "form": form, "notes": notes, "done": said.get(request.GET.get("done", ""), ""),
        "prompts": list(prompts_of(session.stop.tour)),
    }  # fmt: skip
    return render(request, "surveys/listening/session_notes.html", context, status=422 if form.errors else 200)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(anyone, of=noting_at)
@while_open
def edit(request: HttpRequest, noting: Noting) -> HttpResponse:
    """Correct what was noted by this link."""
    passage = _passage(noting)
    form = CorrectionForm(posted(request), passage=passage)
    if form.is_bound and submit(
        form,
        lambda: edit_passage(passage, form.values, expected_version=form.expected_version, link=noting.link),
    ):
        return redirect(f"{links.page_of(noting.link)}?done=changed")
    context = {**_around(noting), "form": form}
    return render(request, "surveys/listening/edit_by_link.html", context, status=422 if form.errors else 200)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(anyone, of=noting_at)
@while_open
def withdraw(request: HttpRequest, noting: Noting) -> HttpResponse:
    """Ask, then withdraw what was noted by this link."""
    passage = _passage(noting)
    form = forms.Form(posted(request))
    if form.is_bound and submit(form, lambda: withdraw_passage(passage, link=noting.link)):
        return redirect(f"{links.page_of(noting.link)}?done=withdrawn")
    context = {**_around(noting), "form": form, "passage": passage}
    return render(request, "surveys/listening/withdraw_by_link.html", context, status=422 if form.errors else 200)


def _at(link: links.FacilitatorLink, name: str, note: Passage) -> str:
    return reverse(f"session_notes_{name}", args=[links.token_of(link), note.public_id])


def _passage(noting: Noting) -> Passage:
    """The passage that the address names; the loader holds that there is one."""
    if noting.passage is None:
        raise ValueError(noting)
    return noting.passage


def _around(noting: Noting) -> dict[str, object]:
    session = noting.link.session
    return {
        "link": noting.link, "session": session, "stop": session.stop, "tour": session.stop.tour,
        "back_url": links.page_of(noting.link),
    }  # fmt: skip

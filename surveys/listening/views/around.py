"""What the workspace's pages of notes share: crumbs, tabs, the page of a form, the page of a second step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Session, Stop
from events.planning.views.pages import crumbs_to
from surveys.listening import operations
from surveys.listening.errors import NoteError
from surveys.listening.forms import NoteForm
from tournee.web.form_step import form_step
from tournee.web.navigation import Link
from tournee.web.second_step import second_step


def notes_of(stop: Stop) -> str:
    """The address of the stop's notes."""
    return reverse("notes", args=[stop.tour.slug, stop.slug])


def crumbs_within(request: HttpRequest, stop: Stop, here: str) -> list[Link]:
    """The way to a page below the stop's notes."""
    return [*crumbs_to(request, stop), Link(_("Notes"), notes_of(stop)), Link(here, "")]


def keep_note(form: NoteForm, session: Session, **by: Any) -> None:
    """Keep what the form says; where its sending was another note's, it is one of its own when sent again."""
    try:
        operations.note_passage(session, form.values, submission=form.sending, **by)
    except NoteError as refused:
        if refused.code == "submission_used":
            form.means_another()
        raise


def note_form(
    request: HttpRequest, stop: Stop, form: forms.BaseForm, operation: Callable[[], object], *, title: str, **said: Any
) -> HttpResponse:
    """The page of a form about the stop's notes (see `form_step`)."""
    extra = {
        "intro": said.pop("intro", ""), "submit_label": said.pop("submit_label", _("Save")),
        "crumbs": crumbs_within(request, stop, title), "context_tour": stop.tour,
    }  # fmt: skip
    back = said.pop("back_url", notes_of(stop))
    return form_step(
        request, form, operation, title=title, back_url=back, template="surveys/listening/form.html", extra=extra,
        **said,
    )  # fmt: skip


def note_step(request: HttpRequest, stop: Stop, operation: Callable[[], object], **said: Any) -> HttpResponse:
    """Ask before `operation` (see `second_step`)."""
    back = {"back_url": notes_of(stop), **said}
    return second_step(
        request, operation=lambda _form: operation(), template="events/planning/step.html", extra={"dangerous": True},
        **back,
    )  # fmt: skip


def back_to_list(request: HttpRequest, stop: Stop, fragment: str = "") -> str:
    """The list as it was filtered when its form was sent (`back`, a query), at the place called `fragment`."""
    query = QueryDict(request.POST.get("back", "")).urlencode()
    return f"{notes_of(stop)}{'?' if query else ''}{query}{fragment}"

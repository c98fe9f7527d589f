"""Pages on which the team writes the questions of the registration form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Tour
from events.planning.panels import tabs_of_tour
from events.planning.queries import tour_at
from events.planning.views.pages import closed, crumbs_to, sent
from registrations.booking.questions import operations
from registrations.booking.questions.forms.asking import of_party, of_person
from registrations.booking.questions.forms.writing import FormQuestionForm
from registrations.booking.questions.queries import as_asked, question_at, written_in
from registrations.booking.questions.rules import edits_form_questions, may_still_edit, reads_form_questions
from registrations.booking.questions.showing import written
from registrations.models import FormQuestion
from tournee.history.operations import StaleVersion
from tournee.ordering.moving import moved
from tournee.questions.registry import TYPES
from tournee.texts.languages import LANGUAGES
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.navigation import Link
from tournee.web.second_step import second_step

_FORM = "registrations/booking/questions/form.html"


def list_of(tour: Tour) -> str:
    """The address of the questions of `tour`."""
    return reverse("form_questions", args=[tour.slug])


def _place(question: FormQuestion) -> str:
    return f"{list_of(question.tour)}#question-{question.pk}"


def _around(request: HttpRequest, tour: Tour, here: str = "") -> dict[str, Any]:
    way = [*crumbs_to(request, tour), Link(_("Questions of the registration form"), list_of(tour) if here else "")]
    return {"tour": tour, "context_tour": tour, "crumbs": [*way, Link(here, "")] if here else way}


@require_safe
@opens_to(reads_form_questions, of=tour_at)
def index(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The tour's questions in order, those of one stop among them, and those that are asked no more."""
    rows = list(written_in(tour).order_by("position", "pk"))
    context = {
        **_around(request, tour),
        "tabs": tabs_of_tour(request, tour, request.path),
        "asked": written([row for row in rows if row.withdrawn_at is None]),
        "withdrawn": [row for row in rows if row.withdrawn_at is not None],
        "edits": may_still_edit.test(request.user, tour),
    }
    return render(request, "registrations/booking/questions/list.html", context)


@require_safe
@opens_to(edits_form_questions, of=tour_at)
def choose(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Which kind of question to add."""
    title = _("Which kind of question?")
    context = {**_around(request, tour, title), "title": title, "kinds": TYPES.values()}
    return render(request, "registrations/booking/questions/kinds.html", context)


@require_safe
@opens_to(reads_form_questions, of=tour_at)
def preview(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The questions as registrants see them, in either language; nothing is kept."""
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else LANGUAGES[0]
    own = as_asked([row for row in written_in(tour).order_by("position", "pk") if row.withdrawn_at is None])
    with translation.override(language):
        form = forms.Form()
        party = of_party(form, own)
        shown = {"party": party, "person": of_person(form, own, party=party)}
    context = {**_around(request, tour, _("Preview")), **shown, "language": language, "languages": LANGUAGES}
    return render(request, "registrations/booking/questions/preview.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(edits_form_questions, of=tour_at)
def new(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a question that is not there yet, of the kind in its address (`?kind=single`)."""
    kind = request.GET.get("kind", "")
    if kind not in TYPES:
        raise Http404
    form = FormQuestionForm(*sent(request), kind=kind, tour=tour)
    made: list[FormQuestion] = []
    return _form(
        request,
        tour,
        form,
        lambda: made.append(operations.add_question(tour, kind, form.values, actor=signed_in_user(request))),
        title=_("New question: %(kind)s") % {"kind": TYPES[kind].name},
        done=_("The question is added."),
        done_url=lambda: _place(made[0]),
        submit_label=_("Add the question"),
        once=True,
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_form_questions, of=question_at)
def edit(request: HttpRequest, question: FormQuestion) -> HttpResponse:
    """The form of a question; a stale one shows the other person's words beside its own."""
    form = FormQuestionForm(*sent(request), kind=question.kind, tour=question.tour, instance=question)
    actor = signed_in_user(request)

    def save() -> None:
        try:
            operations.edit_question(question, form.values, expected_version=form.expected_version, actor=actor)
        except StaleVersion as stale:
            raise form.beside_fields(stale) from stale

    title = _("Edit the question: %(kind)s") % {"kind": TYPES[question.kind].name}
    return _form(
        request, question.tour, form, save, title=title, done=_("Your changes are kept."), done_url=_place(question),
        submit_label=_("Save"), once=False,
    )  # fmt: skip


def _form(
    request: HttpRequest, tour: Tour, form: FormQuestionForm, save: Callable[[], object], **said: Any
) -> HttpResponse:
    """The page of the form; where a button for its rows was pressed nothing is saved."""
    if not may_still_edit.test(request.user, tour):
        return closed(request, tour, said["title"])
    shown = form.stepped(request.POST["step"]) if "step" in request.POST else form
    extra = {**_around(request, tour, said["title"]), "submit_label": said.pop("submit_label"), "intro": ""}
    return form_step(request, shown, save, back_url=list_of(tour), template=_FORM, extra=extra, **said)


@require_POST
@opens_to(edits_form_questions, of=question_at)
def move(request: HttpRequest, question: FormQuestion) -> HttpResponse:
    """One place up or down."""
    actor = signed_in_user(request)
    return moved(request, lambda by: operations.move_question(question, by, actor=actor), _place(question))


@require_http_methods(["GET", "POST"])
@opens_to(edits_form_questions, of=question_at)
def withdraw(request: HttpRequest, question: FormQuestion) -> HttpResponse:
    """Ask, then ask the question no more; or, once it is withdrawn, ask it again."""
    actor, tour, back = signed_in_user(request), question.tour, question.withdrawn_at is not None
    if not may_still_edit.test(request.user, tour):
        return closed(request, tour, str(question))
    act = operations.restore_question if back else operations.withdraw_question
    named = {"question": capfirst(str(question))}
    said: dict[str, Any] = {
        "title": _("Ask “%(question)s” again?") % named,
        "text": _("It comes back at the end of the questions."),
        "confirm_label": _("Ask it again"),
        "done": _("The question is asked again."),
    }
    if not back:
        said = {
            "title": _("Withdraw “%(question)s”?") % named,
            "text": _("Nobody is asked it any more. What was answered stays with the registrations."),
            "confirm_label": _("Withdraw the question"),
            "done": _("The question is withdrawn."),
        }
    return second_step(
        request, operation=lambda _form: act(question, actor=actor), template="events/planning/step.html",
        back_url=list_of(tour), done_url=list_of(tour), extra={**_around(request, tour, said["title"])}, **said,
    )  # fmt: skip

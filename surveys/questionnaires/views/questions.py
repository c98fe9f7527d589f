"""Pages that write the questions of a questionnaire."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.planning.views.pages import sent
from surveys.models import Question, Section
from surveys.questionnaires import operations
from surveys.questionnaires.forms.questions import QuestionForm
from surveys.questionnaires.queries import question_at, section_at
from surveys.questionnaires.rules import edits_questionnaire
from surveys.questionnaires.views.pages import asked_first, crumbs_of, page_of, written_form
from tournee.history.operations import StaleVersion
from tournee.ordering.moving import moved
from tournee.questions.registry import TYPES
from tournee.web.access import opens_to, signed_in_user

_FORM = "surveys/questionnaires/question_form.html"


@require_safe
@opens_to(edits_questionnaire, of=section_at)
def choose(request: HttpRequest, section: Section) -> HttpResponse:
    """Which kind of question to add."""
    title = _("Which kind of question?")
    context = {
        "title": title, "section": section, "kinds": TYPES.values(), "questionnaire": section.questionnaire,
        "context_tour": section.tour, "crumbs": crumbs_of(request, section.questionnaire, title),
    }  # fmt: skip
    return render(request, "surveys/questionnaires/kinds.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(edits_questionnaire, of=section_at)
def new(request: HttpRequest, section: Section) -> HttpResponse:
    """The form of a question that is not there yet, of the kind in its address (`?kind=single`)."""
    kind = request.GET.get("kind", "")
    if kind not in TYPES:
        raise Http404
    form = QuestionForm(*sent(request), kind=kind, questionnaire=section.questionnaire)
    shown = _stepped(request, form)
    made: list[Question] = []
    return written_form(
        request,
        shown,
        lambda: made.append(operations.add_question(section, kind, form.values, actor=signed_in_user(request))),
        subject=section.questionnaire,
        title=_("New question: %(kind)s") % {"kind": TYPES[kind].name},
        done=_("The question is added."),
        done_url=lambda: _place(made[0]),
        template=_FORM,
        submit_label=_("Add the question"),
        once=True,
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_questionnaire, of=question_at)
def edit(request: HttpRequest, question: Question) -> HttpResponse:
    """The form of a question; a stale one shows the other person's words beside its own."""
    questionnaire = question.questionnaire
    form = QuestionForm(*sent(request), kind=question.kind, questionnaire=questionnaire, instance=question)
    actor = signed_in_user(request)

    def save() -> None:
        try:
            operations.edit_question(question, form.values, expected_version=form.expected_version, actor=actor)
        except StaleVersion as stale:
            raise form.beside_fields(stale) from stale

    title = _("Edit the question: %(kind)s") % {"kind": TYPES[question.kind].name}
    return written_form(
        request, _stepped(request, form), save, subject=questionnaire, title=title, done_url=_place(question),
        template=_FORM,
    )  # fmt: skip


def _stepped(request: HttpRequest, form: QuestionForm) -> QuestionForm:
    """The form to show: with its rows changed where a button for that was pressed, and then nothing is saved."""
    return form.stepped(request.POST["step"]) if "step" in request.POST else form


def _place(question: Question) -> str:
    return f"{page_of(question.questionnaire)}#question-{question.pk}"


@require_POST
@opens_to(edits_questionnaire, of=question_at)
def move(request: HttpRequest, question: Question) -> HttpResponse:
    """One place up or down, onto the next page at the edge."""
    actor = signed_in_user(request)
    return moved(request, lambda by: operations.move_question(question, by, actor=actor), _place(question))


@require_http_methods(["GET", "POST"])
@opens_to(edits_questionnaire, of=question_at)
def remove(request: HttpRequest, question: Question) -> HttpResponse:
    """Ask, then take a question out."""
    actor = signed_in_user(request)
    return asked_first(
        request,
        question.questionnaire,
        lambda: operations.remove_question(question, actor=actor),
        title=_("Remove “%(question)s”?") % {"question": capfirst(str(question))},
        text=_("Answers given to it so far are kept; nobody is asked it any more."),
        confirm_label=_("Remove the question"),
        done=_("The question is removed."),
    )

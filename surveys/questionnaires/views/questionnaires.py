"""Pages of questionnaires as a whole: a tour's list, writing one, seeing it as respondents will."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Tour
from events.planning.panels import tabs_of_tour
from events.planning.queries import tour_at
from events.planning.views.pages import sent
from surveys.models import Questionnaire
from surveys.questionnaires import operations
from surveys.questionnaires.content import content_of, fingerprint_of, missing_in
from surveys.questionnaires.forms.questionnaires import QuestionnaireForm
from surveys.questionnaires.queries import latest_version, questionnaire_at, questionnaires_of, sections_of
from surveys.questionnaires.rules import edits_questionnaire, edits_tour, may_still_edit, reads_questionnaire
from surveys.questionnaires.showing import previewed, written
from surveys.questionnaires.tables import COLUMNS
from surveys.questionnaires.views.pages import asked_first, crumbs_of, list_of, page_of, written_form
from tournee.web.access import opens_to, signed_in_user
from tournee.web.downloads import file_response
from tournee.web.tables import build_table


@require_safe
@opens_to(reads_questionnaire, of=tour_at)
def index(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The questionnaires of a tour."""
    context = {
        "tour": tour, "context_tour": tour, "edits": may_still_edit.test(request.user, tour),
        "crumbs": crumbs_of(request, tour), "tabs": tabs_of_tour(request, tour, list_of(tour)),
        "table": build_table(request, questionnaires_of(tour), COLUMNS, default_sort="title"),
    }  # fmt: skip
    return render(request, "surveys/questionnaires/list.html", context)


@require_safe
@opens_to(reads_questionnaire, of=questionnaire_at)
def page(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Writing it: its pages and questions in the order of respondents, and what is missing before it can be sent."""
    sections, version = sections_of(questionnaire), latest_version(questionnaire)
    content = content_of(questionnaire, sections)
    context = {
        "questionnaire": questionnaire, "tour": questionnaire.tour, "context_tour": questionnaire.tour,
        "edits": may_still_edit.test(request.user, questionnaire), "crumbs": crumbs_of(request, questionnaire),
        "pages": written(sections), "missing": missing_in(content), "version": version,
        "changed": version is not None and version.fingerprint != fingerprint_of(content),
    }  # fmt: skip
    return render(request, "surveys/questionnaires/page.html", context)


@require_safe
@opens_to(reads_questionnaire, of=questionnaire_at)
def preview(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """All its pages as respondents will see them, in one of its languages (`?language=en`)."""
    language = _language(request, questionnaire)
    with translation.override(language):
        shown = previewed(questionnaire, language)
    context = {
        "questionnaire": questionnaire, "context_tour": questionnaire.tour, "language": language, "shown": shown,
        "crumbs": crumbs_of(request, questionnaire, _("Preview")), "address": page_of(questionnaire),
    }  # fmt: skip
    return render(request, "surveys/questionnaires/preview.html", context)


@require_safe
@opens_to(reads_questionnaire, of=questionnaire_at)
def paper(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """It as it stands, to print and to answer with a pen, in one of its languages (`?language=en`)."""
    from surveys.questionnaires.paper import pdf_of  # lazily: it loads reportlab

    language, version = _language(request, questionnaire), latest_version(questionnaire)
    content = content_of(questionnaire)
    draft = version is None or version.fingerprint != fingerprint_of(content)
    name = f"{questionnaire.slug}-{language}.pdf"
    return file_response(pdf_of(content, language, draft=draft), name, "application/pdf")


def _language(request: HttpRequest, questionnaire: Questionnaire) -> str:
    """The language asked for in the address, as far as the questionnaire is offered in it."""
    wanted = request.GET.get("language", "")
    return wanted if wanted in questionnaire.languages else questionnaire.languages[0]


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def new(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a questionnaire that is not there yet."""
    form, made = QuestionnaireForm(*sent(request)), list[Questionnaire]()
    return written_form(
        request,
        form,
        lambda: made.append(operations.create_questionnaire(tour, form.values, actor=signed_in_user(request))),
        subject=tour,
        title=_("New questionnaire"),
        done=_("The questionnaire is there. Add its questions now."),
        done_url=lambda: page_of(made[0]),
        submit_label=_("Create the questionnaire"),
        once=True,
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_questionnaire, of=questionnaire_at)
def edit(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """The form of a questionnaire's titles and languages."""
    form, actor = QuestionnaireForm(*sent(request), instance=questionnaire), signed_in_user(request)

    def save() -> None:
        operations.edit_questionnaire(questionnaire, form.values, expected_version=form.expected_version, actor=actor)

    return written_form(request, form, save, subject=questionnaire, title=_("Edit title and languages"))


@require_http_methods(["GET", "POST"])
@opens_to(edits_questionnaire, of=questionnaire_at)
def copy(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Ask, then copy it within its tour."""
    actor = signed_in_user(request)
    return asked_first(
        request,
        questionnaire,
        lambda: operations.copy_questionnaire(questionnaire.tour, questionnaire, actor=actor),
        title=_("Copy “%(title)s”?") % {"title": questionnaire},
        text=_("The copy has the same pages and questions, and leads a life of its own."),
        confirm_label=_("Copy"),
        done=_("The copy is in the list."),
        done_url=list_of(questionnaire.tour),
        extra={},
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_questionnaire, of=questionnaire_at)
def remove(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Ask, then delete a questionnaire that was never sent; or say why it stays."""
    refused = next((str(fault) for fault in operations.faults_of_removal(questionnaire)), "")
    actor = signed_in_user(request)
    return asked_first(
        request,
        questionnaire,
        lambda: operations.remove_questionnaire(questionnaire, expected_version=None, actor=actor),
        title=_("Delete “%(title)s”?") % {"title": questionnaire},
        text=_("Its pages and questions are deleted with it."),
        confirm_label=_("Delete the questionnaire"),
        done=_("“%(title)s” is deleted.") % {"title": questionnaire},
        done_url=list_of(questionnaire.tour),
        extra={"dangerous": True, "refused": refused},
    )

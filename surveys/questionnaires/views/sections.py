"""Pages that write the pages of a questionnaire."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from events.planning.views.pages import sent
from surveys.models import Questionnaire, Section
from surveys.questionnaires import operations
from surveys.questionnaires.forms.questionnaires import SectionForm
from surveys.questionnaires.queries import questionnaire_at, section_at
from surveys.questionnaires.rules import edits_questionnaire
from surveys.questionnaires.views.pages import asked_first, page_of, written_form
from tournee.ordering.moving import moved
from tournee.web.access import opens_to, signed_in_user


@require_http_methods(["GET", "POST"])
@opens_to(edits_questionnaire, of=questionnaire_at)
def new(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """The form of a page that is not there yet."""
    form, made = SectionForm(*sent(request), questionnaire=questionnaire), list[Section]()
    return written_form(
        request,
        form,
        lambda: made.append(operations.add_section(questionnaire, form.values, actor=signed_in_user(request))),
        subject=questionnaire,
        title=_("New page"),
        done=_("The page is added."),
        done_url=lambda: f"{page_of(questionnaire)}#page-{made[0].pk}",
        submit_label=_("Add the page"),
        once=True,
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_questionnaire, of=section_at)
def edit(request: HttpRequest, section: Section) -> HttpResponse:
    """The form of a page's title."""
    form = SectionForm(*sent(request), instance=section, questionnaire=section.questionnaire)
    actor = signed_in_user(request)
    return written_form(
        request,
        form,
        lambda: operations.edit_section(section, form.values, expected_version=form.expected_version, actor=actor),
        subject=section.questionnaire,
        title=_("Edit the page"),
        done_url=f"{page_of(section.questionnaire)}#page-{section.pk}",
    )


@require_POST
@opens_to(edits_questionnaire, of=section_at)
def move(request: HttpRequest, section: Section) -> HttpResponse:
    """One place up or down."""
    place = f"{page_of(section.questionnaire)}#page-{section.pk}"
    return moved(request, lambda by: operations.move_section(section, by, actor=signed_in_user(request)), place)


@require_http_methods(["GET", "POST"])
@opens_to(edits_questionnaire, of=section_at)
def remove(request: HttpRequest, section: Section) -> HttpResponse:
    """Ask, then take a page out with its questions."""
    count, actor = section.questions.count(), signed_in_user(request)
    lost = ngettext("%(count)s question goes with it.", "%(count)s questions go with it.", count) % {"count": count}
    return asked_first(
        request,
        section.questionnaire,
        lambda: operations.remove_section(section, actor=actor),
        title=_("Remove the page “%(title)s”?") % {"title": section.title or "…"},
        text=lost if count else "",
        confirm_label=_("Remove the page"),
        done=_("The page is removed."),
    )

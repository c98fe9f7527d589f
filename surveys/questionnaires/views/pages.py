"""What the pages of questionnaires share: addresses, crumbs, the page of a form, the page of a second step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Tour
from events.planning.views.pages import closed, crumbs_to
from surveys.models import Questionnaire
from surveys.questionnaires.rules import may_still_edit
from tournee.web.form_step import Said, form_step
from tournee.web.navigation import Link
from tournee.web.second_step import second_step


def list_of(tour: Tour) -> str:
    """The address of the questionnaires of `tour`."""
    return reverse("questionnaires", args=[tour.slug])


def page_of(questionnaire: Questionnaire, name: str = "questionnaire", *more: object) -> str:
    """The address of a page about `questionnaire`: by default the one on which it is written."""
    return reverse(name, args=[questionnaire.tour.slug, questionnaire.slug, *more])


def crumbs_of(request: HttpRequest, subject: Tour | Questionnaire, here: str = "") -> list[Link]:
    """The way from the workspace to the page called `here`, through what it is about."""
    tour = subject if isinstance(subject, Tour) else subject.tour
    way = [*crumbs_to(request, tour), Link(_("Questionnaires"), list_of(tour))]
    if isinstance(subject, Questionnaire):
        way.append(Link(str(subject), page_of(subject)))
    return [*way, Link(here, "")] if here else way


def written_form(
    request: HttpRequest,
    form: forms.BaseForm,
    operation: Callable[[], object],
    *,
    subject: Tour | Questionnaire,
    title: str,
    done: Said = "",
    done_url: Said = "",
    template: str = "events/planning/form.html",
    submit_label: str = "",
    intro: str = "",
    once: bool = False,
) -> HttpResponse:
    """The page of a form about `subject`; afterwards one is led to `done_url`, by default to the subject's page."""
    tour = subject if isinstance(subject, Tour) else subject.tour
    if not may_still_edit.test(request.user, subject):
        return closed(request, tour, title)
    back = list_of(subject) if isinstance(subject, Tour) else page_of(subject)
    extra = {
        "crumbs": crumbs_of(request, subject, title), "context_tour": tour, "intro": intro, "links": [], "lists": [],
        "submit_label": submit_label or _("Save"),
    }  # fmt: skip
    return form_step(
        request, form, operation, title=title, back_url=back, done=done or _("Your changes are kept."),
        done_url=done_url, once=once, template=template, extra=extra,
    )  # fmt: skip


def asked_first(
    request: HttpRequest, subject: Questionnaire, operation: Callable[[], object], *, title: str, **said: Any
) -> HttpResponse:
    """Ask before `operation` about `subject`; `said` is what `second_step` takes."""
    if not may_still_edit.test(request.user, subject):
        return closed(request, subject.tour, title)
    return second_step(
        request, operation=lambda _form: operation(), title=title, template="events/planning/step.html",
        **{"back_url": page_of(subject), "extra": {"dangerous": True}, **said},
    )  # fmt: skip

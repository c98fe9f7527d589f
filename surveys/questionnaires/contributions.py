"""What questionnaires contribute to the floors below."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Tour
from events.planning.panels import tour_tabs
from surveys.questionnaires.rules import reads_questionnaire
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words, value_words
from tournee.web.navigation import Link

BY = "surveys.questionnaires"
ACTIONS = {
    "questionnaire.create": gettext_lazy("created the questionnaire"),
    "questionnaire.edit": gettext_lazy("edited the questionnaire"),
    "questionnaire.copy": gettext_lazy("copied the questionnaire"),
    "questionnaire.remove": gettext_lazy("deleted a questionnaire that was never sent"),
    "questionnaire.freeze": gettext_lazy("froze a version of the questionnaire"),
    "section.add": gettext_lazy("added the page of a questionnaire"),
    "section.edit": gettext_lazy("edited the page of a questionnaire"),
    "section.move": gettext_lazy("moved the page of a questionnaire"),
    "section.remove": gettext_lazy("removed a page of the questionnaire"),
    "question.add": gettext_lazy("added the question"),
    "question.edit": gettext_lazy("edited the question"),
    "question.move": gettext_lazy("moved the question"),
    "question.remove": gettext_lazy("removed a question of the questionnaire"),
}


def tabs(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """The questionnaires of a tour, for its team."""
    if reads_questionnaire.test(request.user, tour):
        url = reverse("questionnaires", args=[tour.slug])
        yield Link(_("Questionnaires"), url, request.path.startswith(url))


def _settings(value: Mapping[str, Any] | str) -> str:
    """The settings in words; those that history once kept as text are read from it."""
    from tournee.questions.telling import settings_in_words  # lazily: it knows every type of question

    return settings_in_words(literal_eval(value) if isinstance(value, str) else value)


def register() -> None:
    """Called once, when the app is ready."""
    tour_tabs.add(tabs, by=BY, order=40)
    action_words.add(ACTIONS, by=BY)
    value_words.add({"surveys.question.settings": _settings}, by=BY)
    path = "surveys.questionnaires.api"
    api_routes.add(ApiRoute("questionnaires", f"{path}.questionnaires.QuestionnaireViewSet"), by=BY, order=60)
    api_routes.add(ApiRoute("questionnaire-pages", f"{path}.sections.SectionViewSet"), by=BY, order=61)
    api_routes.add(ApiRoute("questions", f"{path}.questions.QuestionViewSet"), by=BY, order=62)

"""What the questions of the registration form contribute to the pages of their tour, and to history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Tour
from events.planning.panels import tour_tabs
from registrations.booking.questions.rules import reads_form_questions
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words, value_words
from tournee.web.navigation import Link

BY = "registrations.booking.questions"
ACTIONS = {
    "form_question.add": gettext_lazy("added a question to the registration form"),
    "form_question.edit": gettext_lazy("edited a question of the registration form"),
    "form_question.move": gettext_lazy("moved a question of the registration form"),
    "form_question.withdraw": gettext_lazy("withdrew a question of the registration form"),
    "form_question.restore": gettext_lazy("asks a question of the registration form again"),
    "registration.answers": gettext_lazy("changed the answers of a registration"),
}


def tabs(request: HttpRequest, tour: Tour) -> Iterator[Link]:
    """The questions of a tour's registration form, for its team."""
    if reads_form_questions.test(request.user, tour):
        url = reverse("form_questions", args=[tour.slug])
        yield Link(_("Registration form"), url, request.path.startswith(url))


def _settings(value: Mapping[str, Any]) -> str:
    from tournee.questions.telling import settings_in_words  # lazily: it knows every type of question

    return settings_in_words(value)


def _condition(value: Mapping[str, Any]) -> str:
    """The condition in words: what it names by its codes, which history keeps."""
    return f"{value['question']}: {', '.join(value['choices'])}" if value else _("always")


def register() -> None:
    """Called once, when the app is ready."""
    tour_tabs.add(tabs, by=BY, order=35)
    api_routes.add(
        ApiRoute("form-questions", "registrations.booking.questions.api.FormQuestionViewSet"), by=BY, order=41
    )
    action_words.add(ACTIONS, by=BY)
    value_words.add(
        {"registrations.formquestion.settings": _settings, "registrations.formquestion.shown_if": _condition}, by=BY
    )

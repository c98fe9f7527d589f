"""What skills contribute below."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.team.rules import edits_any_tour
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.web.navigation import Link, workspace_navigation

ACTION_WORDS = {
    "framework.create": _("created the skills framework"),
    "framework.edit": _("edited the skills framework"),
    "framework.freeze": _("froze a version of the skills framework"),
    "framework.copy": _("started a version of the skills framework"),
    "skill.add": _("added the skill"),
    "skill.edit": _("edited the skill"),
    "skill.move": _("moved the skill"),
    "skill.remove": _("removed the skill"),
}


def navigation(request: HttpRequest) -> Iterable[Link]:
    """The frameworks, for whoever edits a tour."""
    if edits_any_tour.test(request.user):
        yield Link(gettext("Skills"), reverse("skills_frameworks"))


def register() -> None:
    """Fill the registries."""
    by = "surveys.skills"
    action_words.add(ACTION_WORDS, by=by)
    workspace_navigation.add(navigation, by=by, order=70)
    api_routes.add(ApiRoute("skills-frameworks", "surveys.skills.api.SkillsFrameworkViewSet"), by=by, order=80)

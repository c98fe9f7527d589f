"""What privacy contributes below."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registrations.privacy import rules
from registrations.privacy.announcements import personal_data
from registrations.privacy.queries import held_by_registrations
from tournee.history.words import action_words
from tournee.web.navigation import Link, workspace_navigation

ACTION_WORDS = {
    "person.erase": _("erased a person’s data"),
    "person.export": _("gave out what is held of a person"),
}


def navigation(request: HttpRequest) -> Iterable[Link]:
    """The page for requests about one’s data, for those who answer them."""
    if rules.manages_some_tour.test(request.user):
        yield Link(gettext("Personal data"), reverse("personal_data"))


def register() -> None:
    """Fill the registries."""
    by = "registrations.privacy"
    action_words.add(ACTION_WORDS, by=by)
    workspace_navigation.add(navigation, by=by, order=700)
    personal_data.add(held_by_registrations, by=by)

"""What the API contributes to pages and to the tick."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from tournee.api.operations import forget_uses
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work
from tournee.web.navigation import Link, footer_navigation


def register() -> None:
    """The documentation's link, the keys' words in history, their upkeep."""
    footer_navigation.add(navigation, by="tournee.api", order=800)
    due_work.add(DueWork("api.uses", timedelta(days=1), forget_uses), by="tournee.api")
    action_words.add(
        {"api_key.make": gettext_lazy("made an API key"), "api_key.revoke": gettext_lazy("revoked an API key")},
        by="tournee.api",
    )


def navigation(request: HttpRequest) -> Iterable[Link]:
    """The documentation, at the foot of every page."""
    yield Link(gettext("API"), reverse("api-docs"))

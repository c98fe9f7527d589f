"""What history contributes to pages."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from tournee.web.access import administrator
from tournee.web.navigation import Link, workspace_navigation


def register() -> None:
    """The link to the page of all changes."""
    workspace_navigation.add(navigation, by="tournee.history", order=910)


def navigation(request: HttpRequest) -> Iterable[Link]:
    """The page of all changes, for the administrator."""
    if administrator.test(request.user):
        yield Link(gettext("History"), reverse("history"))

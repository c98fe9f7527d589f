"""The ground floor's own due work."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from tournee.jobs.due import DueWork, due_work
from tournee.jobs.upkeep import clear_sessions, prune_results, rescue_tasks
from tournee.web.access import administrator
from tournee.web.navigation import Link, workspace_navigation


def register() -> None:
    """Upkeep of the task queue and of sessions."""
    due_work.add(DueWork("jobs.rescue", timedelta(minutes=1), rescue_tasks), by="tournee.jobs", order=5)
    due_work.add(DueWork("jobs.prune", timedelta(days=1), prune_results), by="tournee.jobs")
    due_work.add(DueWork("accounts.sessions", timedelta(days=1), clear_sessions), by="tournee.jobs")
    workspace_navigation.add(navigation, by="tournee.jobs", order=900)


def navigation(request: HttpRequest) -> Iterable[Link]:
    """The page on background work, for the administrator."""
    if administrator.test(request.user):
        yield Link(gettext("Background work"), reverse("jobs"))

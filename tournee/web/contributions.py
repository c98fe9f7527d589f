"""What the shell contributes: the way in for the team, and the figures of the queue and of the outbox at /metrics."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from tournee.web.navigation import Link, footer_navigation


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    from tournee.web import checks, figures, health  # noqa: F401 (these read models or settings, which exist only now)

    footer_navigation.add(team_link, by="tournee.web", order=900)
    health.health_figures.add(figures.queue_figures, by="tournee.jobs")
    health.health_figures.add(figures.outbox_figures, by="tournee.mail")


def team_link(request: HttpRequest) -> Iterable[Link]:
    """The workspace; whoever is not signed in is asked to on the way."""
    return [Link(_("Workspace"), resolve_url(settings.LOGIN_REDIRECT_URL), current=False)]

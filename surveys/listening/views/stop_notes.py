"""The notes of a stop in the workspace: who notes where, and what was said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from surveys.listening.links import is_open
from surveys.listening.queries import passages_of, sessions_with_links, skills_to_choose
from surveys.listening.rules import codes_passages, notes_sessions
from surveys.listening.rules import is_open as tour_is_open
from tournee.web.access import opens_to
from tournee.web.tables import Column, Table, build_table

COLUMNS = (Column("said", _("When"), sort=("said_at",)),)
PER_PAGE = 25


@require_safe
@opens_to(notes_sessions, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The sessions with their links, then the passages; only the team reads open answers and codes."""
    now, codes, writes = timezone.now(), codes_passages.test(request.user, stop), tour_is_open.test(request.user, stop)
    sessions = [
        (session, [(link, is_open(link, now)) for link in session.links])  # type: ignore[attr-defined]
        for session in sessions_with_links(stop)
    ]
    context = {
        "stop": stop,
        "crumbs": crumbs_to(request, stop),
        "context_tour": stop.tour,
        "tabs": tabs_of_stop(request, stop, request.path),
        "sessions": sessions,
        "table": _passages(request, stop, answers=codes),
        "codes": codes and writes,
        "writes": writes,
        "framework": skills_to_choose() if codes else [],
    }
    return render(request, "surveys/listening/notes.html", context)


def _passages(request: HttpRequest, stop: Stop, *, answers: bool) -> Table:
    request.filtered_stop = stop  # type: ignore[attr-defined]
    passages = passages_of(stop, answers=answers)
    filters = "surveys.listening.filters.PassageFilters"
    return build_table(request, passages, COLUMNS, default_sort="said", filters=filters, per_page=PER_PAGE)

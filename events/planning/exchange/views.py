"""Pages of stops as a table: importing one, taking one away, a model to begin from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Tour
from events.planning.queries import tour_at
from events.planning.rules import is_open
from events.planning.views.pages import closed, crumbs_to, page_of
from events.team.rules import edits_tour, reads_tour
from tournee.web.access import opens_to, signed_in_user

if TYPE_CHECKING:
    from events.planning.exchange.imported import Imported


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=tour_at)
def import_stops(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Choose a table, see what it would do, confirm."""
    from events.planning.exchange.sheet import STOPS  # lazily: sheets are seldom sent
    from events.planning.exchange.writing import StopsOf  # lazily: the same
    from tournee.sheets.steps import import_step  # lazily: the same

    title = _("Import stops")
    if not is_open.test(request.user, tour):
        return closed(request, tour, title)
    actor, purpose = signed_in_user(request), f"events.stops:{tour.pk}"
    writing = StopsOf(tour)
    step = import_step(request, sheet=STOPS, write=writing, purpose=purpose, actor=actor)
    if step.done:
        messages.success(request, _done(writing.imported))
        return redirect(page_of(tour))
    context = {
        "step": step,
        "title": title,
        "tour": tour,
        "context_tour": tour,
        "crumbs": crumbs_to(request, tour, title),
    }
    return render(request, "events/planning/exchange/import.html", context)


@require_safe
@opens_to(reads_tour, of=tour_at)
def stops_xlsx(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The tour's stops as a workbook."""
    return _table(tour, "xlsx")


@require_safe
@opens_to(reads_tour, of=tour_at)
def stops_csv(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The tour's stops as CSV."""
    return _table(tour, "csv")


@require_safe
@opens_to(edits_tour, of=tour_at)
def model_xlsx(request: HttpRequest, tour: Tour) -> HttpResponse:
    """A workbook to begin from."""
    return _model(tour, "xlsx")


@require_safe
@opens_to(edits_tour, of=tour_at)
def model_csv(request: HttpRequest, tour: Tour) -> HttpResponse:
    """A CSV file to begin from."""
    return _model(tour, "csv")


def _table(tour: Tour, suffix: str) -> HttpResponse:
    from events.planning.exchange.tables import stops_table  # lazily: sheets are seldom asked for
    from tournee.sheets.responses import sheet_response  # lazily: the same

    return sheet_response(*stops_table(tour, suffix))


def _model(tour: Tour, suffix: str) -> HttpResponse:
    from events.planning.exchange.tables import model_table  # lazily: sheets are seldom asked for
    from tournee.sheets.responses import sheet_response  # lazily: the same

    return sheet_response(*model_table(tour, suffix))


def _done(imported: Imported) -> str:
    """What was written, in a sentence."""
    new, changed = imported.stops.new, imported.stops.changed
    added = ngettext("%(count)d stop added", "%(count)d stops added", new) % {"count": new}
    edited = ngettext("%(count)d stop changed", "%(count)d stops changed", changed) % {"count": changed}
    sessions = imported.sessions.new + imported.sessions.changed
    said = ngettext("%(count)d session added or changed", "%(count)d sessions added or changed", sessions)
    return _("The table is written: %(added)s, %(edited)s, %(sessions)s.") % {
        "added": added, "edited": edited, "sessions": said % {"count": sessions},
    }  # fmt: skip

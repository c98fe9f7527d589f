"""The attendance report of a stop and of a tour: a page, and its files."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import Stop, Tour
from events.planning.panels import tabs_of_stop, tabs_of_tour
from events.planning.queries import stop_at, tour_at
from events.planning.views.pages import crumbs_to
from events.team.rules import edits_tour, reads_tour
from registrations.attendance.report import downloads
from registrations.attendance.report.charts import chart_of, source_in_words
from registrations.attendance.report.counting import Breakdown
from registrations.attendance.report.document import held_back_in_words, nothing_yet
from registrations.attendance.report.downloads import SUFFIXES, ReportFile
from registrations.attendance.report.gathered import Report, report_of
from registrations.attendance.report.told import breakdown_table, figures_of, tables_of
from registrations.attendance.rules import sees_attendance
from registrations.figures.gathered import Scope
from tournee.drawing.figure import Figure, make_figure
from tournee.texts.languages import active_language
from tournee.web.access import opens_to
from tournee.web.downloads import file_response


@require_safe
@opens_to(sees_attendance, of=stop_at)
def of_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """A stop's, for its editors and its co-hosts; from co-hosts small numbers are held back."""
    tabs = tabs_of_stop(request, stop, reverse("attendance", args=[stop.tour.slug, stop.slug]))
    files = _files("attendance_report_file", stop.tour.slug, stop.slug)
    return _page(request, stop, stop.tour, {"tabs": tabs, "files": files})


@require_safe
@opens_to(reads_tour, of=tour_at)
def of_tour(request: HttpRequest, tour: Tour) -> HttpResponse:
    """A tour's, for its team; small numbers are held back from readers."""
    tabs = tabs_of_tour(request, tour, request.path)
    return _page(request, tour, tour, {"tabs": tabs, "files": _files("tour_attendance_report_file", tour.slug)})


def _files(name: str, *address: str) -> list[tuple[str, str]]:
    return [(suffix.upper(), reverse(name, args=[*address, suffix])) for suffix in SUFFIXES]


def _page(request: HttpRequest, scope: Scope, tour: Tour, more: dict[str, object]) -> HttpResponse:
    report = report_of(scope, inside=edits_tour.test(request.user, scope))
    context = {
        "report": report,
        "scope": scope,
        "context_tour": tour,
        "figures": [one for one in figures_of(report) if not one.told.held_back],
        "tables": tables_of(report),
        "charts": [_drawn(one, report) for one in report.breakdowns if one.lines],
        "nothing_yet": "" if report.begun else nothing_yet(report),
        "source": source_in_words(report),
        "held_back": held_back_in_words() if report.hidden else "",
        "crumbs": crumbs_to(request, scope, _("Attendance report")),
        **more,
    }
    return render(request, "registrations/attendance/report/page.html", context)


def _drawn(breakdown: Breakdown, report: Report) -> Figure:
    """A breakdown as bars of companies, with its table of companies and their people."""
    table = breakdown_table(breakdown)
    header = (table.label, *(column.header for column in table.columns))
    rows = [(label, *(told.text for told in figures)) for label, figures in table.rows]
    return replace(make_figure(chart_of(breakdown, report), id_prefix=table.name), header=header, rows=rows)


@require_safe
@opens_to(sees_attendance, of=downloads.file_of_stop)
def file_of_stop(request: HttpRequest, file: ReportFile) -> HttpResponse:
    """A stop's report to keep, in the page's language."""
    return _sent(request, file)


@require_safe
@opens_to(reads_tour, of=downloads.file_of_tour)
def file_of_tour(request: HttpRequest, file: ReportFile) -> HttpResponse:
    """A tour's report to keep, in the page's language."""
    return _sent(request, file)


def _sent(request: HttpRequest, file: ReportFile) -> HttpResponse:
    language = active_language()
    content = file.content(language, inside=edits_tour.test(request.user, file.scope))
    return file_response(content, file.name(language), SUFFIXES[file.suffix])

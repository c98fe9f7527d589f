"""What the attendance report contributes: its tab, its files, its figures over the API, and what they count."""

from __future__ import annotations

from events.planning.panels import tour_tabs
from registrations.attendance.definitions import DEFINITIONS
from registrations.attendance.exports import tour_documents
from registrations.attendance.report.exports import reports_of
from registrations.attendance.report.panels import tour_tab
from tournee.api.routes import ApiRoute, api_routes
from tournee.indicators import indicators


def register() -> None:
    """Fill the registries."""
    by = "registrations.attendance"
    tour_tabs.add(tour_tab, by=by, order=37)
    route = ApiRoute("attendance-reports", "registrations.attendance.report.api.AttendanceReportViewSet")
    api_routes.add(route, by=by, order=47)
    tour_documents.add(reports_of, by=by, order=20)
    for order, definition in enumerate(DEFINITIONS, 30):
        indicators.add(definition, by=by, order=order)

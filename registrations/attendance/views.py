"""Who came to a stop: its page in the workspace, corrections, and the documents."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from registrations.attendance import operations, queries
from registrations.attendance.announcements import said_of_presence
from registrations.attendance.downloads import KINDS, LIST, SHEET, SUFFIXES, Download, present_at, sheet_at
from registrations.attendance.forms import AddForm, TakeBackForm
from registrations.attendance.papers.standing import is_made
from registrations.attendance.report.gathered import forecast_of
from registrations.attendance.rules import corrects_attendance, sees_attendance
from registrations.attendance.tables import COLUMNS, not_open_yet, presence_rows
from registrations.models import Attendee
from tournee.texts.languages import active_language
from tournee.texts.typography import format_date
from tournee.web.access import opens_to, signed_in_user
from tournee.web.downloads import file_response
from tournee.web.form_step import form_step
from tournee.web.forms import posted
from tournee.web.navigation import Link
from tournee.web.tables import Table, build_table

if TYPE_CHECKING:
    from registrations.attendance.queries import AttendeeFirstSeen

FILTERS = "registrations.attendance.filters.PresenceFilters"


def page_of(stop: Stop) -> str:
    """The address of a stop's presence."""
    return reverse("attendance", args=[stop.tour.slug, stop.slug])


@require_safe
@opens_to(sees_attendance, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Figures, documents to download, and everybody with the hour they came."""
    address = [stop.tour.slug, stop.slug]
    context = {
        "stop": stop,
        "figures": queries.presence_figures(stop),
        "forecast": forecast_of(stop) if corrects_attendance.test(request.user, stop) else None,
        "documents": [
            (KINDS[kind], [(suffix.upper(), reverse(name, args=[*address, suffix])) for suffix in SUFFIXES])
            for kind, name in ((SHEET, "attendance_sheet"), (LIST, "present_list"))
            if kind == LIST or is_made(kind, stop)
        ],
        "table": _table(request, stop),
        "corrects": corrects_attendance.test(request.user, stop),
        "opens": not_open_yet(stop),
        "has_sessions": stop.sessions.planned().exists(),
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Attendance")),
        "context_tour": stop.tour,
    }
    return render(request, "registrations/attendance/page.html", context)


def _table(request: HttpRequest, stop: Stop) -> Table:
    table = build_table(request, queries.listed_at(stop), COLUMNS, default_sort="name", filters=FILTERS)
    table.page.object_list = presence_rows(table.page.object_list, stop)
    return table


@require_http_methods(["GET", "POST"])
@opens_to(corrects_attendance, of=queries.attendee_at)
def correct(request: HttpRequest, attendee: AttendeeFirstSeen) -> HttpResponse:
    """Add the presence of somebody who was missed, or take back that of somebody who was not there; with a reason.

    With `?add` also whoever was noted is added: in a session, or on another day of the stop.
    """
    noted = attendee.came_at is not None and "add" not in request.GET
    return _take_back(request, attendee) if noted else _add(request, attendee)


def _take_back(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    form = TakeBackForm(posted(request), days=list(queries.facts_by_day(attendee)))
    actor = signed_in_user(request)
    intro = _("They no longer count as present; what the door noted stays on record.")
    if "day" in form.fields:
        intro = _("They no longer count as present on that day; what the door noted stays on record.")

    def operation() -> None:
        operations.take_back_presence(
            attendee, day=form.cleaned_data.get("day"), reason=form.cleaned_data["reason"], actor=actor
        )

    return form_step(
        request,
        form,
        operation,
        title=_("%(name)s was not here") % {"name": attendee.person},
        back_url=page_of(attendee.stop),
        done=lambda: _taken_back(attendee, form.cleaned_data.get("day")),
        template="registrations/attendance/correct.html",
        extra=_around(request, attendee, intro)
        | {"submit_label": _("Take the presence back"), "add_url": f"{request.path}?add=1"},
    )


def _taken_back(attendee: Attendee, day: datetime.date | None) -> str:
    """What was done; of one of several days, which."""
    if day is None:
        return _("%(name)s no longer counts as present.") % {"name": attendee.person}
    return _("%(name)s no longer counts as present on %(day)s.") % {"name": attendee.person, "day": format_date(day)}


def _add(request: HttpRequest, attendee: AttendeeFirstSeen) -> HttpResponse:
    form = AddForm(posted(request), stop=attendee.stop, since=attendee.came_at)
    sent = said_of_presence(attendee.stop) if attendee.came_at is None else []
    actor = signed_in_user(request)

    def operation() -> None:
        operations.add_presence(
            attendee, at=form.at, reason=form.cleaned_data["reason"], session=form.cleaned_data["session"], actor=actor
        )

    return form_step(
        request,
        form,
        operation,
        title=_("%(name)s was here") % {"name": attendee.person},
        back_url=page_of(attendee.stop),
        done=_("%(name)s counts as present.") % {"name": attendee.person},
        template="registrations/attendance/correct.html",
        extra=_around(request, attendee, " ".join([_("The list says that this presence was added afterwards."), *sent]))
        | {"submit_label": _("Add the presence")},
    )


def _around(request: HttpRequest, attendee: Attendee, intro: str) -> dict[str, object]:
    crumbs = [*crumbs_to(request, attendee.stop), Link(_("Attendance"), page_of(attendee.stop)), Link(_("Correct"), "")]
    return {"intro": intro, "crumbs": crumbs, "context_tour": attendee.stop.tour}


@require_safe
@opens_to(sees_attendance, of=sheet_at)
def sheet(request: HttpRequest, download: Download) -> HttpResponse:
    """The attendance sheet, in the page's language; where the stop has none, the papers' page, which says why."""
    if not is_made(SHEET, download.stop):
        return redirect("stop_papers", download.stop.tour.slug, download.stop.slug)
    return _sent(download)


@require_safe
@opens_to(sees_attendance, of=present_at)
def present(request: HttpRequest, download: Download) -> HttpResponse:
    """The list of those who came, in the page's language."""
    return _sent(download)


def _sent(download: Download) -> HttpResponse:
    language = active_language()
    return file_response(download.content(language), download.name(language), SUFFIXES[download.suffix])

"""Signed sheets that came back: bringing them, reading them through, saying which one it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from registrations.attendance.scans import operations, queries
from registrations.attendance.scans.errors import ScanError
from registrations.attendance.scans.forms import UploadForm, WalkInForm, WhichForm
from registrations.attendance.scans.rules import reads_sheets
from registrations.attendance.scans.sheets import SignedSheet, lines_of, sheet_of
from registrations.attendance.views import page_of as attendance_page
from registrations.models import ScannedSheet
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted, submit
from tournee.web.navigation import Link
from tournee.web.second_step import second_step

ALL, SAVE, NEXT = "all", "save", "next"


def page_of(stop: Stop) -> str:
    """The address of a stop's signed sheets."""
    return reverse("scans", args=[stop.tour.slug, stop.slug])


def page_at(scan: ScannedSheet, name: str = "scan") -> str:
    """The address of one scan, or of the page called `name` about it."""
    return reverse(name, args=[scan.stop.tour.slug, scan.stop.slug, scan.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(reads_sheets, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The sheets that came back, and bringing more."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    kept: list[operations.Kept] = []
    actor = signed_in_user(request)
    if form.is_bound and submit(
        form, lambda: kept.append(operations.keep_sheets(stop, form.cleaned_data["scans"], actor=actor))
    ):
        return _after_upload(request, stop, kept[0])
    context = {
        "stop": stop,
        "form": form,
        "sheets": list(_shown(stop)),
        **_around(request, stop),
        "tabs": tabs_of_stop(request, stop, attendance_page(stop)),
    }
    return render(request, "registrations/attendance/scans/page.html", context, status=422 if form.errors else 200)


def _after_upload(request: HttpRequest, stop: Stop, kept: operations.Kept) -> HttpResponse:
    """Say what was kept, and go on to the first page that asks for somebody."""
    count = len(kept.scans)
    if count:
        said = ngettext("%(count)s page is kept.", "%(count)s pages are kept.", count) % {"count": count}
        messages.success(request, said)
    for said in _left_out(kept):
        messages.warning(request, said)
    unknown = next((scan for scan in kept.scans if not queries.is_known(scan)), None)
    if unknown is not None:
        return redirect(page_at(unknown, "scan_which"))
    return redirect(page_at(kept.scans[0]) if kept.scans else page_of(stop))


def _left_out(kept: operations.Kept) -> Iterator[str]:
    """Which pages are not kept, and why."""
    elsewhere = ngettext(
        "%(count)s page is of another stop and is not kept.",
        "%(count)s pages are of another stop and are not kept.",
        kept.elsewhere,
    )  # fmt: skip
    again = ngettext(
        "%(count)s page was brought back before and is not kept twice.",
        "%(count)s pages were brought back before and are not kept twice.",
        kept.again,
    )  # fmt: skip
    blank = ngettext("%(count)s blank page is left out.", "%(count)s blank pages are left out.", kept.blank)
    for said, count in ((elsewhere, kept.elsewhere), (again, kept.again), (blank, kept.blank)):
        if count:
            yield said % {"count": count}


def _shown(stop: Stop) -> Iterator[tuple[str, ScannedSheet, str]]:
    """Each scan with its sheet in words, and where it leads."""
    for scan in queries.scans_of(stop):
        scan.stop = stop
        known = queries.is_known(scan)
        yield (
            sheet_of(scan).title if known else _("Which sheet is it?"),
            scan,
            page_at(scan, "scan" if known else "scan_which"),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(reads_sheets, of=queries.scan_at)
def read(request: HttpRequest, scan: ScannedSheet) -> HttpResponse:
    """The scan beside the people of its sheet: a box for each signature; all of them at once, or taken back."""
    if not queries.is_known(scan):
        return redirect(page_at(scan, "scan_which"))
    sheet = sheet_of(scan)
    lines = lines_of(sheet)
    if request.method == "POST":
        return _note(request, scan, sheet, [box.name for line in lines for box in line.boxes])
    context = {
        "scan": scan, "stop": scan.stop, "sheet": sheet, "lines": lines,
        "pages": list(queries.pages_of_sheet(scan)),
        "half_days": [str(one.label) for one in sheet.half_days],
        "shown": " ".join(box.name for line in lines for box in line.boxes if box.on_paper),
        **_around(request, scan.stop, sheet.title),
    }  # fmt: skip
    return render(request, "registrations/attendance/scans/read.html", context)


def _note(request: HttpRequest, scan: ScannedSheet, sheet: SignedSheet, boxes: list[str]) -> HttpResponse:
    """Note what the boxes say, and go on: to the next page of the sheet, or the same one again."""
    everybody = ALL in request.POST
    signed = boxes if everybody else request.POST.getlist("signed")
    shown = () if everybody else request.POST.get("shown", "").split()
    seen = request.POST.get("sheet", sheet.key)
    try:
        done = operations.note_signatures(scan, signed, shown=shown, of=seen, actor=signed_in_user(request))
    except ScanError as refused:
        messages.error(request, str(refused.message))
        return redirect(page_of(scan.stop) if refused.code == "deleted" else page_at(scan))
    said = ngettext("%(count)s signature noted.", "%(count)s signatures noted.", done.noted) % {"count": done.noted}
    if done.undone:
        said += " " + ngettext(
            "%(count)s taken back.", "%(count)s taken back.", done.undone
        ) % {"count": done.undone}  # fmt: skip
    messages.success(request, said if done.noted or done.undone else _("Nothing changed."))
    return redirect(page_of(scan.stop) if NEXT in request.POST else page_at(scan))


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(reads_sheets, of=queries.scan_at)
def which(request: HttpRequest, scan: ScannedSheet) -> HttpResponse:
    """No code could be read: say which sheet it is."""
    initial = {"sheet": sheet_of(scan).key, "page": scan.page} if queries.is_known(scan) else None
    form = WhichForm(posted(request), stop=scan.stop, initial=initial)
    actor = signed_in_user(request)
    return form_step(
        request, form,
        lambda: operations.say_which(
            scan, form.chosen, form.cleaned_data["page"],
            turned=form.turned, seen=request.POST.get("seen", ""), actor=actor,
        ),
        title=_("Which sheet is it?"), back_url=page_of(scan.stop), done=_("The page is attached to its sheet."),
        done_url=page_at(scan), template="registrations/attendance/scans/which.html",
        extra={
            "scan": scan, "seen": scan.file.token, "remove_url": page_at(scan, "scan_remove"),
            **_around(request, scan.stop, _("Which sheet is it?")),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(reads_sheets, of=queries.scan_at)
def walk_in(request: HttpRequest, scan: ScannedSheet) -> HttpResponse:
    """Somebody signed on a line without a name."""
    if not queries.is_known(scan):
        return redirect(page_at(scan, "scan_which"))
    form = WalkInForm(posted(request))
    actor = signed_in_user(request)

    def note() -> None:
        typed = form.cleaned_data
        operations.note_walk_in_on_paper(scan, typed["name"], typed["firm"], actor=actor)

    return form_step(
        request, form, note, title=_("Somebody signed on a line without a name"), back_url=page_at(scan),
        done=lambda: _("%(name)s is here.") % {"name": form.cleaned_data["name"]}, once=True,
        template="registrations/attendance/scans/which.html",
        extra={"scan": scan, "remove_url": "", **_around(request, scan.stop, _("Somebody who is not on the list"))},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(reads_sheets, of=queries.scan_at)
def remove(request: HttpRequest, scan: ScannedSheet) -> HttpResponse:
    """Ask, then delete the picture of a sheet."""
    actor = signed_in_user(request)
    return second_step(
        request, operation=lambda _form: operations.remove_scan(scan, actor=actor), title=_("Delete this scan?"),
        text=_("The picture is deleted. Who was noted from it stays noted: keep the paper as proof."),
        confirm_label=_("Delete the scan"), back_url=page_at(scan), done=_("The scan is deleted."),
        done_url=page_of(scan.stop), template="registrations/attendance/certificates/step.html",
        extra={"dangerous": True, "context_tour": scan.stop.tour},
    )  # fmt: skip


def _around(request: HttpRequest, stop: Stop, here: str = "") -> dict[str, Any]:
    way = [*crumbs_to(request, stop), Link(_("Attendance"), attendance_page(stop))]
    way += [Link(_("Signed sheets"), page_of(stop)), Link(here, "")] if here else [Link(_("Signed sheets"), "")]
    return {"crumbs": way, "context_tour": stop.tour}

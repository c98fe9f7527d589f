"""Signed sheets that came back: bringing them, reading them through, saying which one it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from registrations.attendance.announcements import said_of_presence
from registrations.attendance.scans import newcomers, operations, queries, words
from registrations.attendance.scans.errors import NamedAlike, ScanError
from registrations.attendance.scans.forms import UploadForm, WalkInForm, WhichForm
from registrations.attendance.scans.rows import last_lines, lines_as_printed, lines_on_page, lines_printed
from registrations.attendance.scans.rules import reads_sheets
from registrations.attendance.scans.sheets import Box, SignedSheet, lines_of, sheet_of
from registrations.attendance.tables import not_open_yet
from registrations.attendance.views import page_of as attendance_page
from registrations.models import ScannedSheet
from tournee.web.access import opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.forms import posted, submit
from tournee.web.navigation import Link
from tournee.web.second_step import second_step

ALL, NEXT, NOTED = "all", "next", "noted"  # tick everybody of the page; go on; the boxes noted a moment ago


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
        "opens": not_open_yet(stop),
        **_around(request, stop),
        "tabs": tabs_of_stop(request, stop, attendance_page(stop)),
    }
    return render(request, "registrations/attendance/scans/page.html", context, status=422 if form.errors else 200)


def _after_upload(request: HttpRequest, stop: Stop, kept: operations.Kept) -> HttpResponse:
    """Say what was kept, and go on to the first page that asks for somebody."""
    if kept.scans:
        messages.success(request, words.kept_in_words(kept))
    for said in words.left_out(kept, signed_in_user(request)):
        messages.warning(request, said)
    unknown = next((scan for scan in kept.scans if not queries.is_known(scan)), None)
    if unknown is not None:
        return redirect(page_at(unknown, "scan_which"))
    return redirect(page_at(kept.scans[0]) if kept.scans else page_of(stop))


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
    sheet, printed = sheet_of(scan), lines_printed(scan)
    also = printed.people if printed else ()
    if request.method == "POST":
        return _note(request, scan, sheet, also)
    lines = lines_of(sheet, also)
    if printed:
        page = lines_as_printed(lines, printed)
    else:
        page = lines_on_page(lines, last_lines(sheet, lines), scan.page, request.GET)
    to_come = sheet.to_come(timezone.now())
    context = {
        "scan": scan, "stop": scan.stop, "sheet": sheet, "lines": lines, "page": page,
        "to_come": operations.said_to_come(sheet, to_come), "begun": len(to_come) < len(sheet.half_days),
        "pages": list(words.pages_in_words(queries.pages_of_sheet(scan))),
        "half_days": [str(one.label) for one in sheet.half_days],
        "shown": " ".join(box.name for line in lines for box in line.boxes if box.on_paper),
        "ticked": sum(_is_open(box) for line in page.here for box in line.boxes) if ALL in request.GET else 0,
        "noted": [name for name in request.GET.get(NOTED, "").split(",") if name],
        "asked": urlencode(_rows_asked_for(request)), "sent": said_of_presence(scan.stop),
        **_around(request, scan.stop, sheet.title),
    }  # fmt: skip
    return render(request, "registrations/attendance/scans/read.html", context)


def _is_open(box: Box) -> bool:
    """Whether a signature can be noted in it."""
    return box.fact is None and not box.to_come


def _note(request: HttpRequest, scan: ScannedSheet, sheet: SignedSheet, also: Collection[int]) -> HttpResponse:
    """Note what the boxes say, and go on: to the list of sheets, or the same page again, where it is undone."""
    signed, shown = request.POST.getlist("signed"), request.POST.get("shown", "").split()
    seen = request.POST.get("sheet", sheet.key)
    try:
        actor = signed_in_user(request)
        done = operations.note_signatures(scan, signed, shown=shown, of=seen, also=also, actor=actor)
    except ScanError as refused:
        messages.error(request, str(refused.message))
        return redirect(page_of(scan.stop) if refused.code == "deleted" else page_at(scan))
    messages.success(request, words.read_in_words(done))
    if NEXT in request.POST:
        return redirect(page_of(scan.stop))
    asked = _rows_asked_for(request) | ({NOTED: ",".join(done.boxes)} if done.noted > 1 else {})
    return redirect(f"{page_at(scan)}?{urlencode(asked, safe=',:')}".rstrip("?"))


def _rows_asked_for(request: HttpRequest) -> dict[str, str]:
    """The lines that the reader said are on the page, which its address holds."""
    return {name: request.GET[name] for name in ("from", "to") if name in request.GET}


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
            "uncoded": not queries.is_known(scan), **_around(request, scan.stop, _("Which sheet is it?")),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(reads_sheets, of=queries.scan_at)
def walk_in(request: HttpRequest, scan: ScannedSheet) -> HttpResponse:
    """Somebody signed on a line without a name."""
    if not queries.is_known(scan):
        return redirect(page_at(scan, "scan_which"))
    sheet = sheet_of(scan)
    if known := request.POST.get("known", ""):
        return _note_known(request, scan, sheet, known)
    form = WalkInForm(posted(request), sheet=sheet)
    actor = signed_in_user(request)
    alike: list[newcomers.Offered] = []
    walk_ins = newcomers.offered(sheet, newcomers.walk_ins_at(scan.stop))

    def note() -> None:
        typed, others = form.cleaned_data, request.POST.get("other_than", "").split()
        try:
            operations.note_walk_in_on_paper(
                scan, typed["name"], typed["firm"], half_days=typed.get("half_days", ()),
                other_than={int(one) for one in others if one.isdecimal() and len(one) < 19}, actor=actor,
            )  # fmt: skip
        except NamedAlike as asked:
            alike.extend(newcomers.offered(sheet, asked.people))
            raise

    return form_step(
        request, form, note, title=_("Somebody signed on a line without a name"), back_url=page_at(scan),
        done=lambda: _("%(name)s is added to the list.") % {"name": form.cleaned_data["name"]}, once=True,
        template="registrations/attendance/scans/walk_in.html",
        extra={
            "scan": scan, "sheet": sheet, "remove_url": "", "uncoded": False,
            "alike": alike, "walk_ins": [one for one in walk_ins if not one.signed],
            **_around(request, scan.stop, _("Somebody who is not on the list")),
        },
    )  # fmt: skip


def _note_known(request: HttpRequest, scan: ScannedSheet, sheet: SignedSheet, box: str) -> HttpResponse:
    """Note the signature of somebody who is known at the stop: `box` is theirs."""
    attendee = box.partition(":")[0]
    also = [int(attendee)] if attendee.isdecimal() and len(attendee) < 19 else []
    try:
        seen = request.POST.get("sheet", sheet.key)
        done = operations.note_signatures(scan, [box], of=seen, also=also, actor=signed_in_user(request))
    except ScanError as refused:
        messages.error(request, str(refused.message))
        return redirect(page_of(scan.stop) if refused.code == "deleted" else page_at(scan))
    messages.success(request, words.read_in_words(done))
    return redirect(page_at(scan))


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

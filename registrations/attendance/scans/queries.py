"""The scans of a stop."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from events.models import Stop
from events.planning.queries import stop_at
from registrations.attendance.papers.codes import SheetCode
from registrations.models import ScannedSheet

UNKNOWN = 0  # the page of a scan of which nobody said yet which sheet it is


def scans_of(stop: Stop) -> QuerySet[ScannedSheet]:
    """Every scan of a stop with its file and session, those first of which nobody said what they are."""
    found = ScannedSheet.objects.filter(stop=stop).select_related("file", "session")
    return found.order_by("day", "session__starts_at", "session", "afternoon", "page", "pk")


def scan_at(tour: str, stop: str, scan: int) -> ScannedSheet:
    """The scan of that number at that stop. Raises Http404."""
    at = stop_at(tour, stop)
    found = scans_of(at).filter(pk=scan).first()
    if found is None:
        raise Http404
    found.stop = at
    return found


def is_known(scan: ScannedSheet) -> bool:
    """Whether its code, or somebody, said which sheet it is."""
    return scan.page != UNKNOWN


def is_page(scan: ScannedSheet, code: SheetCode) -> bool:
    """Whether a code is that of the page that a scan is said to be."""
    session = scan.session.public_id if scan.session else None
    said = (code.stop, code.session, code.day, code.afternoon, code.page)
    return said == (scan.stop.public_id, session, scan.day, scan.afternoon, scan.page)


def pages_of_sheet(scan: ScannedSheet) -> QuerySet[ScannedSheet]:
    """All scans of the same sheet in order of page, this one among them."""
    same = ScannedSheet.objects.filter(stop=scan.stop, session=scan.session, day=scan.day, afternoon=scan.afternoon)
    return same.exclude(page=UNKNOWN).order_by("page", "pk")

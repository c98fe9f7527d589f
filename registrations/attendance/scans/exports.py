"""Signed sheets among a tour's documents: the pictures of each stop, which prove who came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Stop, Tour
from registrations.attendance.exports import TourDocument, folder_of
from registrations.attendance.half_days import HalfDay
from registrations.attendance.scans.queries import is_known, scans_of
from registrations.models import ScannedSheet

FOLDER = "scans"


def scans_of_stops(tour: Tour, language: str) -> Iterator[TourDocument]:
    """For each stop to which sheets came back: a file a page, named after day, session, half-day and page."""
    stops = Stop.objects.filter(pk__in=ScannedSheet.objects.filter(stop__tour=tour).values("stop"))
    for stop in stops.select_related("tour").along_the_route():
        met: Counter[str] = Counter()
        for scan in scans_of(stop):
            with override(language):
                name = _name(scan)
            met[name] += 1
            again = f"-{met[name]}" if met[name] > 1 else ""
            file = f"{name}{again}{PurePath(scan.file.path).suffix}"
            yield TourDocument((folder_of(stop), FOLDER, file), scan.file.read)


def _name(scan: ScannedSheet) -> str:
    """2019-06-18-journee-technique-matin-page-2."""
    if not is_known(scan):
        unknown = slugify(_("sheet not known"))
        return f"{scan.day:%Y-%m-%d}-{unknown}"
    half_day = "" if scan.afternoon is None else str(HalfDay(scan.day, scan.afternoon).label)
    session = slugify(scan.session.title)[:60] if scan.session else ""
    parts = (f"{scan.day:%Y-%m-%d}", session, slugify(half_day), f"page-{scan.page}")
    return "-".join(filter(None, parts))

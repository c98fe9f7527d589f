"""The files of a report: what they are called, and their bytes, made when asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Stop, Tour
from events.planning.queries import stop_at, tour_at
from registrations.attendance.gathering import occasion_of
from registrations.attendance.report.document import report_document
from registrations.attendance.report.gathered import report_of
from registrations.attendance.report.sheet import REPORT, rows_of
from registrations.figures.gathered import Scope
from tournee.sheets.responses import TYPES

SUFFIXES = {"pdf": "application/pdf", "xlsx": TYPES[".xlsx"]}


@dataclass(frozen=True, slots=True)
class ReportFile:
    """The report of a stop or a tour, in one format."""

    scope: Scope
    suffix: str

    @property
    def stop(self) -> Stop | None:
        """The stop it is about; None of a tour."""
        return self.scope if isinstance(self.scope, Stop) else None

    @property
    def tour(self) -> Tour:
        """The tour it is about, or of whose stop."""
        return self.scope.tour if isinstance(self.scope, Stop) else self.scope

    def name(self, language: str) -> str:
        """The file's name: what it is, of which stop and its day, or of the tour and as it stands today."""
        with override(language):
            what = _("attendance-report")
        day = self.scope.starts_on if isinstance(self.scope, Stop) else timezone.localdate()
        return "-".join(filter(None, (what, self.scope.slug, f"{day:%Y-%m-%d}" if day else ""))) + f".{self.suffix}"

    def content(self, language: str, *, inside: bool) -> bytes:
        """The file, in that language; for readers outside the team small numbers are held back."""
        with override(language):
            report = report_of(self.scope, inside=inside)
            if self.suffix == "pdf":
                from tournee.documents import pdf  # lazily: it loads reportlab

                occasion = occasion_of(self.scope, language) if isinstance(self.scope, Stop) else None
                return pdf.render(report_document(report, occasion, language))
            from tournee.sheets.xlsx import write_xlsx  # lazily: openpyxl is slow to load

            title = f"{REPORT.title(language)} – {self.scope}"
            return write_xlsx(REPORT, rows_of(report, language), title=title, language=language)


def file_of_stop(tour: str, stop: str, suffix: str) -> ReportFile:
    """The report of the stop at that address, in that format. Raises Http404."""
    return _file(stop_at(tour, stop), suffix)


def file_of_tour(tour: str, suffix: str) -> ReportFile:
    """The report of the tour at that address, in that format. Raises Http404."""
    return _file(tour_at(tour), suffix)


def _file(scope: Scope, suffix: str) -> ReportFile:
    if suffix not in SUFFIXES:
        raise Http404
    return ReportFile(scope, suffix)

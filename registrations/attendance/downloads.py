"""The files of a stop: which there are, what they are called, and their bytes, made when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from events.models import Stop
from events.planning.queries import stop_at
from registrations.attendance.documents import present_list
from registrations.attendance.gathering import occasion_of, parts_of, present_of
from registrations.attendance.papers.sheet import attendance_sheet
from registrations.attendance.papers.standing import in_brief
from registrations.attendance.queries import presence_figures
from registrations.attendance.sheets import PRESENT, TO_SIGN, rows_present, rows_to_sign
from tournee.documents.document import Document
from tournee.sheets.columns import Value
from tournee.sheets.responses import TYPES
from tournee.sheets.sheet import Sheet
from tournee.texts.typography import format_date

SHEET, LIST = "sheet", "present"
KINDS = {SHEET: gettext_lazy("Attendance sheets"), LIST: gettext_lazy("List of people present")}
SUFFIXES = {"pdf": "application/pdf"} | {ending.removeprefix("."): its_type for ending, its_type in TYPES.items()}


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a stop: the sheet or the list, in one format."""

    stop: Stop
    kind: str
    suffix: str

    def name(self, language: str) -> str:
        """The file's name: what it is, where and when."""
        with override(language):
            what = _("attendance-sheet") if self.kind == SHEET else _("people-present")
        day = self.stop.starts_on
        return "-".join(filter(None, (what, self.stop.slug, f"{day:%Y-%m-%d}" if day else ""))) + f".{self.suffix}"

    def content(self, language: str) -> bytes:
        """The file, in that language."""
        if self.suffix == "pdf":
            from tournee.documents import pdf  # lazily: it loads reportlab

            return pdf.render(self.document(language))
        sheet, rows = self._rows(language)
        if self.suffix == "csv":
            from tournee.sheets.separated import write_csv  # lazily: as the other writer

            return write_csv(sheet, rows, language=language)
        from tournee.sheets.xlsx import write_xlsx  # lazily: openpyxl is slow to load

        return write_xlsx(sheet, rows, title=title_of(sheet, self.stop, language), language=language, printed=True)

    def document(self, language: str) -> Document:
        """The document that the PDF shows."""
        occasion = occasion_of(self.stop, language)
        if self.kind == SHEET:
            return attendance_sheet(occasion, parts_of(self.stop, language), language)
        return present_list(occasion, presence_figures(self.stop), present_of(self.stop, language), language)

    def _rows(self, language: str) -> tuple[Sheet, Iterable[Mapping[str, Value]]]:
        if self.kind == SHEET:
            return TO_SIGN, rows_to_sign(parts_of(self.stop, language), language, printed=self.suffix == "xlsx")
        return PRESENT, rows_present(present_of(self.stop, language), language)


def title_of(sheet: Sheet, stop: Stop, language: str) -> str:
    """What a workbook about the stop is called, with its first day, and that it does not take place then."""
    with override(language):
        day = format_date(stop.starts_on) if stop.starts_on else ""
        return ", ".join(filter(None, (f"{sheet.title(language)} – {stop}", day, in_brief(stop))))


def sheet_at(tour: str, stop: str, suffix: str) -> Download:
    """The attendance sheet of the stop at that address, in that format. Raises Http404."""
    return _download(tour, stop, SHEET, suffix)


def present_at(tour: str, stop: str, suffix: str) -> Download:
    """The list of those who came to the stop at that address, in that format. Raises Http404."""
    return _download(tour, stop, LIST, suffix)


def _download(tour: str, stop: str, kind: str, suffix: str) -> Download:
    found = stop_at(tour, stop)
    if suffix not in SUFFIXES:
        raise Http404
    return Download(found, kind, suffix)

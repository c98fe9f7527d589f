"""The papers of a stop as files: which there are, what they are called, and their bytes, made when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from events.models import Stop
from events.planning.queries import stop_at
from registrations.attendance.downloads import SHEET, SUFFIXES, Download, title_of
from registrations.attendance.gathering import occasion_of
from registrations.attendance.papers.badges import USUAL, badges
from registrations.attendance.papers.case import case
from registrations.attendance.papers.expected import EXPECTED, expected_list, rows_expected
from registrations.attendance.papers.posters import posters
from registrations.attendance.papers.standing import CALLED_BY, is_made
from tournee.documents.document import Document

CASE, EXPECTED_PEOPLE, BADGES, POSTERS = "case", CALLED_BY, "badges", "posters"
KINDS = {
    CASE: gettext_lazy("The stop’s case: all of it in one file"),
    EXPECTED_PEOPLE: gettext_lazy("List of people expected"),
    SHEET: gettext_lazy("Attendance sheets"),
    BADGES: gettext_lazy("Badges"),
    POSTERS: gettext_lazy("Door posters"),
}
FORMATS = {EXPECTED_PEOPLE: ("pdf", "xlsx"), SHEET: ("pdf", "xlsx")}


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a stop, in one language; badges on one kind of sheet, after so many labels already used.

    `contacts`: whoever asks may see how to reach those who are to be told.
    """

    stop: Stop
    kind: str
    suffix: str
    language: str
    grid: str = USUAL
    skip: int = 0
    contacts: bool = False

    @property
    def content_type(self) -> str:
        """What a browser takes it for."""
        return SUFFIXES[self.suffix]

    @property
    def is_made(self) -> bool:
        """Whether the stop has it as it stands: `standing.withheld` says why not."""
        return is_made(self.kind, self.stop)

    @property
    def name(self) -> str:
        """The file's name: what it is, where and when."""
        if self.kind == SHEET:
            return Download(self.stop, SHEET, self.suffix).name(self.language)
        with override(self.language):
            what = {
                CASE: _("stop-case"),
                EXPECTED_PEOPLE: _("people-expected"),
                BADGES: _("badges") + ("" if self.grid == USUAL else f"-{self.grid}"),
                POSTERS: _("door-posters"),
            }[self.kind]
        day = f"{self.stop.starts_on:%Y-%m-%d}" if self.stop.starts_on else ""
        language = self.language if self.kind == BADGES else ""  # the word is the same in both
        return "-".join(filter(None, (what, self.stop.slug, day, language))) + f".{self.suffix}"

    def content(self) -> bytes:
        """The file."""
        if self.kind == SHEET:
            return Download(self.stop, SHEET, self.suffix).content(self.language)
        if self.suffix == "pdf":
            from tournee.documents import pdf  # lazily: it loads reportlab

            return pdf.render(self.document())
        from tournee.sheets.xlsx import write_xlsx  # lazily: openpyxl is slow to load

        title, rows = title_of(EXPECTED, self.stop, self.language), rows_expected(self.stop, self.language)
        return write_xlsx(EXPECTED, rows, title=title, language=self.language, printed=True)

    def document(self) -> Document:
        """The document that the PDF shows."""
        if self.kind == EXPECTED_PEOPLE:
            occasion = occasion_of(self.stop, self.language)
            return expected_list(self.stop, occasion, self.language, contacts=self.contacts)
        if self.kind == BADGES:
            return badges(self.stop, self.language, self.grid, skip=self.skip)
        return case(self.stop, self.language) if self.kind == CASE else posters(self.stop, self.language)


def formats_of(kind: str) -> tuple[str, ...]:
    """In which formats a paper can be had."""
    return FORMATS.get(kind, ("pdf",))


def papers_of(stop: Stop, language: str) -> Iterator[Paper]:
    """Every paper of the stop in that language, in each of its formats."""
    return (Paper(stop, kind, suffix, language) for kind in KINDS if is_made(kind, stop) for suffix in formats_of(kind))


def paper_at(tour: str, stop: str, language: str, kind: str, suffix: str) -> Paper:
    """The paper at that address. Raises Http404."""
    found = stop_at(tour, stop)
    if kind not in KINDS or suffix not in formats_of(kind):
        raise Http404
    return Paper(found, kind, suffix, language)

"""A page that takes a sheet: choose a file, look at what it would do, confirm. One address, three steps.

Nothing is trusted from the browser between two steps but the identifier of the file kept for this person and this
purpose: the confirmation reads the same bytes again and applies them to the data as they are by then.
"""

from dataclasses import dataclass, field
from pathlib import PurePath

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tournee.accounts.models import User
from tournee.sheets.errors import Correction, Refusal, SheetRefused
from tournee.sheets.forms import SheetUploadForm
from tournee.sheets.models import SheetUpload
from tournee.sheets.operations import (
    Applied,
    ChangedSince,
    WholeSheet,
    Write,
    apply_upload,
    keep_upload,
    kept_upload,
    preview,
)
from tournee.sheets.reading import preview_rows, read
from tournee.sheets.refused import refused_rows
from tournee.sheets.responses import sheet_response
from tournee.sheets.results import Reading
from tournee.sheets.sheet import Sheet
from tournee.texts.languages import active_language

SHOWN_ROWS = 20
SHOWN_PROBLEMS = 200


@dataclass
class Step:
    """What the page shows (`sheets/import.html`): the form alone, a preview above it, or, `done`, what was written.

    `error`: nothing was written, and why; `notice`: the same, and the preview stands again. `asks` is a form sent
    along with the confirmation. Where the good rows may be written without the others (`partial`), `refused` is a file
    of those that are left out, with why.
    """

    form: SheetUploadForm
    reading: Reading | None = None
    upload: SheetUpload | None = None
    applied: Applied | None = None
    done: bool = False
    error: str = ""
    notice: str = ""
    refusals: list[Refusal] = field(default_factory=list)
    partial: bool = False
    refused: SheetUpload | None = None
    asks: forms.Form | None = None

    @property
    def leaving(self) -> str:
        """The rows to leave out, as the page sends them back; empty where that is not offered."""
        if not self.partial or self.reading is None or self.upload is None:
            return ""
        return ",".join(str(row) for row in sorted(self.reading.refused_rows))

    @property
    def total(self) -> int:
        """How many rows the file has under its headings."""
        good = {row.number for row in self.reading.rows} if self.reading else set()
        return len(good | self.reading.refused_rows) if self.reading else 0

    @property
    def shown_refusals(self) -> list[Refusal]:
        """The first refusals, in the order of the rows."""
        return sorted(self.refusals, key=lambda refusal: refusal.row or 0)[:SHOWN_PROBLEMS]

    @property
    def shown_corrections(self) -> list[Correction]:
        """The first corrections."""
        return self.reading.corrections[:SHOWN_PROBLEMS] if self.reading else []

    @property
    def guide(self) -> list[tuple[str, bool, str]]:
        """Each column's heading, whether it is required, and what to write in it."""
        language = active_language()
        return [(column.heading(language), column.required, column.guide()) for column in self.form.sheet.columns]

    @property
    def rows(self) -> list[tuple[list[str], str]]:
        """The first rows as a person reads them, each with what becomes of it ("" when refused)."""
        if self.reading is None or self.applied is None or self.error:
            return []
        outcomes = self.applied.outcomes
        shown = zip(self.reading.rows, preview_rows(self.reading, SHOWN_ROWS), strict=False)
        return [(cells, outcomes[row.number].value if row.number in outcomes else "") for row, cells in shown]

    @property
    def columns(self) -> list[str]:
        """The headings of `rows`, after the row's number."""
        return [self.reading.heading(column) for column in self.reading.columns] if self.reading else []


def import_step(
    request: HttpRequest,
    *,
    sheet: Sheet,
    write: Write | WholeSheet,
    purpose: str,
    actor: User,
    partial: bool = False,
) -> Step:
    """Take the step that a request asks for; the view has checked beforehand that `actor` may write.

    A confirmation that sends `seen` (`Applied.seen` of its preview) is shown a new preview where a row would change
    something else by now. With `partial`, the good rows may be written without those refused, which are a file to
    download (`refused_sheet`): for rows that are written one by one and stand each alone.
    """
    page = _Page(sheet, write, purpose, actor, partial)
    if request.method == "POST" and "upload" in request.POST:
        leaving = request.POST.get("leaving", "") if partial else ""
        return page.confirmed(request.POST["upload"], _rows_in(leaving), seen=request.POST.get("seen"))
    if request.method != "POST":
        return Step(SheetUploadForm(sheet=sheet))
    form = SheetUploadForm(request.POST, request.FILES, sheet=sheet)
    if not form.is_valid() or form.reading is None:
        return Step(form, refusals=list(form.refusals))
    applied = preview(form.reading, write, actor=actor)
    upload = None
    if applied.written and (form.reading.accepted or partial):
        upload = keep_upload(form.content, form.name, purpose=purpose, actor=actor)
    return page.step(form.content, form.name, form.reading, applied, upload=upload)


def refused_sheet(request: HttpRequest, *, purpose: str, actor: User) -> HttpResponse:
    """The download of what a partial import leaves out, named in `?refused=`. Raises Http404 once it is gone."""
    try:
        kept = kept_upload(request.GET.get("refused", ""), purpose=_refused_of(purpose), actor=actor)
    except SheetRefused as error:
        raise Http404 from error
    return sheet_response(bytes(kept.content), kept.name)


@dataclass(frozen=True)
class _Page:
    """A page that takes one sheet."""

    sheet: Sheet
    write: Write | WholeSheet
    purpose: str
    actor: User
    partial: bool

    def confirmed(self, identifier: str, leaving: set[int], *, seen: str | None) -> Step:
        form = SheetUploadForm(sheet=self.sheet)
        reading: Reading | None = None
        try:
            upload = kept_upload(identifier, purpose=self.purpose, actor=self.actor)
            content = bytes(upload.content)
            reading = read(content, upload.name, self.sheet)
            applied = apply_upload(upload, reading, self.write, actor=self.actor, seen=seen, leaving=leaving)
        except ChangedSince as error:
            reading = read(content, upload.name, self.sheet)
            applied = preview(reading, self.write, actor=self.actor)
            kept = upload if applied.written else None
            return self.step(content, upload.name, reading, applied, upload=kept, notice=str(error))
        except SheetRefused as error:
            return Step(form, reading, applied=Applied(), error=str(error), refusals=list(error.refusals))
        return self.step(content, upload.name, reading, applied, done=True)

    def step(
        self,
        content: bytes,
        name: str,
        reading: Reading,
        applied: Applied,
        *,
        upload: SheetUpload | None = None,
        done: bool = False,
        notice: str = "",
    ) -> Step:
        refused = None
        if self.partial and reading.refused_rows:
            title = f"{PurePath(name).stem} – {_('refused rows')}.csv"
            rows = refused_rows(content, name, reading)
            refused = keep_upload(rows, title, purpose=_refused_of(self.purpose), actor=self.actor)
        return Step(
            SheetUploadForm(sheet=self.sheet), reading, upload, applied, done=done, notice=notice,
            refusals=reading.refusals, partial=self.partial, refused=refused,
        )  # fmt: skip


def _refused_of(purpose: str) -> str:
    return f"{purpose}:refused"


def _rows_in(leaving: str) -> set[int]:
    return {int(row) for row in leaving.split(",") if row.isascii() and row.isdecimal() and len(row) < 8}

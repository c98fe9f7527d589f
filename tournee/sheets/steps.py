"""A page that takes a sheet: choose a file, look at what it would do, confirm. One address, three steps.

Nothing is trusted from the browser between two steps but the identifier of the file kept for this person and this
purpose: the confirmation reads the same bytes again and applies them to the data as they are by then.
"""

from dataclasses import dataclass, field

from django.http import HttpRequest

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
from tournee.sheets.results import Reading
from tournee.sheets.sheet import Sheet
from tournee.texts.languages import active_language

SHOWN_ROWS = 20
SHOWN_PROBLEMS = 200


@dataclass
class Step:
    """What the page shows (`sheets/import.html`): the form alone, a preview above it, or, `done`, what was written.

    `error`: nothing was written, and why; `notice`: the same, and the preview stands again.
    """

    form: SheetUploadForm
    reading: Reading | None = None
    upload: SheetUpload | None = None
    applied: Applied | None = None
    done: bool = False
    error: str = ""
    notice: str = ""
    refusals: list[Refusal] = field(default_factory=list)

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


def import_step(request: HttpRequest, *, sheet: Sheet, write: Write | WholeSheet, purpose: str, actor: User) -> Step:
    """Take the step that a request asks for; the view has checked beforehand that `actor` may write.

    A confirmation that sends `seen` (`Applied.seen` of its preview) is shown a new preview where a row would change
    something else by now.
    """
    if request.method == "POST" and "upload" in request.POST:
        return _confirmed(request.POST["upload"], sheet, write, purpose, actor, seen=request.POST.get("seen"))
    if request.method != "POST":
        return Step(SheetUploadForm(sheet=sheet))
    form = SheetUploadForm(request.POST, request.FILES, sheet=sheet)
    if not form.is_valid() or form.reading is None:
        return Step(form, refusals=list(form.refusals))
    applied = preview(form.reading, write, actor=actor)
    upload = None
    if form.reading.accepted and applied.written:
        upload = keep_upload(form.content, form.name, purpose=purpose, actor=actor)
    return Step(SheetUploadForm(sheet=sheet), form.reading, upload, applied, refusals=form.reading.refusals)


def _confirmed(
    identifier: str, sheet: Sheet, write: Write | WholeSheet, purpose: str, actor: User, *, seen: str | None
) -> Step:
    form = SheetUploadForm(sheet=sheet)
    reading: Reading | None = None
    try:
        upload = kept_upload(identifier, purpose=purpose, actor=actor)
        reading = read(bytes(upload.content), upload.name, sheet)
        applied = apply_upload(upload, reading, write, actor=actor, seen=seen)
    except ChangedSince as error:
        reading = read(bytes(upload.content), upload.name, sheet)
        applied = preview(reading, write, actor=actor)
        return Step(form, reading, upload if applied.written else None, applied, notice=str(error))
    except SheetRefused as error:
        return Step(form, reading, applied=Applied(), error=str(error), refusals=list(error.refusals))
    return Step(form, reading, applied=applied, done=True)

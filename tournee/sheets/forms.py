"""The field for a sheet; the file is read as it is validated."""

from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tournee.sheets import limits
from tournee.sheets.errors import Refusal, SheetRefused
from tournee.sheets.opening import ACCEPTED
from tournee.sheets.reading import read
from tournee.sheets.results import Reading
from tournee.sheets.sheet import Sheet


class SheetUploadForm(forms.Form):
    """A file for `sheet`. Once valid, `reading`, `content` and `name` are set; `refusals` say where a file fails."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A workbook (.xlsx) or a CSV file, of at most 10 MB and 50,000 rows, with headings in a row."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": _("This file is empty. Write the headings in its first row and send it again.")},
    )

    def __init__(self, *args: object, sheet: Sheet, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.sheet = sheet
        self.reading: Reading | None = None
        self.refusals: tuple[Refusal, ...] = ()
        self.content, self.name = b"", ""

    def clean_file(self) -> UploadedFile:
        """Read the file; what refuses it as a whole is the field's error."""
        file: UploadedFile = self.cleaned_data["file"]
        name = PurePath(file.name or "")
        self.name = name.stem[:150] + name.suffix[:20]  # never so long that its ending is cut off
        # One byte past the limit is enough to be refused for its size, however long the file is.
        self.content = file.read(limits.BYTES + 1)
        try:
            self.reading = read(self.content, self.name, self.sheet)
        except SheetRefused as error:
            self.refusals = error.refusals
            raise forms.ValidationError(str(error), code=error.code) from error
        return file

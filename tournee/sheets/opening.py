"""Which reader a file is for, told from its bytes; and the files that are for none."""

from pathlib import PurePath
from typing import NoReturn

from django.utils.translation import gettext as _

from tournee.sheets import limits
from tournee.sheets.archive import OLE2, refuse_damaged, refuse_old_format
from tournee.sheets.errors import SheetRefused, shown
from tournee.sheets.separated import open_csv
from tournee.sheets.sheet import Sheet
from tournee.sheets.table import Table

WORKBOOKS = {".xlsx", ".xlsm"}
TEXTS = {".csv", ".tsv", ".txt"}
ACCEPTED = ".xlsx,.xlsm,.csv,.tsv,.txt"
"""For a file field's `accept`."""

ZIP = b"PK\x03\x04"
OTHER_FORMATS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")


def open_table(content: bytes, name: str, sheet: Sheet) -> Table:
    """The table in a file of that name, opened by what its bytes are; raises SheetRefused."""
    suffix = PurePath(name).suffix.lower()
    if not content.strip(b" \r\n\t\0"):
        refuse_empty()
    if len(content) > limits.BYTES:
        raise SheetRefused(
            _("This file is larger than %(limit)d MB. Take pictures and other sheets out of it, or split it.")
            % {"limit": limits.BYTES // 1024**2},
            code="too_large",
        )
    if content.startswith(OLE2):
        refuse_old_format(content)
    if suffix not in WORKBOOKS | TEXTS:
        raise SheetRefused(
            _("Files ending in “%(suffix)s” are not read. Save the sheet as .xlsx or .csv and send that.")
            % {"suffix": shown(suffix or name)},
            code="wrong_extension",
        )
    if content.startswith(ZIP):
        from tournee.sheets.xlsx import open_xlsx  # lazily: openpyxl is slow to load and few requests need it

        return open_xlsx(content, sheet)
    if suffix in WORKBOOKS:
        refuse_damaged()
    if content.lstrip()[:1] == b"<" or content.startswith(OTHER_FORMATS):
        raise SheetRefused(
            _("This file is named like text but is something else. Save the sheet as .xlsx or .csv and send that."),
            code="not_text",
        )
    return open_csv(content, name, sheet)


def refuse_empty() -> NoReturn:
    """Raise SheetRefused: there is nothing in this file."""
    raise SheetRefused(_("This file is empty. Write the headings in its first row and send it again."), code="empty")

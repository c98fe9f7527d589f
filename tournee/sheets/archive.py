"""What a workbook claims to hold, looked at before anything opens it.

A workbook is a zip of XML. Ten megabytes of it can unfold into gigabytes, a row may say it is the billionth, an entity
may stand for a million others. One pass of expat, with nothing kept, bounds all of that, and notes the merged cells,
which the reader of large sheets does not tell.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from django.utils.translation import gettext as _

from tournee.sheets import limits
from tournee.sheets.errors import SheetRefused

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
"""How .xls, and .xlsx protected by a password, begin."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
CHUNK = 1 << 18
MERGES = 10_000

Merge = tuple[int, int, int, int]


def refuse_damaged(cause: Exception | None = None) -> NoReturn:
    """Raise SheetRefused: this is no workbook, or a broken one."""
    raise SheetRefused(
        _("This file is not a workbook that can be read. Open it in a spreadsheet and save it as .xlsx."),
        code="not_a_workbook",
    ) from cause


def refuse_too_big(cause: Exception | None = None) -> NoReturn:
    """Raise SheetRefused: the workbook unfolds into too much."""
    raise SheetRefused(
        _("This workbook is far larger inside than it looks. Copy the rows you need into a new workbook."),
        code="too_big_inside",
    ) from cause


def refuse_old_format(content: bytes) -> NoReturn:
    """Raise SheetRefused for a file that begins with OLE2: a legacy .xls, or a workbook under a password."""
    if ENCRYPTED in content:
        raise SheetRefused(
            _("This workbook is protected by a password. Take the password away, save it, and send it again."),
            code="encrypted",
        )
    raise SheetRefused(
        _("This is a workbook in the old .xls format. Open it in a spreadsheet and save it as .xlsx."),
        code="old_format",
    )


def inspect(archive: zipfile.ZipFile) -> dict[str, tuple[Merge, ...]]:
    """The merged ranges by name of part; raises SheetRefused for what must not be opened."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > limits.PARTS or sum(entry.file_size for entry in entries) > limits.UNCOMPRESSED_BYTES:
        refuse_too_big()
    for entry in entries:
        if entry.flag_bits & 1:
            refuse_damaged()
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.RATIO_APPLIES_FROM and ratio > limits.COMPRESSION_RATIO:
            refuse_too_big()
    if "[Content_Types].xml" not in names or "xl/workbook.bin" in names:
        refuse_damaged()
    merges: dict[str, tuple[Merge, ...]] = {}
    allowed = limits.SHEET_ELEMENTS
    for entry in entries:
        scan = _Scan(allowed)
        scan.run(archive, entry.filename)
        if scan.long:
            allowed -= scan.elements
        if scan.merges:
            merges[entry.filename] = tuple(scan.merges)
    return merges


@dataclass
class _Scan:
    """One pass over one part, whatever its name: a workbook may call its parts as it likes."""

    allowed: int
    long: bool = False
    elements: int = 0
    cells: int = 0
    merges: list[Merge] = field(default_factory=list)

    def run(self, archive: zipfile.ZipFile, part: str) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        try:
            with archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            # Pictures are no XML, old drawings are bad XML, and neither is read.
            if part.endswith((".xml", ".rels")):
                refuse_damaged(error)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            refuse_damaged(error)

    def _doctype(self, *_declared: object) -> None:
        refuse_damaged()

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        name = tag.rpartition(":")[2]
        if self.elements == 1:
            # Rows and strings are read one by one; every other part is held whole.
            self.long = name in {"worksheet", "sst"}
            self.allowed = self.allowed if self.long else limits.OTHER_ELEMENTS
        elif self.elements > self.allowed:
            refuse_too_big()
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self._row(attributes)
        elif name == "mergeCell":
            self._merge(attributes)

    def _row(self, attributes: dict[str, str]) -> None:
        self.cells = 0
        number = attributes.get("r", "1")
        if not number.isdigit() or not 0 < int(number) <= limits.EXCEL_ROWS:
            refuse_damaged()

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        if self.cells > limits.EXCEL_COLUMNS:
            refuse_damaged()
        if "r" in attributes:
            place(attributes["r"])

    def _merge(self, attributes: dict[str, str]) -> None:
        first, _colon, last = attributes.get("ref", "").partition(":")
        (top, left), (bottom, right) = place(first), place(last or first)
        self.merges.append((top, left, bottom, right))
        if len(self.merges) > MERGES:
            refuse_too_big()


def place(reference: str) -> tuple[int, int]:
    """The row from 1 and the column from 0 of a cell such as "B12"; raises SheetRefused outside a spreadsheet."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        refuse_damaged()
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    if column > limits.EXCEL_COLUMNS or not 0 < row <= limits.EXCEL_ROWS:
        refuse_damaged()
    return row, column - 1

"""CSV in and out: any usual encoding and separator in, what Excel opens by a double click out.

Out, it is UTF-8 with a byte order mark (without it Excel takes it for Windows-1252), CRLF, and the separator that
Excel expects in that language: semicolon in French, where the comma marks decimals, comma in English.

A text that begins with = + - @, a tab or a line end is run as a formula by spreadsheets, and what people typed into a
form must not run on an organiser's machine. Such a text gets one apostrophe in front, which spreadsheets take for
"this is text". Reading takes one away where, behind any number of apostrophes, such a character follows; writing adds
one in those same cases; so that what is written reads back as it was, even "'=1". Figures and dates, which the product
wrote itself, are left alone: -3,5 stays a number.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from tournee.sheets import limits
from tournee.sheets.columns import Choice, Code, Column, Email, Text, Value
from tournee.sheets.errors import Refusal, SheetRefused
from tournee.sheets.headings import best_headings
from tournee.sheets.sheet import Sheet
from tournee.sheets.table import Row, Table

SEPARATORS = (";", ",", "\t", "|")
ONE_COLUMN = "\x1f"
"""A separator that separates nothing, for a file of one column whose values hold commas."""
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS 850"}
"""What French and English spreadsheets save as when it is not Unicode; the likeliest first."""

EXPECTED = frozenset("àâäçéèêëîïôöùûüÿœæñÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”–—…·°€£§²³№\u00a0")
"""What is written here beyond ASCII. Encodings that all decode are told apart by how much of it they give: in one line
of French that is certain, where a detector for all the world's languages (charset-normalizer) took DOS for Windows."""

SAMPLE_BYTES = 65_536
EXCEL_DIRECTIVE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
PROTECTED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
QUOTED_FORMULA = re.compile(r'="([^"]*)"')
"""="01000", a trick to keep leading zeros."""

FREE = (Text, Choice, Code, Email)
"""The kinds of column whose words are not the product's own."""


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding; raises SheetRefused when it is no text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding), encoding.upper().removesuffix("-SIG")
    sample = content[:SAMPLE_BYTES]
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        highs, lows = sample[high::2], sample[1 - high :: 2]
        if len(sample) > 3 and highs.count(0) > 0.7 * len(highs) and not lows.count(0):
            return _decoded(content, encoding), "UTF-16"
    try:
        return content.decode(), "UTF-8"
    except UnicodeDecodeError:
        pass
    telling = _telling(content)
    encoding = max(WESTERN, key=lambda encoding: _likely(telling, encoding))
    return content.decode(encoding, errors="replace"), WESTERN[encoding]


def _likely(content: bytes, encoding: str) -> int:
    beyond = [c for c in content.decode(encoding, errors="replace") if not c.isascii()]
    return sum(1 if c in EXPECTED else -1 for c in beyond)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetRefused(
            _("This file is damaged: it announces one encoding and holds another. Save it again as CSV UTF-8."),
            code="bad_encoding",
        ) from error


def _telling(content: bytes) -> bytes:
    """The lines that tell encodings apart: those which are not plain ASCII, from anywhere in the file."""
    lines = (line for line in content.splitlines() if not line.isascii())
    return b"\n".join(line for line, _nth in zip(lines, range(500), strict=False))[:SAMPLE_BYTES]


def open_csv(content: bytes, name: str, sheet: Sheet) -> Table:
    """The table of a CSV file; the separator is the one under which most of the sheet's headings are found."""
    text, encoding = decode(content)
    directive = EXCEL_DIRECTIVE.match(text)
    if directive:
        separator, text = directive[1], text[directive.end() :]
    else:
        separator = separator_of(text, sheet)
    skipped_rows = 1 if directive else 0
    names = {";": _("semicolons"), ",": _("commas"), "\t": _("tabs"), "|": _("vertical bars")}
    origin = _("Read as %(encoding)s text, separated by %(separator)s.") % {
        "encoding": encoding,
        "separator": names.get(separator, separator),
    }
    if separator == ONE_COLUMN:
        origin = _("Read as %(encoding)s text, in one column.") % {"encoding": encoding}
    return Table(name=name, rows=_rows(text, separator, name, skipped_rows), origin=origin)


def separator_of(text: str, sheet: Sheet) -> str:
    """The separator under which most headings are recognised, then under which their row has most cells."""

    def score(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[:SAMPLE_BYTES], newline=""), delimiter=separator)
        first: list[Row] = []
        try:
            for number, cells in zip(range(1, limits.HEADER_WITHIN_ROWS + 1), reader, strict=False):
                first.append((number, list(cells)))
        except csv.Error:
            return (0, 0)
        headings = best_headings(sheet, first)
        if headings is None:
            return (0, 0)
        return (len(headings.places), len(first[headings.row - 1][1]))

    best = max(SEPARATORS, key=score)
    return ONE_COLUMN if score(best) == (1, 1) else best


def _rows(text: str, separator: str, name: str, skipped: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = skipped
    try:
        for number, cells in enumerate(reader, skipped + 1):
            yield number, [_unprotected(cell) for cell in cells]
    except csv.Error as error:
        remedy = _("Open the file in a spreadsheet, look at the quotation marks of this row, and save it as CSV again.")
        reason = _("A quotation mark is opened and not closed, or text follows a closed one.")
        raise SheetRefused(
            _("Row %(row)d cannot be read: its quotation marks do not match.") % {"row": number + 1},
            code="bad_quotes",
            refusals=[Refusal(name, number + 1, "", "", reason, remedy)],
        ) from error


def _unprotected(cell: str) -> str:
    if cell.startswith("'"):
        return cell[1:] if PROTECTED.match(cell) else cell
    if cell.startswith("="):
        quoted = QUOTED_FORMULA.fullmatch(cell)
        return quoted[1] if quoted else cell
    return cell


def protected(text: str) -> str:
    """The text as a spreadsheet cannot run it; see the top of this module."""
    return f"'{text}" if RUNS.match(text) else text


def write_csv(sheet: Sheet, rows: Iterable[Mapping[str, Value]], *, language: str) -> bytes:
    """A CSV file of rows by column name, with headings and words in `language` ("fr" or "en")."""
    buffer = io.StringIO(newline="")
    separator = ";" if language.startswith("fr") else ","
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    writer.writerow([column.heading(language) for column in sheet.columns])
    for row in rows:
        writer.writerow([_written(column, row.get(column.name), language) for column in sheet.columns])
    return codecs.BOM_UTF8 + buffer.getvalue().encode()


def _written(column: Column, value: Value, language: str) -> str:
    text = column.text(value, language).replace("\0", "")
    return protected(text) if isinstance(column, FREE) else text

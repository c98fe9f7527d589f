"""Workbooks in and out, by openpyxl; imported only by what reads or writes one, so that no other page pays for it."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Protocol, cast
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.chartsheet import Chartsheet
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tournee.sheets import limits
from tournee.sheets.archive import inspect, refuse_damaged
from tournee.sheets.columns import Column, Raw, Value
from tournee.sheets.columns.base import ShownAsMonth, is_control
from tournee.sheets.columns.figures import plain
from tournee.sheets.errors import SheetRefused
from tournee.sheets.headings import best_headings
from tournee.sheets.matching import key
from tournee.sheets.sheet import Sheet
from tournee.sheets.table import Row, Spoilt, SpoiltCell, Table

BROKEN = (ParseError, zipfile.BadZipFile, ValueError, KeyError, IndexError, TypeError, AttributeError, OSError)
"""What openpyxl lets out of a workbook whose XML is well formed and wrong."""

ZEROS = re.compile(r"0{2,}")
MONTH_ONLY = re.compile(r"(?=.*m)(?=.*y)[^dhs]*", re.IGNORECASE)
"""Of the formats of a date, those that show month and year and no day ("mmm-yy")."""
ANNOTATIONS = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\\\.")
FORBIDDEN_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
A4 = 9
"""What workbooks call that paper."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip can hold: the same rows give the same bytes."""


class ReadCell(Protocol):
    """A cell as openpyxl reads it from a large sheet; its stubs do not say so."""

    value: object
    data_type: str
    number_format: str
    _style_id: int  # the number format itself costs as much as the whole row: it is asked for once a style


class Page(Protocol):
    """A sheet as openpyxl reads large ones."""

    title: str
    sheet_state: str
    _worksheet_path: str  # no public name leads to a sheet's part

    def reset_dimensions(self) -> None: ...
    def iter_rows(self) -> Iterator[tuple[ReadCell, ...]]: ...


def open_xlsx(content: bytes, sheet: Sheet) -> Table:
    """The table of a workbook: of its visible sheets the one that bears the sheet's title, else the one that says most
    of its headings; raises SheetRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            merges = inspect(archive)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        found = cast("list[Page]", [page for page in book.worksheets if not isinstance(page, Chartsheet)])
        visible = [page for page in found if page.sheet_state == "visible"]
        chosen = _chosen(visible, sheet)
    except BROKEN as error:
        refuse_damaged(error)
    if chosen is None:
        raise SheetRefused(_("This workbook has no visible sheet with anything in it."), code="empty")
    return Table(
        name=chosen.title,
        rows=_rows(chosen),
        origin=_("Read from the sheet “%(sheet)s” of the workbook.") % {"sheet": chosen.title},
        skipped=tuple(page.title for page in found if page is not chosen),
        merges=merges.get(chosen._worksheet_path, ()),  # noqa: SLF001
    )


def _chosen(pages: list[Page], sheet: Sheet) -> Page | None:
    """The page to read, None when all are empty."""
    titles = {key(sheet.fr), key(sheet.en)}
    scores: list[tuple[bool, int, bool]] = []
    for page in pages:
        page.reset_dimensions()  # what a workbook says of its own size is often wrong
        first = [row for row, _nth in zip(_rows(page), range(limits.HEADER_WITHIN_ROWS), strict=False)]
        headings = best_headings(sheet, first)
        scores.append((key(page.title) in titles and bool(first), len(headings.places) if headings else 0, bool(first)))
    best = max(range(len(pages)), key=scores.__getitem__, default=None)
    return pages[best] if best is not None and any(scores[best]) else None


def _rows(page: Page) -> Iterator[Row]:
    """The rows of a page that hold anything; raises SheetRefused when its XML turns out to be wrong."""
    formats: dict[int, str] = {}
    try:
        for number, row in enumerate(page.iter_rows(), 1):
            cells = [_value(cell, formats) for cell in row]
            if any(cell is not None for cell in cells):
                yield number, cells
    except BROKEN as error:
        refuse_damaged(error)


def _value(cell: ReadCell, formats: dict[int, str]) -> Raw | SpoiltCell | None:
    """What a cell shows, as near as a value can say it."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return None
    if kind == "f":
        return SpoiltCell(Spoilt.FORMULA, str(getattr(value, "text", value)))
    if kind == "e":
        return SpoiltCell(Spoilt.ERROR, str(value))
    if isinstance(value, int | float | dt.datetime) and (style := cell._style_id):  # noqa: SLF001
        if style not in formats:
            formats[style] = cell.number_format
        if isinstance(value, dt.datetime):
            return _as_shown(value, formats[style])
        if kind == "n":
            return _as_displayed(value, formats[style])
    return value if isinstance(value, bool | int | float | dt.date | dt.time | dt.timedelta) else str(value)


def _as_shown(moment: dt.datetime, number_format: str) -> dt.datetime:
    """A date, marked where its cell shows a month alone."""
    if moment.day == 1 and MONTH_ONLY.fullmatch(ANNOTATIONS.sub("", number_format)):
        return ShownAsMonth(moment.year, moment.month, 1)
    return moment


def _as_displayed(number: float, number_format: str) -> Raw:
    """0.45 under "0 %" is shown as 45 %, 1000 under "00000" as 01000; any other number is itself."""
    if "%" in number_format:
        return f"{Decimal(f'{number:.15g}') * 100:f} %"
    if ZEROS.fullmatch(number_format) and float(number).is_integer():
        return plain(number).zfill(len(number_format))
    return number


def write_xlsx(
    sheet: Sheet,
    rows: Iterable[Mapping[str, Value]],
    *,
    title: str,
    language: str,
    created: dt.datetime | None = None,
    printed: bool = False,
) -> bytes:
    """A workbook of rows by column name: headings bold and frozen, a filter, real dates and numbers, codes as text.

    `title` goes into the properties, and the sheet's own onto its tab; `language` is "fr" or "en". Rows are written as
    they come, so that 50,000 need no more memory than ten. With `created` (aware; now by default) given, the same rows
    give the same bytes. What is to be `printed` is one upright page wide, under the title and its headings on each.
    """
    book = Workbook(write_only=True)
    moment = (created or dt.datetime.now(dt.UTC)).astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    book.properties.title, book.properties.creator, book.properties.language = title, "Tournée", language
    book.properties.created = book.properties.modified = moment
    page = book.create_sheet(FORBIDDEN_IN_TITLES.sub(" ", sheet.title(language))[:31])
    page.freeze_panes = "A2"
    if printed:
        _set_for_print(cast("Worksheet", page), title)
    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = max(column.width, len(column.heading(language)) + 4)
    page.append([_heading(page, column, language) for column in sheet.columns])
    last = 1
    cells = [(column, _styled(page, column, language)) for column in sheet.columns]
    for row in rows:
        page.append([_fill(cell, column.cell(row.get(column.name), language)) for column, cell in cells])
        last += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"
    buffer = io.BytesIO()
    book.save(buffer)
    return _dated(buffer, moment)


def _set_for_print(page: Worksheet, title: str) -> None:
    page.page_setup.paperSize, page.page_setup.orientation = A4, "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0  # as many pages as there are
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.print_options.gridLines = True
    if page.oddHeader is not None and page.oddFooter is not None:
        page.oddHeader.left.text = title.replace("&", "&&")
        page.oddFooter.right.text = "&P / &N"


def _heading(page: WriteOnlyWorksheet, column: Column, language: str) -> Cell:
    cell = WriteOnlyCell(page, value=column.heading(language))
    cell.data_type = "s"
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _styled(page: WriteOnlyWorksheet, column: Column, language: str) -> Cell:
    """The one cell in which a column's values are written one after the other: styling costs more than writing."""
    cell = WriteOnlyCell(page)
    cell.number_format = column.number_format(language)
    return cell


def _fill(cell: Cell, held: Value | float) -> Cell | None:
    if held is None or held == "":
        return None
    number_format = cell.number_format
    if isinstance(held, str):
        allowed = held if held.isprintable() else "".join(c for c in held if not is_control(c))
        cell.value = allowed[: limits.CELL_CHARACTERS]
        cell.data_type = "s"  # or a text that begins with = would be written, and run, as a formula
    else:
        cell.value = held
        if cell.number_format != number_format:  # openpyxl sets its own on a date
            cell.number_format = number_format
    return cell


def _dated(buffer: io.BytesIO, moment: dt.datetime) -> bytes:
    """The workbook with no trace of the clock: its entries under one date, its properties under `moment`."""
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = stamp.sub(rb"\g<1>" + moment.isoformat().encode() + b"Z", content)
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()

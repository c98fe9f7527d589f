"""Which row of a file holds its headings, and which column stands where."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tournee.sheets import limits
from tournee.sheets.columns import Column
from tournee.sheets.errors import Refusal, SheetRefused, shown
from tournee.sheets.matching import key
from tournee.sheets.sheet import Sheet
from tournee.sheets.table import Cells, Row
from tournee.texts.languages import active_language


@dataclass
class Headings:
    """Which column stands where: `places` by name from 0, `said` as the file puts it, `unknown`, `repeated`."""

    sheet: Sheet
    row: int = 0
    places: dict[str, int] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    repeated: list[tuple[str, Column]] = field(default_factory=list)

    @property
    def missing(self) -> list[Column]:
        """The required columns that are not there."""
        return [column for column in self.sheet.columns if column.required and column.name not in self.places]


def best_headings(sheet: Sheet, rows: Sequence[Row]) -> Headings | None:
    """Of the first rows of a file, the one that says most of the sheet's headings; None when none says any."""
    best: Headings | None = None
    for number, cells in rows[: limits.HEADER_WITHIN_ROWS]:
        headings = _said(sheet, cells)
        headings.row = number
        if headings.places and (best is None or len(headings.places) > len(best.places)):
            best = headings
    return best


def _said(sheet: Sheet, cells: Cells) -> Headings:
    """What a row of cells says as headings, matched in any language, case and accents."""
    known = {spelling: column for column in reversed(sheet.columns) for spelling in column.spellings()}
    found = Headings(sheet)
    for place, cell in enumerate(cells):
        said = " ".join(cell.split()) if isinstance(cell, str) else ""
        if not said:
            continue
        column = known.get(key(said))
        if column is None:
            found.unknown.append(said)
        elif column.name in found.places:
            found.repeated.append((said, column))
        else:
            found.places[column.name] = place
            found.said[column.name] = said
    return found


def checked_headings(sheet: Sheet, name: str, first: list[Row]) -> Headings:
    """The headings among the first rows of a table; raises SheetRefused when one is missing or comes twice."""
    headings = best_headings(sheet, first) or Headings(sheet, row=first[0][0])
    language = active_language()
    if headings.missing:
        missing = [column.heading(language) for column in headings.missing]
        there = ", ".join([*headings.said.values(), *headings.unknown][:20])
        remedy = _("Add a column under this heading.")
        if there:
            remedy += " " + _("Headings found: %(headings)s.") % {"headings": shown(there)}
        raise SheetRefused(
            ngettext("This column is missing: %(columns)s.", "These columns are missing: %(columns)s.", len(missing))
            % {"columns": ", ".join(missing)},
            code="missing_columns",
            refusals=[
                Refusal(name, headings.row, column, "", _("This column is missing."), remedy) for column in missing
            ],
        )
    if headings.repeated:
        raise SheetRefused(
            _("A heading comes twice: %(columns)s. Keep one column under it.")
            % {"columns": ", ".join(said for said, _column in headings.repeated)},
            code="repeated_columns",
            refusals=[
                Refusal(
                    name,
                    headings.row,
                    said,
                    said,
                    _("This heading means the same as “%(heading)s”.") % {"heading": headings.said[column.name]},
                    _("Keep one of the two columns."),
                )
                for said, column in headings.repeated
            ],
        )
    return headings

"""What came of reading a file."""

from dataclasses import dataclass, field

from tournee.sheets import limits
from tournee.sheets.columns import Column, Value
from tournee.sheets.errors import Correction, Refusal, shown
from tournee.sheets.sheet import Sheet
from tournee.texts.languages import active_language


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row read: the number a spreadsheet shows beside it, and its values by name of column.

    A column that the file does not have is not in `values`: nothing is known of it, so nothing is to be changed.
    """

    number: int
    values: dict[str, Value]


@dataclass
class Reading:
    """A file read. Nothing may be written from it unless `accepted`.

    `rows`: the good ones. `refusals`, `corrections`: the first thousand of each, `refusal_count`, `correction_count`
    all; `further` refusals: the first of each row that none of the thousand is of. `refuses_rows_alone`: every refusal
    is of a row, so that the others could be written without it. `unknown_columns`: headings that mean nothing here.
    `skipped_sheets`: of a workbook, those not read.
    """

    sheet: Sheet
    name: str
    origin: str = ""
    rows: list[SheetRow] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    further: list[Refusal] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    refusal_count: int = 0
    correction_count: int = 0
    refused_rows: set[int] = field(default_factory=set)
    refuses_rows_alone: bool = True
    unknown_columns: tuple[str, ...] = ()
    skipped_sheets: tuple[str, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether every row may be written: all or nothing."""
        return not self.refusal_count

    @property
    def columns(self) -> list[Column]:
        """The sheet's columns that the file has."""
        return [column for column in self.sheet.columns if column.name in self.headings]

    def refuse(self, row: int | None, column: Column | None, value: object, reason: str, remedy: str) -> None:
        """Note what is wrong with a row, or with a value of it."""
        self.refusal_count += 1
        reported = len(self.refusals) < limits.REPORTED
        if reported or (row is not None and row not in self.refused_rows):
            heading = self.heading(column) if column else ""
            quoted = "" if value is None else shown(value)
            told = self.refusals if reported else self.further
            told.append(Refusal(self.name, row, heading, quoted, reason, remedy))
        if row is None:
            self.refuses_rows_alone = False
        else:
            self.refused_rows.add(row)

    def correct(self, row: int, column: Column, before: object, after: str, reason: str) -> None:
        """Note a value that was read as another than it says."""
        self.correction_count += 1
        if len(self.corrections) < limits.REPORTED:
            self.corrections.append(
                Correction(self.name, row, self.heading(column), shown(before), shown(after), reason)
            )

    def heading(self, column: Column) -> str:
        """The column's heading as the file has it, else as it should be."""
        return self.headings.get(column.name) or column.heading(active_language())

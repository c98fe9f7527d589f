"""What a sheet is declared to hold."""

from dataclasses import dataclass

from tournee.sheets.columns import Column


@dataclass(frozen=True)
class Sheet:
    """A table that people send and receive: its columns, in the order in which they are written.

    `fr`, `en`: the title a workbook's tab bears, and is found by. `unique`: names of columns whose values together may
    not come twice in one file (empty ones may).
    """

    columns: tuple[Column, ...]
    fr: str
    en: str
    unique: tuple[tuple[str, ...], ...] = ()

    def title(self, language: str) -> str:
        """The title in "fr" or "en"."""
        return self.fr if language.startswith("fr") else self.en

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

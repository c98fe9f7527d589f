"""What every kind of column does."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tournee.errors import OperationError
from tournee.sheets import limits
from tournee.sheets.errors import ValueRefused
from tournee.sheets.matching import key, tidy

Raw = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
"""A cell as a file gives it: text from CSV, any of these from a workbook."""


class ShownAsMonth(dt.datetime):
    """A workbook's date of which only month and year are shown: "mars 2027" typed into a cell becomes 1 March 2027."""


Value = str | int | bool | Decimal | dt.date | dt.time | None
"""A cell as the product uses it."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value, and why it is not what the cell said (empty when it is)."""

    value: Value
    correction: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    `name`: the key in a row's values. `fr`, `en`: its heading, as written and as read; `aliases`: other headings it is
    read under (accents, case and punctuation do not count). `required`: the heading must be there and every cell
    filled. `default`: the value of an empty cell. `check`: called with each value read; raises OperationError or
    ValidationError, whose sentence becomes the refusal's.
    """

    name: str
    fr: str
    en: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    default: Value = None
    check: Callable[[Value], object] | None = None

    width = 18
    """In characters, in a workbook."""

    def heading(self, language: str) -> str:
        """The heading in "fr" or "en"."""
        return self.fr if language.startswith("fr") else self.en

    def spellings(self) -> set[str]:
        """Every heading this column is found under, as `matching.key` compares them."""
        return {key(heading) for heading in (self.fr, self.en, self.name, *self.aliases)}

    def read(self, raw: Raw | None) -> Parsed:
        """The value of a cell; raises ValueRefused."""
        cell = tidy(raw) if isinstance(raw, str) else raw
        if cell is None or cell == "":
            if self.required:
                raise ValueRefused(_("This cell is empty and may not be."), _("Fill it in."))
            return Parsed(self.default)
        if isinstance(cell, str):
            refuse_unwritable(cell)
        parsed = self.parse(cell)
        self._checked(parsed.value)
        return parsed

    def _checked(self, value: Value) -> None:
        if self.check is None:
            return
        try:
            self.check(value)
        except OperationError as error:
            raise ValueRefused(str(error), self.remedy()) from error
        except ValidationError as error:
            raise ValueRefused(" ".join(error.messages), self.remedy()) from error

    def parse(self, cell: Raw) -> Parsed:
        """The value of a cell that is not empty; raises ValueRefused."""
        raise NotImplementedError

    def remedy(self) -> str:
        """What to write in this column, as a sentence."""
        return _("Correct this value.")

    def guide(self) -> str:
        """What this column may hold, as a sentence for whoever prepares a file."""
        return self.remedy()

    def text(self, value: Value, language: str) -> str:
        """The value as CSV holds it; reads back as itself."""
        return "" if value is None else str(value)

    def cell(self, value: Value, language: str) -> Value | float:
        """The value as a workbook holds it; reads back as itself."""
        return self.text(value, language) or None

    def number_format(self, language: str) -> str:
        """Excel's format code; "@" keeps text as text, leading zeros with it."""
        return "@"


def refuse_unwritable(cell: str) -> None:
    """Raise ValueRefused for a text that is too long or holds control characters (NUL, escape…)."""
    if len(cell) > limits.CELL_CHARACTERS:
        raise ValueRefused(
            _("This text has %(length)d characters, which is too long.") % {"length": len(cell)},
            _("Shorten it to %(limit)d characters.") % {"limit": limits.CELL_CHARACTERS},
        )
    if not cell.isprintable() and any(is_control(c) for c in cell):
        raise ValueRefused(
            _("This text holds a control character, which no keyboard types."),
            _("Type the value again rather than pasting it."),
        )


def is_control(c: str) -> bool:
    """Whether no database and no document should hold this character (tabs and line ends excepted)."""
    return (
        (ord(c) < 32 and c not in "\t\n")
        or 0x7F <= ord(c) < 0xA0
        or 0xD800 <= ord(c) < 0xE000
        or ord(c) in {0xFFFE, 0xFFFF}
    )

"""Quantities: whole numbers, decimals, percentages, however their digits are grouped and their decimals marked."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tournee.sheets.columns.base import Column, Parsed, Raw, Value
from tournee.sheets.errors import ValueRefused

GROUPED = re.compile(r"\d{1,3}(?:[ ']\d{3})+|\d+")
NARROW_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " ", "\u2009": " ", "’": "'", "−": "-", "–": "-"})


def plain(number: float) -> str:
    """A workbook's number as a person would type it: 1000, not 1000.0; 0.3, not 0.30000000000000004.

    Fifteen significant digits are what a spreadsheet keeps and shows.
    """
    if isinstance(number, int) or (number.is_integer() and abs(number) < 1e21):
        return str(int(number))
    return format(Decimal(f"{number:.15g}"), "f")


def decimal_of(text: str) -> Decimal | None:
    """The number that a text says in French or English writing, or None.

    "1 234,5", "1,234.5" and "1234.5" are one number. A single comma or point always marks decimals: a column's number
    of places then tells "1,234" (three decimals) from a thousand, in words.
    """
    said = text.translate(NARROW_SPACES).strip()
    sign, digits = (said[:1], said[1:].lstrip()) if said[:1] in {"-", "+"} else ("", said)
    if "," in digits and "." in digits:
        mark = max(",.", key=digits.rfind)
        digits = digits.replace("," if mark == "." else ".", " ")
    elif digits.count(",") > 1 or digits.count(".") > 1:
        mark, digits = "", digits.replace(",", " ").replace(".", " ")
    else:
        mark = "," if "," in digits else "."
    whole, _mark, decimals = digits.partition(mark) if mark else (digits, "", "")
    if not digits.isascii() or not GROUPED.fullmatch(whole or "0") or (decimals and not decimals.isdigit()):
        return None
    if not whole and not decimals:
        return None
    return Decimal(f"{'-' if sign == '-' else ''}{re.sub(r'[^0-9]', '', whole) or '0'}.{decimals or '0'}")


@dataclass(frozen=True)
class Number(Column):
    """A decimal number with at most `places` decimals, between `minimum` and `maximum` where they are given."""

    places: int = 2
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None

    width = 14

    def parse(self, cell: Raw) -> Parsed:
        if isinstance(cell, bool) or not isinstance(cell, str | int | float):
            raise ValueRefused(_("This is not a number."), self.remedy())
        number = decimal_of(cell if isinstance(cell, str) else plain(cell))
        if number is None:
            raise ValueRefused(_("This is not a number."), self.remedy())
        if len(number.as_tuple().digits) > 18:
            raise ValueRefused(_("This number has too many digits."), self.remedy())
        exact = round(number, self.places)
        if exact != number:
            raise ValueRefused(_("This number has too many decimals."), self.remedy())
        if (self.minimum is not None and number < self.minimum) or (self.maximum is not None and number > self.maximum):
            raise ValueRefused(_("This number is out of range."), self.remedy())
        return Parsed(self.value(exact))

    def value(self, number: Decimal) -> Value:
        """The number as this column gives it."""
        return number

    def remedy(self) -> str:
        return " ".join([self._form(), *self._range()])

    def _form(self) -> str:
        return _("Write a number with at most %(places)d decimals and no unit; a thousand is 1000.") % {
            "places": self.places
        }

    def _range(self) -> list[str]:
        bounds = []
        if self.minimum is not None:
            bounds.append(_("It is at least %(minimum)s.") % {"minimum": self.minimum})
        if self.maximum is not None:
            bounds.append(_("It is at most %(maximum)s.") % {"maximum": self.maximum})
        return bounds

    def text(self, value: Value, language: str) -> str:
        written = "" if value is None else format(value, "f")
        return written.replace(".", ",") if language.startswith("fr") else written

    def cell(self, value: Value, language: str) -> Value | float:
        return value

    def number_format(self, language: str) -> str:
        return "#,##0" + ("." + "0" * self.places if self.places else "")


@dataclass(frozen=True)
class Integer(Number):
    """A whole number."""

    places: int = 0

    def value(self, number: Decimal) -> Value:
        return int(number)

    def _form(self) -> str:
        return _("Write a whole number such as 1000, without a unit.")

    def text(self, value: Value, language: str) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Percent(Number):
    """A percentage, as the number before the sign: 45 % is Decimal("45.00")."""

    def parse(self, cell: Raw) -> Parsed:
        return super().parse(cell.rstrip().removesuffix("%").rstrip() if isinstance(cell, str) else cell)

    def _form(self) -> str:
        return _("Write a percentage such as 45 or 45 %.")

    def text(self, value: Value, language: str) -> str:
        written = super().text(value, language)
        if not written:
            return ""
        return f"{written}\u00a0%" if language.startswith("fr") else f"{written}%"

    def cell(self, value: Value, language: str) -> Value | float:
        return value / 100 if isinstance(value, Decimal | int) else value

    def number_format(self, language: str) -> str:
        return "0" + ("." + "0" * self.places if self.places else "") + "%"

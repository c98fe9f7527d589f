"""Codes: digits and letters that are no quantity, and that spreadsheets spoil by taking them for one."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tournee.sheets.columns.base import Column, Parsed, Raw
from tournee.sheets.columns.words import as_text
from tournee.sheets.errors import ValueRefused
from tournee.sheets.matching import without_spaces

SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+")
DIGITS = re.compile(r"[0-9]+")
LETTERS_AND_DIGITS = re.compile(r"[0-9A-Z]+")
EXACT_DIGITS = 15
"""A spreadsheet keeps fifteen digits of a number and turns the rest into zeros."""


@dataclass(frozen=True)
class Code(Column):
    """A postal code, a SIRET, a UAI…: `length` letters and digits, kept as text in capitals, without spaces.

    `pad`: put back the leading zeros that a spreadsheet took away (said as a correction). `digits`: digits only.
    """

    length: int | None = None
    pad: bool = False
    digits: bool = False

    width = 18

    def parse(self, cell: Raw) -> Parsed:
        said = as_text(cell)
        code = without_spaces(said).upper()
        correction = _("Spaces taken out.") if code != said.upper() else ""
        if SCIENTIFIC.fullmatch(code):
            raise ValueRefused(
                _("The spreadsheet shortened this code as if it were a number; digits are lost."),
                _("Format the column as Text, then paste the full code again."),
            )
        if isinstance(cell, int | float) and len(code) > EXACT_DIGITS:
            raise ValueRefused(
                _("The spreadsheet took this code for a number and kept only its first 15 digits."),
                _("Format the column as Text, then paste the full code again."),
            )
        if self.pad and self.length and len(code) < self.length and DIGITS.fullmatch(code):
            code = code.zfill(self.length)
            correction = _("Leading zeros that the spreadsheet had removed were put back.")
        if not self._well_formed(code):
            raise ValueRefused(_("This code is not complete or has characters it should not have."), self.remedy())
        return Parsed(code, correction)

    def _well_formed(self, code: str) -> bool:
        pattern = DIGITS if self.digits else LETTERS_AND_DIGITS
        return bool(pattern.fullmatch(code)) and self.length in {None, len(code)}

    def remedy(self) -> str:
        if self.length is None:
            return _("Write only digits.") if self.digits else _("Write only letters and digits.")
        if self.digits:
            return _("Write the %(length)d digits.") % {"length": self.length}
        return _("Write the %(length)d letters and digits.") % {"length": self.length}

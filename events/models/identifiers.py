"""Checking the numbers organisations and companies are known by.

SIREN and SIRET by python-stdnum (Luhn, with La Poste's exception for SIRET). UAI: seven digits and a letter that is
their remainder by 23 in an alphabet without I, O, Q (which holds for all 243 UAI of
the ministry's list of main institutions). UK company number: eight digits, or two letters and six digits.
"""

import re

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fr import siren, siret

from tournee.errors import OperationError

UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_UK = re.compile(r"(?:\d{8}|[A-Z]{2}\d{6})")
_SPACES = re.compile(r"[\s.\u00a0\u202f-]+")


def clean_identifier(scheme: str, value: str) -> str:
    """`value` as it is stored (spaces, dots and case settled); raises OperationError saying what is wrong with it."""
    plain = _SPACES.sub("", value).upper()
    try:
        return _CHECKS[scheme](plain)
    except (NumberError, ValueError) as error:
        raise OperationError(_SENTENCES[scheme]() % {"value": value}, code="bad_identifier", field="value") from error


def _uai(plain: str) -> str:
    if not re.fullmatch(r"\d{7}[A-Z]", plain) or UAI_LETTERS[int(plain[:7]) % 23] != plain[7]:
        raise ValueError(plain)
    return plain


def _uk(plain: str) -> str:
    padded = plain.zfill(8) if plain.isdigit() else plain
    if not _UK.fullmatch(padded):
        raise ValueError(plain)
    return padded


_CHECKS = {"siren": siren.validate, "siret": siret.validate, "uai": _uai, "uk_company": _uk}
_SENTENCES = {
    "siren": lambda: _("“%(value)s” is no SIREN: it has nine digits and ends with a check digit. Copy it again."),
    "siret": lambda: _("“%(value)s” is no SIRET: it has fourteen digits and ends with a check digit. Copy it again."),
    "uai": lambda: _("“%(value)s” is no UAI: it has seven digits and a check letter, like 0801344B. Copy it again."),
    "uk_company": lambda: _("“%(value)s” is no UK company number: eight digits, or two letters and six digits."),
}

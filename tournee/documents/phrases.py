"""What documents say of themselves, in both faces alike. Written while the document's language is the active one."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tournee.documents.inline import Words, plain
from tournee.texts.languages import language_code
from tournee.texts.typography import NARROW

CONTENTS = pgettext_lazy("of a document", "Contents")
NOTES = pgettext_lazy("at the foot of a text", "Notes")
SOURCE = _("Source: %(source)s")
WARNING = _("Warning:")
NOTHING = _("Nothing to list.")

PLACE, DATE, SIGNATURE = _("Place"), _("Date"), _("Signature")

TICKED, UNTICKED, TO_TICK = _("ticked"), _("not ticked"), _("to be ticked")

MADE_BY = pgettext_lazy("provenance", "Made by")
DATA = pgettext_lazy("provenance", "Data")
READ_AT = pgettext_lazy("provenance", "Data read")
TERMS = pgettext_lazy("provenance", "Terms of use")
FINGERPRINT = pgettext_lazy("provenance", "Fingerprint of the data")

_MARKS = {
    "fr": (("«" + NARROW, NARROW + "»"), ("“", "”")),
    "en": (("“", "”"), ("‘", "’")),
}


def quotation_marks(language: str, depth: int = 0) -> tuple[str, str]:
    """The opening and closing mark of a quotation in that language; `depth` counts the quotations around it."""
    return _MARKS[language_code(language)][depth % 2]


def code_alternative(words: Words, given: str = "") -> str:
    """What a code says to those who do not see it: what was `given` it, or that it is one, and what it is for."""
    return given or gettext("QR code: %(words)s") % {"words": plain(words)}

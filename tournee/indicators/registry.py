"""The registry of indicators: each floor contributes its own, and whoever shows a figure names the one it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class Indicator:
    """One definition. `code` never changes; `version` grows when `formula` or `perimeter` does, so that figures of two
    dates are only compared where they mean the same.

    `formula` says how it is counted, `perimeter` of whom or of what, `unit` in what; all in the reader's language.
    """

    code: str
    name: str | Promise
    formula: str | Promise
    perimeter: str | Promise
    unit: str | Promise
    version: int = 1

    @property
    def sentences(self) -> list[str]:
        """What `formula` says, sentence by sentence."""
        return re.split(r"(?<=\.)\s+", str(self.formula).strip())

    @property
    def url(self) -> str:
        """Where its definition is read, on this site."""
        return f"{reverse('indicators')}#{self.code}"

    @property
    def address(self) -> str:
        """The same from elsewhere: on paper, in a sheet."""
        return settings.SITE_URL + self.url


indicators: Contribution[Indicator] = Contribution(
    "indicators", says="Definitions of figures: formula, perimeter, unit and version (indicators)"
)


def indicator(code: str) -> Indicator:
    """The one of that code. Raises KeyError."""
    for one in indicators:
        if one.code == code:
            return one
    raise KeyError(code)

"""Figures as text, alike all through one chart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from tournee.texts.typography import format_quantity, is_sign

MISSING = "–"


def writer(values: Iterable[float | None], unit: str) -> Callable[[float | None], str]:
    """What writes these values in the active language, all with one decimal or all with none; a gap is a dash."""
    decimals = 0 if all(value is None or float(value).is_integer() for value in values) else 1
    return lambda value: MISSING if value is None else format_quantity(value, unit, decimals=decimals)


def value_name(unit: str) -> str:
    """What the column of the values is called: their unit, where that is a word."""
    return unit if unit and not is_sign(unit) else _("Value")


def written(values: Sequence[float], unit: str) -> list[str]:
    """Every value as text, alike."""
    return [*map(writer(values, unit), values)]


def check_finite(values: Iterable[float | None], *, least: float = -math.inf) -> None:
    """Raise ValueError where a value is infinite, no number, or under the least one; None is a gap."""
    for value in values:
        if value is not None and not (math.isfinite(value) and value >= least):
            raise ValueError(f"A chart cannot show {value!r} here.")

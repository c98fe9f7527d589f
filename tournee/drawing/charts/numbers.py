"""Numbers as the reader's language writes them: 1 234,5 % in French, 1,234.5% in English."""

from __future__ import annotations

from django.utils.translation import get_language

NARROW = "\u202f"
NO_BREAK = "\u00a0"


def format_number(value: float, *, decimals: int = 0, unit: str = "") -> str:
    """The number in the active language, with its unit if that is a sign such as % or €; words belong elsewhere.

    Never broken over two lines: French groups by narrow no-break spaces and puts one before the sign.
    """
    text = f"{value:,.{decimals}f}"
    if text.lstrip("-0.,") == "":
        text = text.lstrip("-")
    sign = unit if is_sign(unit) else ""
    if (get_language() or "fr").startswith("fr"):
        text = text.replace(",", NARROW).replace(".", ",").replace("-", "−")
        return text + (NARROW if sign == "%" else NO_BREAK) + sign if sign else text
    text = text.replace("-", "−")
    return sign + text if sign in {"€", "£", "$"} else text + sign


def is_sign(unit: str) -> bool:
    """Whether a unit is written against every number (%, €, k€) rather than once in words (participants)."""
    return bool(unit) and not unit.isalpha() and len(unit) <= 2

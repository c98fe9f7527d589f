"""A firm's size and trade in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrations.models import CompanyFact, Trade
from tournee.texts.typography import format_number

# The bands of the European definition of small and medium firms (Recommendation 2003/361/EC).
SIZES = {"micro": (0, 9), "small": (10, 49), "medium": (50, 249), "large": (250, None)}
SIZE_WORDS = [
    ("micro", gettext_lazy("fewer than 10 people")),
    ("small", gettext_lazy("10 to 49 people")),
    ("medium", gettext_lazy("50 to 249 people")),
    ("large", gettext_lazy("250 people or more")),
    ("unknown", gettext_lazy("size not known")),
]


def size_in_words(low: int | None, high: int | None) -> str:
    """“12 people”, “10 to 49 people”, “250 people or more”; empty where nothing is known."""
    if low is None:
        return ""
    if high is None:
        return _("%(low)s people or more") % {"low": format_number(low)}
    if low == high:
        return ngettext("%(count)s person", "%(count)s people", low) % {"count": format_number(low)}
    return _("%(low)s to %(high)s people") % {"low": format_number(low), "high": format_number(high)}


def trade_in_words(code: str | None) -> str:
    """The trade as its owner says it; a code of another nomenclature as it is."""
    return str(Trade(code).label) if code in Trade.values else code or ""


def fact_in_words(fact: CompanyFact) -> str:
    """What was known of a firm on a day."""
    if fact.kind == CompanyFact.Kind.HEADCOUNT:
        return size_in_words(fact.headcount_from, fact.headcount_to)
    return trade_in_words(fact.code)

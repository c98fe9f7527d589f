"""The list of stops as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from events.catalogue.queries import StopRow

_LONG, _LONG_WITH_YEAR = 20, 14  # letters: a single day fits on one line, two days or a year may need more


def listed(rows: Iterable[StopRow]) -> SafeString:
    """The lines of `rows`, the first of each year saying it.

    Not a template: in a loop of forty one takes eight times as long, a third of the page.
    """
    lines = []
    year: int | None = None
    for row in rows:
        says_year = row.year not in {None, year}
        lines.append(_line(row, row.when_in_year if says_year else row.when))
        year = row.year or year
    return mark_safe("\n".join(lines))  # noqa: S308 -- every text of a line went through escape


def found(rows: Iterable[tuple[StopRow, str, str]]) -> SafeString:
    """The lines of stops of several tours, each with how far it is ("" for nothing asked) and its tour's title."""
    lines = [
        _line(
            row,
            row.when_in_year,
            f"<b>{escape(far)}</b>" if far else "",
            f"<small>{escape(tour)}</small>",
            fits=_LONG_WITH_YEAR,
        )
        for row, far, tour in rows
    ]
    return mark_safe("\n".join(lines))  # noqa: S308 -- every text of a line went through escape


def _line(row: StopRow, when: str, far: str = "", about: str = "", *, fits: int = _LONG) -> str:
    number = "" if row.number is None else row.number
    where = " · ".join(filter(None, [far, escape(row.region)]))
    return (
        f'<li><div class="stop {escape(row.phase)}"><span class="stop-number">{number}</span>'
        f'<span class="when{" range" if len(when) > fits else ""}">{escape(when)}</span>'
        f'<span class="where"><a href="{escape(row.url)}">{escape(row.place)}</a>'
        f"<small>{where}</small></span>"
        f'<span class="what">{escape(row.title)}{about}</span>'
        f'<span class="state"><span class="badge {escape(row.word.tone)}">{escape(row.word.text)}</span></span>'
        "</div></li>"
    )

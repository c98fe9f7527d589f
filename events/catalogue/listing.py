"""The list of stops as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from events.catalogue.queries import StopRow

_LONG = 20  # letters: a single day fits on one line, two days may need more


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


def _line(row: StopRow, when: str) -> str:
    number = "" if row.number is None else row.number
    return (
        f'<li><div class="stop {escape(row.phase)}"><span class="stop-number">{number}</span>'
        f'<span class="when{" range" if len(when) > _LONG else ""}">{escape(when)}</span>'
        f'<span class="where"><a href="{escape(row.url)}">{escape(row.place)}</a>'
        f"<small>{escape(row.region)}</small></span>"
        f'<span class="what">{escape(row.title)}</span>'
        f'<span class="state"><span class="badge {escape(row.word.tone)}">{escape(row.word.text)}</span></span>'
        "</div></li>"
    )

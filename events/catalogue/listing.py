"""The list of stops as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

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
        lines.append(_line(row, row.when_in_year, fits=_LONG_WITH_YEAR) if says_year else _line(row, row.when))
        year = row.year or year
    return mark_safe("\n".join(lines))  # noqa: S308 -- every text of a line went through escape


class Named(NamedTuple):
    """An organisation by whose name a stop was found: what it is to it (“Co-host:”), its name and its page."""

    role: str
    name: str
    url: str


class FoundStop(NamedTuple):
    """A stop of several tours: how far it is ("" for nothing asked), its tour's title, and who was named."""

    row: StopRow
    far: str
    tour: str
    named: Sequence[Named] = ()


def found(stops: Iterable[FoundStop]) -> SafeString:
    """The lines of stops of several tours."""
    lines = [
        _line(
            row,
            row.when_in_year,
            f"<b>{escape(far)}</b>" if far else "",
            f"<small>{escape(tour)}</small>{''.join(_because(one) for one in named)}",
            fits=_LONG_WITH_YEAR,
        )
        for row, far, tour, named in stops
    ]
    return mark_safe("\n".join(lines))  # noqa: S308 -- every text of a line went through escape


def _because(one: Named) -> str:
    return f'<small>{escape(one.role)} <a href="{escape(one.url)}">{escape(one.name)}</a></small>'


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

"""The rows of the table as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from events.planning.listing.words import DATE, LEAD, NUMBER, REGION, SEATS, STATE, TASKS

if TYPE_CHECKING:
    from events.planning.tables import StopRow


class _Labels(NamedTuple):
    """The names of the columns, said again beside each cell on a phone."""

    number: str
    date: str
    region: str
    state: str
    seats: str
    tasks: str
    lead: str


def lines(rows: Iterable[StopRow]) -> list[SafeString]:
    """A line of the table for each of `rows`, whose stops come from `queries.listed`.

    Not a template: in a loop of a hundred one takes eight times as long, half of the page.
    """
    named = _Labels(*(escape(str(label)) for label in (NUMBER, DATE, REGION, STATE, SEATS, TASKS, LEAD)))
    return [mark_safe(_line(row, named)) for row in rows]  # noqa: S308 -- every text of a line went through escape


def _line(row: StopRow, named: _Labels) -> str:
    stop = row.stop
    number = "" if stop.number is None else stop.number
    region = escape(stop.region_name or "")  # type: ignore[attr-defined]  # annotated: see `queries.listed`
    lead = escape(str(stop.lead)) if stop.lead else ""
    return (
        f'<tr class="stop-row"><td class="num stop-number" data-label="{named.number}">{number}</td>'
        f'<th scope="row"><a href="{escape(row.url)}">{escape(stop.place)}</a></th>'
        f'<td class="when" data-label="{named.date}">{escape(row.when)}</td>'
        f'<td class="region" data-label="{named.region}">{region}</td>'
        f'<td class="state" data-label="{named.state}">'
        f'<span class="badge {row.standing.tone}">{escape(str(row.standing.word))}</span></td>'
        f"{_seats(row, named)}{_tasks(row, named)}"
        f'<td class="lead" data-label="{named.lead}">{lead}</td></tr>'
    )


def _seats(row: StopRow, named: _Labels) -> str:
    if not row.seats:
        return '<td class="num taken"></td>'
    said, meter = escape(row.seats), ""
    if row.filled is not None:
        meter = f' <meter min="0" max="100" value="{row.filled}" aria-label="{named.seats}">{said}</meter>'
    return f'<td class="num taken" data-label="{named.seats}"><span class="seats">{said}{meter}</span></td>'


def _tasks(row: StopRow, named: _Labels) -> str:
    done, count = row.stop.tasks_done, row.stop.task_count  # type: ignore[attr-defined]  # annotated as well
    if not count:
        return '<td class="num ready"></td>'
    return f'<td class="num ready" data-label="{named.tasks}">{done} / {count}</td>'

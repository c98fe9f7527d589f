"""The cards of the board as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from events.planning.steps import Step
    from events.planning.tables import StopRow
    from events.planning.words import Wanted


@dataclass(frozen=True, slots=True)
class Card:
    """One stop: its row, the first thing it lacks (`more` others), and the step onwards where somebody may take it."""

    row: StopRow
    missing: Wanted | None = None
    more: int = 0
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class CardWords:
    """What every card says, translated once for all of them."""

    seats: str
    tasks: str
    missing: str
    choose: str


def card_words() -> CardWords:
    """Those words in the active language."""
    words = _("Seats taken"), _("Tasks done"), _("Missing:"), _("Choose the date")
    return CardWords(*map(escape, words))


def card_html(card: Card, said: CardWords) -> SafeString:
    """The card of a stop that comes from `queries.listed`.

    Not a template: in a loop of four hundred one takes most of the page's time.
    """
    row, stop = card.row, card.row.stop
    number = f'<span class="stop-number">{stop.number}</span> ' if stop.number else ""
    place = escape(stop.place)
    parts = [
        f'<li class="stop-card"><p>{number}<a class="card-place" href="{escape(row.url)}">{place}</a></p>',
        f'<p class="muted">{escape(row.when)}</p>',
    ]
    if row.seats and stop.published_at:
        parts.append(_line(said.seats, escape(row.seats)))
    if count := stop.task_count:  # type: ignore[attr-defined]  # annotated: see `queries.listed`
        parts.append(_line(said.tasks, f"{stop.tasks_done} / {count}"))  # type: ignore[attr-defined]  # as well
    if card.missing:
        parts.append(_missing(card.missing, card.more, said))
    if card.step:
        parts.append(_onwards(row, card.step, place, said))
    return mark_safe("".join([*parts, "</li>"]))  # noqa: S308 -- every text of a card went through escape


def _onwards(row: StopRow, step: Step, place: str, said: CardWords) -> str:
    """The step onwards; a stop that still weighs several dates cannot be confirmed before one is chosen."""
    to, label = f'{step.name}/" data-dialog', escape(str(step.label))
    if step.name == "confirm" and row.stop.starts_on is None:
        to, label = '#dates"', said.choose
    hidden = f'<span class="visually-hidden"> {place}</span>'
    return f'<p><a class="button secondary small" href="{escape(row.url)}{to}>{label}{hidden}</a></p>'


def _line(name: str, value: str) -> str:
    return f'<p class="card-line"><span>{name}</span> <span>{value}</span></p>'


def _missing(missing: Wanted, more: int, said: CardWords) -> str:
    sentence, others = escape(str(missing.sentence)), ""
    if missing.url:
        sentence = f'<a href="{escape(missing.url)}">{sentence}</a>'
    if more:
        counted = ngettext("and one more", "and %(counter)s more", more) % {"counter": more}
        others = f' <span class="muted">{escape(counted)}</span>'
    return f'<p class="card-missing"><span>{said.missing}</span> {sentence}{others}</p>'

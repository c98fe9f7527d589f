"""The board: a column for each state, a card for each stop, with what it needs to move on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Tour
from events.planning.forms.stops import StopForm
from events.planning.listing.cards import Card, card_html, card_words
from events.planning.rules import plans_tour
from events.planning.steps import STEPS, missing_before, next_step
from events.planning.tables import StopRow, stop_rows
from events.planning.views.stops import fields_for, fields_of
from events.planning.words import wanted_of_stop

if TYPE_CHECKING:
    from events.planning.listing.queries import ListedStop
    from tournee.accounts.models import User

State, Phase = Stop.State, Stop.Phase


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The stops in one state, each as its card's HTML; `folded` where nothing moves on from it by itself."""

    name: str
    label: str | Promise
    folded: bool = False
    cards: list[SafeString] = field(default_factory=list)


def board_of(stops: Sequence[ListedStop], tour: Tour, user: User, now: datetime.datetime) -> list[BoardColumn]:
    """`stops` of `tour` (from `queries.in_order`) in their columns, from left to right as a stop meets them. No query.

    What `user` may do is asked once, of the tour; stop by stop only for whoever reads the tour and may co-host some.
    """
    columns, said = _columns(), card_words()
    plans = plans_tour.test(user, tour)
    fields = fields_of(StopForm)
    may = {step.name: step.who.test(user, tour) for step in STEPS.values()}
    for row in stop_rows(stops, at=now):
        own = fields if plans else fields_for(user, row.stop)
        columns[_place(row.stop, now)].cards.append(card_html(_card(row, own, may), said))
    return list(columns.values())


def _columns() -> dict[str, BoardColumn]:
    columns = (
        BoardColumn("idea", State.IDEA.label),
        BoardColumn("contacted", State.CONTACTED.label),
        BoardColumn("confirmed", State.CONFIRMED.label),
        BoardColumn("upcoming", _("published, to come")),
        BoardColumn("held", Phase.HELD.label),
        BoardColumn("postponed", State.POSTPONED.label, folded=True),
        BoardColumn("cancelled", State.CANCELLED.label, folded=True),
    )
    return {column.name: column for column in columns}


def _place(stop: Stop, now: datetime.datetime) -> str:
    """The name of its column: its phase once readers see it, until then its state."""
    phase = stop.phase(now)
    if phase in (Phase.UPCOMING, Phase.TODAY):
        return "upcoming"
    return stop.state if phase == Phase.PLANNED else phase.value


def _card(row: StopRow, fields: frozenset[str], may: Mapping[str, bool]) -> Card:
    step = next_step(row.stop)
    if step is None:
        return Card(row)
    missing = missing_before(step, row.stop)
    if missing:
        [first] = wanted_of_stop(row.stop, missing[:1], fields=fields, page=row.url)
        return Card(row, first, len(missing) - 1)
    return Card(row, step=step if may[step.name] else None)

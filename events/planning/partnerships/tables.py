"""The table of a tour's partners: an organisation a row, the most urgent first."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import ContactPerson, Organisation, Partnership, Stop, Tour
from events.planning.attention.clock import today_of
from events.planning.partnerships.filters import PartnerFilters
from events.planning.partnerships.queries import NEVER, OUT_OF_PLAY, partners_of_tour, parts_of
from events.planning.partnerships.words import (
    Awaited,
    ShownPromise,
    is_waited_for,
    last_in_words,
    next_of,
    place_in_words,
    shown_promises,
)
from events.team.rules import stop_of
from tournee.web.tables import Column, Table, build_table

COLUMNS = (
    Column("organisation", _("Organisation"), sort=("search_key",)),
    Column("part", _("Role")),
    Column("next", _("Next action"), sort=("soonest", "search_key")),
    Column("promises", _("Promised")),
    Column("last", _("Last exchange"), sort=("last_on", "search_key")),
)


@dataclass(frozen=True, slots=True)
class Part:
    """What an organisation is somewhere, in words, with what is next there, promised, and was last said ("")."""

    partnership: Partnership
    place: str
    next: Awaited | None
    promises: Sequence[ShownPromise]
    came: int
    last: str
    summary: str

    @property
    def is_over(self) -> bool:
        """Its stop is over or called off, nothing is to be done next and nothing promised is still awaited."""
        stop = stop_of(self.partnership)
        return not self.next and not self.promises and stop is not None and _over(stop)


def _over(stop: Stop) -> bool:
    return stop.state in OUT_OF_PLAY or stop.phase(timezone.now()) == Stop.Phase.HELD


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation with its parts in the tour, those that are over apart, and the people to call for them."""

    organisation: Organisation
    parts: Sequence[Part]
    people: Sequence[ContactPerson]
    over: Sequence[Part]

    @property
    def rows(self) -> int:
        """How many lines of the table it takes: what is over is folded into one."""
        return len(self.parts) + bool(self.over)


def partners_table(request: HttpRequest, tour: Tour) -> Table:
    """The partners as the address asks for them, the most urgent first; as many queries for one as for a hundred."""
    filters = PartnerFilters(request.GET, queryset=partners_of_tour(tour), request=request, tour=tour)
    table = build_table(request, filters.qs, COLUMNS, default_sort="next")
    organisations = list(table.page.object_list)
    parts = parts_of(tour, organisations)
    table.page.object_list = [_row(one, parts[one.pk], tour) for one in organisations]
    return replace(table, filters=filters, filtered=filters.used)


def _row(organisation: Organisation, partnerships: Sequence[Partnership], tour: Tour) -> Row:
    people = {person.pk: person for one in partnerships for person in one.contact_persons.all()}
    parts = [_part(one, tour) for one in sorted(partnerships, key=_soonest)]
    return Row(
        organisation, [part for part in parts if not part.is_over], list(people.values()),
        over=[part for part in parts if part.is_over],
    )  # fmt: skip


def _soonest(partnership: Partnership) -> datetime.date:
    """The first day on which something is to be done or is promised; those with neither stay in order, last."""
    if not is_waited_for(partnership):
        return NEVER
    days = [one.due_on for one in partnership.commitments.all() if one.received_on is None]
    if partnership.next_action:
        days.append(partnership.next_action_on)
    return min(filter(None, days), default=NEVER)


def _part(partnership: Partnership, tour: Tour) -> Part:
    today, promises = today_of(tour), list(partnership.commitments.all())
    latest = next(iter(partnership.latest), None)  # type: ignore[attr-defined]  # prefetched: see `queries.parts_of`
    return Part(
        partnership=partnership,
        place=place_in_words(partnership),
        next=next_of(partnership, today),
        promises=shown_promises([one for one in promises if one.received_on is None], today),
        came=sum(one.received_on is not None for one in promises),
        last=last_in_words(latest) if latest else "",
        summary=latest.summary if latest else "",
    )

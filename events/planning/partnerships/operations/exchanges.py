"""The dated log of a partnership: what was said, and what is to be done next."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Exchange, Partnership
from events.planning.attention.clock import today_of, zone_of
from events.planning.operations.changing import changes_a_tour
from events.planning.partnerships.errors import PartnershipError
from events.team.rules import tour_of
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes

FIELDS = ("kind", "on", "summary")
NEXT = ("next_action", "next_action_on")


@changes_a_tour
def note_exchange(
    partnership: Partnership, values: Mapping[str, Any], *, expected_version: int | None = None, actor: User | None
) -> Exchange:
    """Write an exchange into the log; with `next_action` and `next_action_on` in `values`, what is to be done next.

    `expected_version` is the partnership's, of which only the next action can be stale. Raises PartnershipError,
    StaleVersion.
    """
    raise_first(faults_of_exchange(partnership, values))
    if following := {name: values[name] for name in NEXT if name in values}:
        save_changes(partnership, following, expected_version=expected_version, actor=actor, action="partner.next")
    fields = {name: values[name] for name in FIELDS if name in values}
    exchange = Exchange.objects.create(partnership=partnership, noted_by=actor, **fields)
    # What was said may name people: history keeps that something was noted, not what.
    record("partner.exchange", partnership, actor=actor)
    return exchange


@changes_a_tour
def correct_exchange(exchange: Exchange, values: Mapping[str, Any], *, actor: User) -> Exchange:
    """Correct an entry of the log: its author's alone, and on the day it was noted. Raises PartnershipError."""
    raise_first(faults_of_correction(exchange, actor))
    raise_first(faults_of_exchange(exchange.partnership, values))
    changed = [name for name in FIELDS if name in values and getattr(exchange, name) != values[name]]
    for name in changed:
        setattr(exchange, name, values[name])
    if changed:
        exchange.save(update_fields=changed)
        record("partner.correct", exchange.partnership, actor=actor)
    return exchange


def faults_of_exchange(partnership: Partnership, values: Mapping[str, Any]) -> Iterator[PartnershipError]:
    """What is wrong with an entry of the log: a day that is still to come; a next action without words, or past."""
    today = today_of(tour_of(partnership))
    if (on := values.get("on")) and on > today:
        said = _("This day is still to come: note it once it has happened.")
        yield PartnershipError(said, code="still_to_come", field="on")
    yield from faults_of_next_action(partnership, values, today)


def faults_of_next_action(
    partnership: Partnership, values: Mapping[str, Any], today: datetime.date
) -> Iterator[PartnershipError]:
    """What is wrong with what is to be done next: a day for nothing, or a new day that is past."""
    words, day = values.get("next_action"), values.get("next_action_on")
    if day and "next_action" in values and not words:
        said = _("Say what is to be done that day, or leave the day empty.")
        yield PartnershipError(said, code="nothing_to_do", field="next_action")
    if day and day < today and day != partnership.next_action_on:
        yield PartnershipError(_("This day is past. Choose today or later."), code="past", field="next_action_on")


def faults_of_correction(exchange: Exchange, actor: User) -> Iterator[PartnershipError]:
    """Why `actor` cannot correct this entry: somebody else noted it, or another day."""
    tour = tour_of(exchange.partnership)
    if exchange.noted_by_id != actor.pk:
        said = _("Only who noted this can correct it. Note an exchange of your own that says otherwise.")
        yield PartnershipError(said, code="not_yours")
    elif exchange.noted_at.astimezone(zone_of(tour)).date() != today_of(tour):
        said = _("An entry is corrected on the day it was noted. Note an exchange that says otherwise.")
        yield PartnershipError(said, code="too_late")

"""Who looks after a stop, the dates it may take, and which of them it takes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from events.models import DateOption, Stop
from events.planning.errors import PlanningError
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.stops import edit_stop, faults_of_days, faults_of_new_day
from events.planning.words import days_in_words
from events.team.queries import members_of
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes

MOST_OPTIONS = 4  # as many as the stop's form shows


@changes_a_tour
def choose_lead(stop: Stop, lead: User | None, *, expected_version: int | None, actor: User | None) -> Stop:
    """`lead`, of the tour's team, now looks after `stop`; None: nobody. Raises PlanningError, StaleVersion."""
    raise_first(faults_of_lead(stop, lead))
    save_changes(
        stop, {"lead": lead}, expected_version=expected_version, actor=actor, action="stop.lead", personal={"lead"}
    )
    return stop


def faults_of_lead(stop: Stop, lead: User | None) -> Iterator[PlanningError]:
    """Only somebody of the team can answer for a stop."""
    if lead is not None and lead.pk != stop.lead_id and not members_of(stop.tour).filter(user=lead).exists():
        said = _("%(person)s is not in the tour’s team. Choose somebody who is, or add them to the team first.")
        yield PlanningError(said % {"person": lead}, code="not_in_the_team", field="lead")


@changes_a_tour
def add_option(
    stop: Stop, starts_on: datetime.date, ends_on: datetime.date | None, note: str = "", *, actor: User | None
) -> DateOption:
    """One more possible date of `stop`, while it has no day. Raises PlanningError."""
    raise_first(faults_of_option(stop, starts_on, ends_on))
    option = DateOption.objects.create(stop=stop, starts_on=starts_on, ends_on=ends_on or starts_on, note=note)
    record("stop.option", stop, actor=actor, changes={"date_options": ("", _said(option))})
    return option


def faults_of_option(
    stop: Stop, starts_on: datetime.date | None, ends_on: datetime.date | None
) -> Iterator[PlanningError]:
    """What is wrong with one more possible date: the stop has its day, it is said already, it lies outside the tour."""
    if stop.starts_on is not None:
        said = _("This stop has its date. Take it away before you weigh others.")
        yield PlanningError(said, code="date_is_set")
    options = list(stop.date_options.all())
    if len(options) >= MOST_OPTIONS:
        said = _("Four possible dates are enough to choose from: remove one first.")
        yield PlanningError(said, code="enough_options")
    if starts_on is None:
        return
    yield from faults_of_days(starts_on, ends_on)
    yield from faults_of_new_day(stop, starts_on, ends_on or starts_on)
    if starts_on in {option.starts_on for option in options}:
        yield PlanningError(_("This day is among the possible dates already."), code="said_already", field="starts_on")


@changes_a_tour
def remove_option(option: DateOption, *, actor: User | None) -> None:
    """It is no longer possible; the others stay."""
    record("stop.option", option.stop, actor=actor, changes={"date_options": (_said(option), "")})
    option.delete()


@changes_a_tour
def choose_option(option: DateOption, *, actor: User | None) -> Stop:
    """The stop takes this date, and forgets the others; it is not confirmed by that. Raises PlanningError."""
    values = {"starts_on": option.starts_on, "ends_on": option.ends_on, "date_options": []}
    return edit_stop(option.stop, values, expected_version=None, actor=actor)


def _said(option: DateOption) -> str:
    days = days_in_words(option.starts_on, option.ends_on)
    return f"{days} ({option.note})" if option.note else days

"""Who takes part, as what: partnerships of a tour, a stop or a session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Partnership, Session, Stop, Tour
from events.planning.errors import PlanningError
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.newcomers import NewOrganisation, created_if_new
from events.planning.operations.public import readers_see_a_change
from events.team.rules import tour_id_of, tour_of
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes
from tournee.ordering.rows import position_after

FIELDS = ("role", "starts_on", "ends_on", "position", "next_action", "next_action_on", "source_url")


@changes_a_tour
def add_partner(
    subject: Tour | Stop | Session,
    organisation: Organisation | NewOrganisation,
    values: Mapping[str, Any],
    *,
    actor: User | None,
) -> Partnership:
    """`organisation`, created if it is new, takes part in `subject` as `values["role"]`; its logo is the last.

    Raises PlanningError when it already does, or when its period runs backwards.
    """
    raise_first(faults_of_partner(subject, organisation, values))
    known = created_if_new(organisation, fictitious=tour_of(subject).fictitious, actor=actor)
    partnership = Partnership(
        organisation=known, **_place(subject), **{name: values[name] for name in FIELDS if name in values}
    )
    if "position" not in values:
        partnership.position = position_after(Partnership.objects.filter(**_place(subject)))
    partnership.save()
    record("partner.add", partnership, actor=actor)
    _tell_readers(subject)
    return partnership


@changes_a_tour
def edit_partner(
    partnership: Partnership, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Partnership:
    """Change role, period, order or next action. Raises PlanningError, StaleVersion."""
    fields = {name: values[name] for name in FIELDS if name in values}
    raise_first(faults_of_partnership(partnership, fields))
    save_changes(partnership, fields, expected_version=expected_version, actor=actor, action="partner.edit")
    _tell_readers(partnership.tour or partnership.stop or partnership.session)
    return partnership


@changes_a_tour
def remove_partner(partnership: Partnership, *, actor: User | None) -> None:
    """The organisation takes no part any more."""
    record("partner.remove", partnership, actor=actor)
    subject = partnership.tour or partnership.stop or partnership.session
    partnership.delete()
    _tell_readers(subject)


def faults_of_partner(
    subject: Tour | Stop | Session, organisation: Organisation | NewOrganisation | None, values: Mapping[str, Any]
) -> Iterator[PlanningError]:
    """What is wrong with a new partnership: the organisation has the role in `subject` already; its period."""
    if isinstance(organisation, Organisation):
        same = Partnership.objects.filter(organisation=organisation, role=values.get("role"), **_place(subject))
        if same.exists():
            yield _twice(organisation, field="organisation")
    yield from _faults_of_period(values.get("starts_on"), values.get("ends_on"))


def faults_of_partnership(partnership: Partnership, values: Mapping[str, Any]) -> Iterator[PlanningError]:
    """What is wrong with `values` for `partnership`: it doubles another one; its period."""
    organisation, role = partnership.organisation, values.get("role", partnership.role)
    place = {"tour": partnership.tour, "stop": partnership.stop, "session": partnership.session}
    same = Partnership.objects.filter(organisation=organisation, role=role, **place).exclude(pk=partnership.pk)
    if same.exists():
        yield _twice(organisation, field="role")
    yield from _faults_of_period(*(values.get(name, getattr(partnership, name)) for name in ("starts_on", "ends_on")))


def _twice(organisation: Organisation, *, field: str) -> PlanningError:
    said = _("%(name)s has this role here already.") % {"name": organisation}
    return PlanningError(said, code="partner_twice", field=field)


def _faults_of_period(starts_on: Any, ends_on: Any) -> Iterator[PlanningError]:
    if starts_on and ends_on and ends_on < starts_on:
        yield PlanningError(_("The period ends before it starts."), code="backwards", field="ends_on")


def _place(subject: Tour | Stop | Session) -> dict[str, Any]:
    return {subject._meta.model_name or "": subject}


def _tell_readers(subject: Tour | Stop | Session | None) -> None:
    if subject is not None:
        readers_see_a_change(tour_id_of(subject))

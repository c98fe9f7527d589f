"""Who takes part, as what: partnerships of a tour, a stop or a session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Partnership, Session, Stop, Tour
from events.planning.errors import PlanningError
from events.planning.operations.public import readers_see_a_change
from tournee.accounts.models import User
from tournee.history.operations import record, save_changes

FIELDS = ("role", "starts_on", "ends_on", "position", "next_action", "next_action_on", "source_url")


@transaction.atomic
def add_partner(
    subject: Tour | Stop | Session, organisation: Organisation, values: Mapping[str, Any], *, actor: User | None
) -> Partnership:
    """`organisation` takes part in `subject` as `values["role"]`. Raises PlanningError when it already does."""
    place = {subject._meta.model_name or "": subject}
    if Partnership.objects.filter(organisation=organisation, role=values["role"], **place).exists():
        raise PlanningError(
            _("%(name)s has this role here already.") % {"name": organisation},
            code="partner_twice",
            field="organisation",
        )
    partnership = Partnership(
        organisation=organisation, **place, **{name: values[name] for name in FIELDS if name in values}
    )
    _check_period(partnership.starts_on, partnership.ends_on)
    partnership.save()
    record("partner.add", partnership, actor=actor)
    _tell_readers(subject)
    return partnership


@transaction.atomic
def edit_partner(
    partnership: Partnership, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Partnership:
    """Change role, period, order or next action. Raises PlanningError, StaleVersion."""
    fields = {name: values[name] for name in FIELDS if name in values}
    _check_period(fields.get("starts_on", partnership.starts_on), fields.get("ends_on", partnership.ends_on))
    save_changes(partnership, fields, expected_version=expected_version, actor=actor, action="partner.edit")
    _tell_readers(partnership.tour or partnership.stop or partnership.session)
    return partnership


@transaction.atomic
def remove_partner(partnership: Partnership, *, actor: User | None) -> None:
    """The organisation takes no part any more."""
    record("partner.remove", partnership, actor=actor)
    subject = partnership.tour or partnership.stop or partnership.session
    partnership.delete()
    _tell_readers(subject)


def _check_period(starts_on: Any, ends_on: Any) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise PlanningError(_("The period ends before it starts."), code="backwards", field="ends_on")


def _tell_readers(subject: Tour | Stop | Session | None) -> None:
    if isinstance(subject, Tour):
        readers_see_a_change(subject.pk)
    elif isinstance(subject, Stop):
        readers_see_a_change(subject.tour_id)
    elif isinstance(subject, Session):
        readers_see_a_change(subject.stop.tour_id)

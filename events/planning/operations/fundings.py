"""Whose money pays, with what obligations: emblem, mention, rate and period of a tour, a stop or a session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.models import Funding, Session, Stop, Tour
from events.planning.errors import PlanningError
from events.planning.operations.public import readers_see_a_change
from tournee.accounts.models import User
from tournee.files.models import StoredFile
from tournee.files.operations import keep_picture
from tournee.history.operations import record, save_changes

if TYPE_CHECKING:
    from tournee.files.pictures import PreparedPicture

    Emblem = PreparedPicture | StoredFile | bool | None

EMBLEM = "emblem"
FIELDS = ("scheme", "reference", "mention_fr", "mention_en", "rate", "starts_on", "ends_on")


@transaction.atomic
def add_funding(
    subject: Tour | Stop | Session, values: Mapping[str, Any], *, emblem: Emblem = None, actor: User | None
) -> Funding:
    """Money for `subject`; `values` are columns of Funding. Raises PlanningError, FileRefused."""
    place = {subject._meta.model_name or "": subject}
    funding = Funding(**place, **{name: values[name] for name in FIELDS if name in values})
    _check(funding.rate, funding.starts_on, funding.ends_on)
    funding.emblem = _kept(emblem, None, actor)
    funding.save()
    record("funding.add", funding, actor=actor)
    readers_see_a_change(tour_of(funding).pk)
    return funding


@transaction.atomic
def edit_funding(
    funding: Funding,
    values: Mapping[str, Any],
    *,
    emblem: Emblem = None,
    expected_version: int | None,
    actor: User | None,
) -> Funding:
    """Change it; `emblem` False removes the picture. Raises PlanningError, StaleVersion, FileRefused."""
    fields = {name: values[name] for name in FIELDS if name in values}
    merged = {name: fields.get(name, getattr(funding, name)) for name in ("rate", "starts_on", "ends_on")}
    _check(**merged)
    if emblem is not None:
        fields["emblem"] = _kept(emblem, funding.emblem, actor)
    save_changes(funding, fields, expected_version=expected_version, actor=actor, action="funding.edit")
    readers_see_a_change(tour_of(funding).pk)
    return funding


@transaction.atomic
def remove_funding(funding: Funding, *, actor: User | None) -> None:
    """It pays no more; its emblem is discarded within a day."""
    record("funding.remove", funding, actor=actor)
    tour = tour_of(funding)
    funding.delete()
    readers_see_a_change(tour.pk)


def tour_of(funding: Funding) -> Tour:
    """The tour whose pages name the funding."""
    stop = funding.session.stop if funding.session else funding.stop
    tour = stop.tour if stop else funding.tour
    if tour is None:
        raise ValueError(funding.pk)
    return tour


def _kept(emblem: Emblem, standing: StoredFile | None, actor: User | None) -> StoredFile | None:
    if emblem is None or isinstance(emblem, StoredFile):
        return emblem or standing
    return None if isinstance(emblem, bool) else keep_picture(emblem, kind=EMBLEM, actor=actor)


def _check(rate: Any, starts_on: Any, ends_on: Any) -> None:
    if rate is not None and not 0 <= rate <= 100:
        raise PlanningError(_("A rate is between 0 and 100 per cent."), code="rate", field="rate")
    if starts_on and ends_on and ends_on < starts_on:
        raise PlanningError(_("The period ends before it starts."), code="backwards", field="ends_on")

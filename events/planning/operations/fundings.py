"""Whose money pays, with what obligations: emblem, mention, rate and period of a tour, a stop or a session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from events.models import Funding, Session, Stop, Tour
from events.planning.errors import PlanningError
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.public import readers_see_a_change
from events.team.rules import tour_id_of
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.files.models import StoredFile
from tournee.files.operations import keep_picture
from tournee.history.operations import record, save_changes

if TYPE_CHECKING:
    from tournee.files.pictures import PreparedPicture

    Emblem = PreparedPicture | StoredFile | bool | None

EMBLEM = "emblem"
FIELDS = ("scheme", "reference", "mention_fr", "mention_en", "rate", "starts_on", "ends_on")


@changes_a_tour
def add_funding(
    subject: Tour | Stop | Session, values: Mapping[str, Any], *, emblem: Emblem = None, actor: User | None
) -> Funding:
    """Money for `subject`; `values` are columns of Funding. Raises PlanningError, FileRefused."""
    place = {subject._meta.model_name or "": subject}
    raise_first(faults_of_funding(values))
    funding = Funding(**place, **{name: values[name] for name in FIELDS if name in values})
    funding.emblem = _kept(emblem, None, actor)
    funding.save()
    record("funding.add", funding, actor=actor)
    readers_see_a_change(tour_id_of(funding))
    return funding


@changes_a_tour
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
    raise_first(faults_of_funding(fields, funding))
    if emblem is not None:
        fields["emblem"] = _kept(emblem, funding.emblem, actor)
    save_changes(funding, fields, expected_version=expected_version, actor=actor, action="funding.edit")
    readers_see_a_change(tour_id_of(funding))
    return funding


@changes_a_tour
def remove_funding(funding: Funding, *, actor: User | None) -> None:
    """It pays no more; its emblem is discarded within a day."""
    record("funding.remove", funding, actor=actor)
    tour_id = tour_id_of(funding)
    funding.delete()
    readers_see_a_change(tour_id)


def _kept(emblem: Emblem, standing: StoredFile | None, actor: User | None) -> StoredFile | None:
    if emblem is None or isinstance(emblem, StoredFile):
        return emblem or standing
    return None if isinstance(emblem, bool) else keep_picture(emblem, kind=EMBLEM, actor=actor)


def faults_of_funding(values: Mapping[str, Any], funding: Funding | None = None) -> Iterator[PlanningError]:
    """What is wrong with `values` for a new funding, or for `funding`: its rate, its period."""
    rate, starts_on, ends_on = (
        values.get(name, getattr(funding, name, None)) for name in ("rate", "starts_on", "ends_on")
    )
    if rate is not None and not 0 <= rate <= 100:
        yield PlanningError(_("A rate is between 0 and 100 per cent."), code="rate", field="rate")
    if starts_on and ends_on and ends_on < starts_on:
        yield PlanningError(_("The period ends before it starts."), code="backwards", field="ends_on")

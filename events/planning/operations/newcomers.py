"""An organisation nobody had entered yet, created with what names it: a partnership, a speaker."""

from __future__ import annotations

from dataclasses import dataclass

from events.models import Organisation
from events.organisations.operations import create_organisation
from tournee.accounts.models import User


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """One that is to be created: its name (French), and its `Organisation.Kind`."""

    name: str
    kind: str

    def __str__(self) -> str:
        return self.name


def created_if_new(
    organisation: Organisation | NewOrganisation, *, fictitious: bool, actor: User | None
) -> Organisation:
    """The organisation itself; a new one is created, made up where its tour is. Called in the caller's transaction."""
    if isinstance(organisation, Organisation):
        return organisation
    values = {"name_fr": organisation.name, "kind": organisation.kind, "fictitious": fictitious}
    return create_organisation(values, actor=actor)

"""What keeping organisations tells others, inside its transactions."""

from __future__ import annotations

from dataclasses import dataclass

from events.models import Organisation
from tournee.floors import Announcement


@dataclass(frozen=True, slots=True)
class OrganisationChange:
    """`organisation` as it now stands: its name, its logo or somebody to call there changed."""

    organisation: Organisation


organisation_changed = Announcement[OrganisationChange](
    "organisation_changed", says="an organisation’s name, logo or people to call changed"
)

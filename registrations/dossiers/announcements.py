"""What dossiers tell the floors above, and ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from registrations.models import Company
from tournee.floors import Announcement, Contribution


@dataclass(frozen=True, slots=True)
class CompaniesMerged:
    """`gone` is a part of `kept` from now on. A subscriber moves what it holds and adds ids to `moved` by its kind."""

    kept: Company
    gone: Company
    moved: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class CompaniesSeparated:
    """`gone` is a firm of its own again: a subscriber gives it back the ids it had added to `moved`."""

    kept: Company
    gone: Company
    moved: dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class DossierLine:
    """Something a firm did: when it is known (`on`, a day in words), `words`, and a page of it."""

    words: str
    on: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DossierPart:
    """A section of a firm's page."""

    title: str
    lines: tuple[DossierLine, ...]


companies_merged = Announcement[CompaniesMerged]("companies_merged", says="two records of a firm became one")
companies_separated = Announcement[CompaniesSeparated]("companies_separated", says="two firms are two again")
dossier_parts: Contribution[Callable[[Company, frozenset[int] | None], Iterable[DossierPart]]] = Contribution(
    "dossier_parts", says="Sections of a firm’s page: what it did at those tours, by id, or at all (dossiers)"
)

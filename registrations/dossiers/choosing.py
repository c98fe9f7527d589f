"""Whose words a firm bears once two records are joined; noted, so that parting them gives back what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils import timezone

from registrations.dossiers.comparing import FACTS, OTHER, THIS, WORDS, Keeping, latest_facts
from registrations.models import Company, CompanyFact

SOURCE = "joining"
"""Of a fact that somebody chose, although another one was newer."""
CHOSEN, STATED = "chosen", "stated"
"""In what a joining notes: the words it changed, by column (from, to); the ids of the facts it stated anew."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a choice changed of the firm that stays: its words, by column (from, to), and facts stated anew (ids)."""

    words: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    facts: list[int] = field(default_factory=list)

    @property
    def changes(self) -> dict[str, tuple[Any, Any]]:
        """As history tells them."""
        return {name: pair for name, pair in self.words.items() if name in {"name", "town_name"}}


def choose(kept: Company, gone: Company, keeping: Keeping) -> Chosen:
    """Give `kept`, which is locked, what is wanted of `gone` before that becomes a part of it."""
    chosen = Chosen()
    for name, columns in WORDS.items():
        wanted = keeping.get(name, THIS) if getattr(kept, columns[0]) else OTHER  # what one alone says is kept
        if wanted == OTHER and getattr(gone, columns[0]):
            chosen.words.update({one: (getattr(kept, one), getattr(gone, one)) for one in columns})
    _write(kept, {name: new for name, (_old, new) in chosen.words.items()})
    ours, theirs = latest_facts(kept), latest_facts(gone)
    for name, kind in FACTS.items():
        if name in keeping and kind in ours and kind in theirs:
            fact, other = ours[kind], theirs[kind]
            if keeping[name] == OTHER:
                fact, other = other, fact
            if (fact.on, fact.pk) < (other.on, other.pk):
                chosen.facts.append(_stated_anew(fact, kept, other).pk)
    return chosen


def take_back(kept: Company, noted: Mapping[str, Any]) -> None:
    """Undo what a joining noted: words that still stand, and the facts it stated."""
    CompanyFact.objects.filter(pk__in=noted.get(STATED, [])).delete()
    words: Mapping[str, tuple[Any, Any]] = noted.get(CHOSEN, {})
    _write(kept, {name: before for name, (before, after) in words.items() if getattr(kept, name) == after})


def _stated_anew(wanted: CompanyFact, kept: Company, other: CompanyFact) -> CompanyFact:
    """The fact once more, from today on: the other one stays as what was known before."""
    return CompanyFact.objects.create(
        company=kept, kind=wanted.kind, headcount_from=wanted.headcount_from, headcount_to=wanted.headcount_to,
        nomenclature=wanted.nomenclature, nomenclature_version=wanted.nomenclature_version, code=wanted.code,
        on=max(timezone.localdate(), other.on), source=SOURCE,
    )  # fmt: skip


def _write(company: Company, values: Mapping[str, Any]) -> None:
    if not values:
        return
    for name, value in values.items():
        setattr(company, name, value)
    company.version = F("version") + 1
    company.save(update_fields=[*values, "search_key", "version"])
    company.refresh_from_db(fields=["version"])

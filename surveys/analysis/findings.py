"""What was found of each question, as plain data that a synthesis freezes: figures, samples, what is kept back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from registrations.figures.counting import base
from surveys.analysis.disclosure import disclose
from surveys.analysis.manner import manner_of
from surveys.analysis.tallies import Cell, Distribution
from tournee.questions.content import Content, Question, Words
from tournee.questions.settings import OTHER

MEDIAN_FROM = 10  # the middle of fewer numbers is somebody's own


@dataclass(frozen=True, slots=True)
class Figure:
    """One count: of which line, None where it is kept back."""

    code: str
    words: Words
    count: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of a question, or of one item of a scale: of `n` answers; all kept back where `withheld`."""

    item: str
    words: Words
    n: int
    withheld: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One question: who answered of those asked, and its parts, or the middle of its numbers."""

    code: str
    kind: str
    label: Words
    skill: str
    n: int
    asked: int
    manner: str
    parts: tuple[Part, ...] = ()
    middle: str = ""
    unit: Words | None = None
    framework: str = ""


_ANOTHER = {"fr": "autre réponse", "en": "another answer"}


def findings(content: Content, found: Mapping[str, Distribution], asked: int) -> list[Finding]:
    """What may be said outside the team of each question that is counted, in the questionnaire's order."""
    return [
        _finding(question, found.get(question.code), asked)
        for question in content.questions()
        if question.kind in {"single", "multiple", "likert", "number"}
    ]


def as_json(finding: Finding) -> dict[str, Any]:
    """The finding as JSON holds it."""
    return asdict(finding)


def from_json(kept: Mapping[str, Any]) -> Finding:
    """The finding that was kept."""
    parts = tuple(
        Part(**{**part, "figures": tuple(Figure(**figure) for figure in part["figures"])}) for part in kept["parts"]
    )
    return Finding(**{**kept, "parts": parts})


def _finding(question: Question, distribution: Distribution | None, asked: int) -> Finding:
    n = distribution.tally.n if distribution else 0
    common: dict[str, Any] = {
        "code": question.code,
        "kind": question.kind,
        "label": dict(question.label),
        "skill": question.skill,
        "framework": question.framework,
        "n": n,
        "asked": asked,
        "manner": manner_of(n).value,
    }
    if distribution is None:
        return Finding(**common)
    if question.kind == "number":
        return Finding(**common, middle=_middle(distribution), unit=question.settings.get("unit") or {})
    return Finding(**common, parts=tuple(_parts(question, distribution)))


def _parts(question: Question, distribution: Distribution) -> Iterator[Part]:
    if question.kind == "likert":
        for item in question.choices("items"):
            cells = {(item.code, level.code): level.words for level in question.choices("levels")}
            yield _part(item.code, item.words, distribution, cells, adds_up=True)
        return
    choices = {("", choice.code): choice.words for choice in question.choices()}
    if question.settings.get(OTHER):
        choices["", OTHER] = _ANOTHER
    yield _part("", {}, distribution, choices, adds_up=question.kind == "single")


def _part(item: str, words: Words, distribution: Distribution, cells: Mapping[Cell, Words], *, adds_up: bool) -> Part:
    shown = disclose(distribution, cells, adds_up=adds_up)
    figures = tuple(Figure(cell[1], dict(said), shown.counts[cell]) for cell, said in cells.items())
    return Part(item, dict(words), shown.n, shown.withheld, figures)


def _middle(distribution: Distribution) -> str:
    """The median, as text; nothing where it could be one person's or one firm's number."""
    enough = min(distribution.whole.answers, distribution.whole.sources) >= max(MEDIAN_FROM, base())
    return str(Decimal(median(distribution.tally.numbers)).normalize()) if enough else ""

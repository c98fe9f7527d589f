"""What sources say of a tour or a stop: figures and sentences, each with where it was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from events.catalogue.panels import KeyFigure
from events.models import SourcedFact

_FIGURE = re.compile(r"(\D*)(.*)", re.DOTALL)
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)\s(?=\d{3})")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A fact without a figure."""

    text: str
    source: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures to set large, sentences to list, remarks that need no source (“sources disagree”).

    `disagree`: two sources give different figures for one thing.
    """

    figures: list[KeyFigure]
    sentences: list[Sentence]
    notes: list[str]
    disagree: bool

    def __bool__(self) -> bool:
        return bool(self.figures or self.sentences or self.notes)


def facts_of(rows: Iterable[SourcedFact], contributed: Iterable[KeyFigure] = ()) -> Facts:
    """The facts as the page shows them, in their order, after the figures `contributed` by the floors above."""
    facts = list(rows)
    figures = [_figure(fact) for fact in facts if fact.value]
    told = Counter(figure.label for figure in figures)
    return Facts(
        [*contributed, *figures],
        [Sentence(fact.text, fact.source, fact.source_url) for fact in facts if not fact.value and fact.source],
        [fact.text for fact in facts if not fact.value and not fact.source],
        any(count > 1 for count in told.values()),
    )


def _figure(fact: SourcedFact) -> KeyFigure:
    """The fact as a figure: words before the number are set small, and the number does not break."""
    words, number = _FIGURE.match(fact.value).groups()  # type: ignore[union-attr]
    return KeyFigure(
        _SPACE_IN_NUMBER.sub("\u202f", number or words),
        fact.text,
        before=words.strip() if number else "",
        source=fact.source,
        source_url=fact.source_url,
    )

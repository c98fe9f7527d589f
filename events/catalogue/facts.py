"""What sources say of a tour or a stop: figures and sentences, each with where it was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.catalogue.panels import KeyFigure
from events.catalogue.said import text_of
from events.models import SourcedFact
from tournee.database.asked import Asked
from tournee.texts.languages import active_language

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


class StoredFact(NamedTuple):
    """The columns of a fact that a page shows."""

    value: str
    text_fr: str
    text_en: str
    source: str
    source_url: str


_of_tour = Asked(
    StoredFact,
    lambda tour: SourcedFact.objects.filter(tour=tour, stop=None).values_list(*StoredFact.__annotations__),
    int,
)
_of_stop = Asked(
    StoredFact, lambda stop: SourcedFact.objects.filter(stop=stop).values_list(*StoredFact.__annotations__), int
)


def tour_facts(tour: int, contributed: Iterable[KeyFigure]) -> SafeString:
    """What is known of the tour as a whole, after the figures `contributed` by the floors above. One query."""
    return _section(_("In figures"), tuple(_of_tour(tour)), tuple(contributed), active_language())


def stop_facts(stop: int) -> SafeString:
    """What is known of the stop. One query."""
    return _section(_("What is known"), tuple(_of_stop(stop)), (), active_language())


@lru_cache(maxsize=128)
def _section(
    title: str, rows: tuple[StoredFact, ...], contributed: tuple[KeyFigure, ...], _language: str
) -> SafeString:
    """The section, made once for the same facts; "" where there are none."""
    return render_to_string("events/catalogue/_facts.html", {"title": title, "facts": _facts(rows, contributed)})


def _facts(facts: Sequence[StoredFact], contributed: Iterable[KeyFigure]) -> Facts:
    """The facts as the page shows them, in their order."""
    figures = [_figure(fact) for fact in facts if fact.value]
    told = Counter(figure.label for figure in figures)
    without = [(fact, text_of(fact, "text")) for fact in facts if not fact.value]
    return Facts(
        [*contributed, *figures],
        [Sentence(text, fact.source, fact.source_url) for fact, text in without if fact.source],
        [text for fact, text in without if not fact.source],
        any(count > 1 for count in told.values()),
    )


def _figure(fact: StoredFact) -> KeyFigure:
    """The fact as a figure: words before the number are set small, and the number does not break."""
    words, number = _FIGURE.match(fact.value).groups()  # type: ignore[union-attr]
    return KeyFigure(
        _SPACE_IN_NUMBER.sub("\u202f", number or words),
        text_of(fact, "text"),
        before=words.strip() if number else "",
        source=fact.source,
        source_url=fact.source_url,
    )

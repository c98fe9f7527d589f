"""What of a distribution may be said outside the organising team.

After the rules of statistical confidentiality for firms (INSEE, *Guide du secret statistique*): no figure behind which
stand fewer than three, counted in people and in firms; none where one firm makes over 85 %; and nothing that somebody
could work out by subtraction. Beside these a base of its own: nothing is broken down of fewer than five answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registrations.figures.counting import CELL, DOMINANCE, base
from surveys.analysis.tallies import Cell, Distribution, Weight

UNANIMOUS = 10  # fewer than these who all say one thing give away what each of them said


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What may be shown: nothing but how many answered (`withheld`), or the counts, None where one is kept back."""

    n: int
    counts: Mapping[Cell, int | None]
    withheld: bool = False

    @property
    def partly(self) -> bool:
        """Whether some count is kept back."""
        return any(count is None for count in self.counts.values())


def disclose(distribution: Distribution, cells: Iterable[Cell], *, adds_up: bool) -> Disclosed:
    """What may be shown of `cells`, all those of one question or of one item of a scale.

    `adds_up` says that each respondent is in exactly one of them, so that a single one kept back could be had by
    subtraction: then others are kept back with it, the smallest first, until three answers lie hidden together.
    """
    cells = list(cells)
    weights = {cell: distribution.cells.get(cell, Weight()) for cell in cells}
    n = sum(weight.answers for weight in weights.values()) if adds_up else distribution.whole.answers
    if _too_few(weights, distribution.whole, n, adds_up=adds_up) or _unanimous(weights, n):
        return Disclosed(n, dict.fromkeys(cells), withheld=True)
    hidden = {cell for cell, weight in weights.items() if _sensitive(weight)}
    if adds_up:
        hidden = _against_subtraction(weights, hidden)
    else:
        hidden |= {cell for cell, weight in weights.items() if 0 < n - weight.answers < CELL}
    if hidden >= {cell for cell, weight in weights.items() if weight.answers}:
        return Disclosed(n, dict.fromkeys(cells), withheld=True)
    return Disclosed(n, {cell: None if cell in hidden else weights[cell].answers for cell in cells})


def _too_few(weights: Mapping[Cell, Weight], whole: Weight, n: int, *, adds_up: bool) -> bool:
    """Fewer answers than the base, or from fewer firms and people than that."""
    sources = sum(weight.sources for weight in weights.values()) if adds_up else whole.sources
    return n < base() or min(sources, whole.sources) < base()


def _unanimous(weights: Mapping[Cell, Weight], n: int) -> bool:
    """A small group that says one thing."""
    return n < UNANIMOUS and any(weight.answers == n for weight in weights.values())


def _sensitive(weight: Weight) -> bool:
    """Too few stand behind it, or one firm makes nearly all of it; nought tells of nobody."""
    if not weight.answers:
        return False
    return min(weight.answers, weight.sources) < CELL or weight.largest > DOMINANCE * weight.answers


def _against_subtraction(weights: Mapping[Cell, Weight], hidden: set[Cell]) -> set[Cell]:
    """With what is hidden, the smallest others, until neither one of them nor their sum can be had from the rest."""
    hidden = set(hidden)
    shown = sorted(
        (cell for cell, weight in weights.items() if cell not in hidden and weight.answers),
        key=lambda cell: (weights[cell].answers, cell),
    )
    while hidden and shown and (len(hidden) < 2 or sum(weights[cell].answers for cell in hidden) < CELL):
        hidden.add(shown.pop(0))
    return hidden

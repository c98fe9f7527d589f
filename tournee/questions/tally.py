"""What was answered to one question, counted before a type looks at it, and what the type makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """One stored value of an answer, as the columns of `surveys.Answer` hold it."""

    item: str = ""
    choice: str = ""
    number: Decimal | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """`n` respondents answered; `asked` could have. `counts` by (item, choice); every number; every text.

    `numbers` rise. `texts` are free texts, sentences, or the words beside “another answer”.
    """

    n: int
    asked: int
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    numbers: tuple[Decimal, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a summary: what it counts, how many, of how many."""

    label: str
    count: int
    of: int
    item: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A question's answers in one language: lines to count, or the middle of numbers, or words to read."""

    n: int
    asked: int
    lines: tuple[Line, ...] = ()
    median: Decimal | None = None
    least: Decimal | None = None
    greatest: Decimal | None = None
    texts: tuple[str, ...] = ()


def whole_percent(count: int, n: int) -> int:
    """A whole percentage, halves upwards: a decimal of so few answers says more than is known."""
    return (200 * count + n) // (2 * n)

"""Under which answer to an earlier question a later one is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

CHOOSING = ("single", "multiple")  # the kinds whose answers a condition can name


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only where one of `choices` (codes) was chosen in answer to the question with the code `question`."""

    question: str
    choices: tuple[str, ...]

    def is_met(self, chosen: Collection[str]) -> bool:
        """Whether one of its choices is among those `chosen` there."""
        return not set(self.choices).isdisjoint(chosen)

    def as_json(self) -> dict[str, Any]:
        """As it is stored; `read_condition` reads it."""
        return {"question": self.question, "choices": list(self.choices)}


def read_condition(stored: Mapping[str, Any]) -> Condition | None:
    """The condition in JSON, `{"question": code, "choices": [code…]}`; None for a question that is always asked."""
    return Condition(stored["question"], tuple(stored["choices"])) if stored else None

"""What every step of the journey knows: the product, the stop, who plays, and how they open a window."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.e2e.product import Product
from tests.e2e.thread import Person

TOWNS = {"fr": "Millau", "en": "Guéret"}


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody without an account."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Story:
    """One stop, lived through in one language at one width."""

    product: Product
    language: str
    tour: str
    stop: str
    place: str
    host: str
    sessions: tuple[int, int]
    open_window: Callable[[str], Page]

    def somebody(self, who: str = "anyone") -> Person:
        """A person at a window of their own: a visitor, or whoever has an account of that name in `prepare.py`."""
        return Person(self.open_window(who), self.product, self.language)

    @property
    def at(self) -> tuple[str, str]:
        """The stop, as addresses name it."""
        return self.tour, self.stop

    @property
    def owner(self) -> Somebody:
        """Registers, comes and answers."""
        return Somebody("Ana Dumoulin", f"ana.{self.stop}@demo.example")

    @property
    def colleague(self) -> Somebody:
        """Is registered with the owner, and does not come after all."""
        return Somebody("Bo Lacombe", f"bo.{self.stop}@demo.example")

    @property
    def latecomer(self) -> Somebody:
        """Waits, comes, and is forgotten in the end."""
        return Somebody("Cleo Faure", f"cleo.{self.stop}@demo.example")

    @property
    def walk_in(self) -> Somebody:
        """Comes without having registered, and wants no further message."""
        return Somebody("Dora Petit", f"dora.{self.stop}@demo.example")

    @property
    def absent(self) -> Somebody:
        """Stands on a list, and did not come."""
        return Somebody("Elio Absent", f"elio.{self.stop}@demo.example")

    def let_days_pass(self, day: int) -> None:
        """Until the stop is `day` days from today: 0 is its day, -1 the day after."""
        self.product.run("-m", "tests.e2e.journey.days", self.tour, self.stop, str(day))


def is_told(person: Person, message: str, **values: object) -> None:
    """The page says what came of what somebody did, by its English sentence."""
    expect(person.window.locator(".messages").get_by_text(person.says(message) % values)).to_be_visible()


def begin(product: Product, language: str, open_window: Callable[[str], Page]) -> Story:
    """A stop that is ready to be published, in a town of its own."""
    made = json.loads(product.run("-m", "tests.e2e.journey.prepare", TOWNS[language]))
    first, second = made["sessions"]
    place, host = made["place"], made["host"][language]
    return Story(product, language, made["tour"], made["stop"], place, host, (first, second), open_window)

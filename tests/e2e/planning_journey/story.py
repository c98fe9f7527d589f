"""What every step knows: the product, who sits where, the tour, and the days on which two of its stops take place."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.e2e.journey.letters import plain, words_of
from tests.e2e.product import MAIL_SECONDS, Product
from tests.e2e.thread import Person

ORGANISER = "pilotage@demo.example"
DAYS_AHEAD, TUESDAY = 25, 1
WEEK = datetime.timedelta(days=7)
TOWN, TITLE = "Le Creusot", "Recruter loin des métropoles"
SESSION = "Atelier des alliages"
STOP = "le-creusot"


@dataclass(frozen=True, slots=True)
class Story:
    """The preparation of one tour, in one language."""

    product: Product
    language: str
    organiser: Person
    host: Person
    title: str
    day: datetime.date

    @property
    def tour(self) -> str:
        """The tour, as addresses name it."""
        return f"la-tournee-du-recit-{self.language}"

    @property
    def at(self) -> tuple[str, str]:
        """The stop of the co-host, as addresses name it."""
        return self.tour, STOP

    @property
    def host_name(self) -> str:
        """Who prepares the stop on the spot."""
        return f"Ines Forgeron {self.language}"

    @property
    def host_email(self) -> str:
        """Where they are written to."""
        return f"ines.{self.language}@demo.example"

    @property
    def organisation(self) -> str:
        """Whom they represent; nobody knows it before the import."""
        return f"École des alliages {self.language}"


def begin(product: Product, language: str, open_window: Callable[[str], Page]) -> Story:
    """An organiser who is signed in, a co-host who is nobody yet, and a Tuesday in some weeks."""
    soon = timezone.localdate() + datetime.timedelta(days=DAYS_AHEAD)
    day = soon + datetime.timedelta(days=(TUESDAY - soon.weekday()) % 7)
    organiser = Person(open_window("manager"), product, language)
    host = Person(open_window("anyone"), product, language)
    return Story(product, language, organiser, host, f"La tournée du récit {language}", day)


def letter(story: Story, to: str, holding: str, *, after: int) -> EmailMessage:
    """The newest message to that address that holds a text, among those sent after the first `after`; waits for it."""
    deadline = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < deadline:
        for message in reversed(story.product.mailbox.accepted[after:]):
            if to in str(message["To"]) and holding in f"{plain(str(message['Subject']))} {words_of(message)}":
                return message
        time.sleep(0.1)
    raise AssertionError(f"No message to {to} with “{holding}” within {MAIL_SECONDS:.0f} s.")


def sentence(person: Person, message: str, **known: object) -> re.Pattern[str]:
    """An English sentence as this person reads it, whatever stands in the places of which nothing is `known`."""
    parts = re.split(r"%\((\w+)\)[sd]", person.says(message))
    texts = [_pattern(text) for text in parts[::2]]
    values = [_pattern(str(known[name])) if name in known else ".+" for name in parts[1::2]]
    return re.compile("".join(text + value for text, value in zip(texts, [*values, ""], strict=True)))


def _pattern(text: str) -> str:
    """That text, with whatever spaces."""
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", text))


def reach(person: Person, target: Locator) -> None:
    """Come to it by the keyboard alone."""
    for _press in range(80):
        person.window.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            break
    expect(target).to_be_focused()


def enter(person: Person) -> None:
    """Press Enter on what leads to another page."""
    with person.window.expect_navigation():
        person.window.keyboard.press("Enter")

"""A boss on a phone, without a mouse and without patience: from the tour's page to two people registered."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.journey.story import is_told
from tests.e2e.product import Product
from tests.e2e.thread import Person

pytestmark = pytest.mark.e2e
ASKING = "saint-die-des-vosges"  # where the demonstration asks questions of its own
FEWER_THAN = 20
_FAR = 300  # presses of Tab after which something cannot be reached


@dataclass(slots=True)
class Keyboard:
    """Somebody's keyboard: what they did with it, counted; the way to a field (Tab) is counted apart."""

    window: Page
    done: int = 0
    tabs: int = 0

    def reach(self, wanted: Locator) -> None:
        """Press Tab until the focus is there."""
        for _press in range(_FAR):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.window.keyboard.press("Tab")
            self.tabs += 1
        raise AssertionError(f"Out of the keyboard's reach: {wanted}")

    def write(self, name: str, text: str) -> None:
        """Fill in a field, or choose in a list by what its answer begins with."""
        self.reach(self.window.locator(f"form.booking [name={name}]"))
        self.window.keyboard.type(text)
        self.done += 1

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        """Follow a link, press a button, tick a box."""
        self.reach(wanted)
        self.window.keyboard.press(key)
        self.done += 1


def test_two_people_are_registered_in_fewer_than_twenty_interactions(page_at: OpenPage, product: Product) -> None:
    window = page_at(360, language="fr")
    visitor, keyboard, at = Person(window, product, "fr"), Keyboard(window), product.samples["stop"]
    visitor.go("tour", at["tour"])
    with translation.override("fr"):
        stop, form = (reverse(name, args=[at["tour"], at["stop"]]) for name in ("stop", "register"))

    with window.expect_navigation():
        keyboard.press(window.locator(f"main a[href='{stop}']:visible").last)
    with window.expect_navigation():
        keyboard.press(window.locator(f"main a[href='{form}']:visible").first)
    keyboard.write("firm_name", "Chaudronnerie Dumoulin")
    keyboard.write("firm_town", "Albert")
    keyboard.write("firm_headcount", "2")
    keyboard.write("firm_trade", "mét")
    keyboard.write("contact_name", "Ana Dumoulin")
    keyboard.write("contact_email", "ana.quickly@demo.example")
    keyboard.write("person_1_name", "Bo Lacombe")
    keyboard.write("person_1_email", "bo.quickly@demo.example")
    keyboard.press(window.locator("form.booking [name=sessions]").first, "Space")
    with window.expect_navigation():
        keyboard.press(window.locator("form.booking .actions .button").last)

    is_told(visitor, "We have written to %(email)s.", email="ana.quickly@demo.example")
    assert product.mailbox.newest("bo.quickly@demo.example")
    print(f"\n{keyboard.done} interactions, {keyboard.tabs} Tabs between them")  # noqa: T201 (the measurement)
    assert keyboard.done < FEWER_THAN


def test_what_follows_from_an_answer_is_out_of_sight_until_it_is_given(page_at: OpenPage, product: Product) -> None:
    window = page_at(360, language="fr")
    Person(window, product, "fr").go("register", "prochaine", ASKING)
    later = window.locator("[data-follows]")

    expect(later).to_be_hidden()
    window.get_by_label("En voiture").check()
    expect(later).to_be_visible()
    window.get_by_label("En train").check()
    expect(later).to_be_hidden()

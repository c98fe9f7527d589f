"""What somebody at the keyboard does, in either language: signing in, planning, reading a calendar."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

import vobject
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import APIResponse, Locator, Page, expect

from tests.e2e.product import Product


@dataclass(frozen=True, slots=True)
class Person:
    """A person at a window, who reads one language."""

    window: Page
    product: Product
    language: str

    def says(self, message: str, context: str = "") -> str:
        """A text of the interface as this person reads it."""
        with translation.override(self.language):
            return pgettext(context, message) if context else gettext(message)

    def go(self, url: str, *arguments: str) -> None:
        """Open an address by its name."""
        with translation.override(self.language):
            self.window.goto(self.product.address + reverse(url, args=arguments))

    def at(self, url: str, *arguments: str) -> None:
        """Be at that address, sooner or later."""
        with translation.override(self.language):
            address = self.product.address + reverse(url, args=arguments)
        self.window.wait_for_url(lambda here: here.partition("#")[0] == address)

    def fill(self, **values: str) -> None:
        """Fill fields by their names; a select by its value."""
        for name, value in values.items():
            field = self.window.locator(f"form [name={name}]:visible").first
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def button(self, label: str) -> Locator:
        """The visible button with that English label."""
        return self.window.get_by_role("button", name=self.says(label), exact=True)

    def link(self, label: str, context: str = "") -> Locator:
        """The first visible link with that English label."""
        return self.window.get_by_role("link", name=self.says(label, context), exact=True).first

    def link_about(self, label: str, thing: str) -> Locator:
        """The first visible link with that English label that says, for those who hear it, what it is about."""
        said, about = (re.escape(" ".join(text.split())) for text in (self.says(label), thing))
        return self.window.get_by_role("link", name=re.compile(f"^{said}.*{about}")).first

    def press(self, label: str) -> None:
        """Press a button that leads to another page; of a long form’s two, the first."""
        with self.window.expect_navigation():
            self.button(label).first.click()

    def follow(self, label: str, context: str = "") -> None:
        """Follow a link that leads to another page."""
        with self.window.expect_navigation():
            self.link(label, context).click()

    def confirm(self, link: str, button: str) -> None:
        """Take a step: its question opens in a dialog on the page."""
        self.link(link).click()
        dialog = self.window.get_by_role("dialog")
        expect(dialog).to_be_visible()
        with self.window.expect_navigation():
            dialog.get_by_role("button", name=self.says(button), exact=True).click()

    def reads(self, text: str) -> None:
        """See a text somewhere on the page."""
        expect(self.window.locator("main").get_by_text(text).first).to_be_visible()

    def sign_in(self, email: str, password: str) -> None:
        """Sign in with a password, from the sign-in page."""
        self.go("account_login")
        self.fill(login=email, password=password)
        self.press("Sign in")

    def get(self, address: str, **headers: str) -> APIResponse:
        """Fetch an address as a calendar program does: no cookies of the window's pages are needed for it."""
        return self.window.context.request.get(address, headers=headers)


def events_in(calendar: str) -> dict[str, Any]:
    """The events of a calendar by UID, read by a library other than the one that writes it."""
    return {event.uid.value: event for event in vobject.readOne(calendar).vevent_list}


def starts(events: dict[str, Any]) -> list[datetime.datetime]:
    """When the events start, in order, in UTC."""
    return sorted(event.dtstart.value.astimezone(datetime.UTC) for event in events.values())


def sequences(events: dict[str, Any]) -> dict[str, int]:
    """The SEQUENCE of each event, by UID."""
    return {uid: int(event.sequence.value) for uid, event in events.items()}

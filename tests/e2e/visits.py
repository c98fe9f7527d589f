"""Opening a page of `pages.py` as whoever may open it, in a window kept for that person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Window

from tests.e2e.browser import Scheme, Watch, looking
from tests.e2e.conftest import cookie_of
from tests.e2e.page import Page
from tests.e2e.prepare import KEYHOLDER, PASSWORD, PEOPLE
from tests.e2e.product import Product


@dataclass(frozen=True, slots=True)
class Look:
    """How pages are looked at."""

    language: str
    scheme: Scheme
    width: int

    def __str__(self) -> str:
        return f"{self.language}-{self.scheme}-{self.width}"


@dataclass(slots=True)
class Visitor:
    """Opens pages; keeps one window for each person and look, and what it took to get to the steps of signing in."""

    product: Product
    browser: Browser
    watch: Watch = field(init=False)
    _windows: dict[tuple[str, Look], Window] = field(default_factory=dict)
    _cookies: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.watch = Watch(self.product.address.removeprefix("http://"))

    def open(self, page: Page, look: Look) -> Window:
        """The window that shows `page`; AssertionError if it does not answer as the list says."""
        window = self._window(page.who, look)
        window.set_viewport_size(looking(look.width, look.scheme, look.language)["viewport"])
        path = page.path(look.language, self.product.samples)
        answer = window.goto(self.product.address + path)
        assert answer is not None
        there = window.url.removeprefix(self.product.address)
        assert (answer.status, there) == (page.status, path), (
            f"{answer.status} at {there}, wanted {page.status} at {path}"
        )
        if page.refused:
            with window.expect_navigation() as pressed:
                window.locator("main form:not([role=search]) .actions button:not([name])").first.click()
            assert pressed.value.status == page.refused, f"the empty form was answered with {pressed.value.status}"
        return window

    def close(self) -> None:
        """Close every window."""
        for window in self._windows.values():
            window.context.close()

    def _window(self, who: str, look: Look) -> Window:
        if (who, look) not in self._windows:
            context = self.watch.over(self.browser.new_context(**looking(look.width, look.scheme, look.language)))
            context.add_cookies(self._cookies_of(who))
            self._windows[who, look] = context.new_page()
        return self._windows[who, look]

    def _cookies_of(self, who: str) -> list[Any]:
        if who == "anyone":
            return []
        if who in self.product.cookies:
            return [cookie_of(self.product, who)]
        if who not in self._cookies:
            context: BrowserContext = self.browser.new_context()
            STEPS[who](context.new_page(), self.product)
            self._cookies[who] = list(context.cookies())
            context.close()
        return self._cookies[who]


def _at(product: Product, url: str) -> str:
    with translation.override("fr"):
        return product.address + reverse(url)


def _press(window: Window) -> None:
    with window.expect_navigation():
        window.locator("main form .actions button").first.click()


def _code_asked(window: Window, product: Product) -> None:
    window.goto(_at(product, "account_request_login_code"))
    window.locator("input[name=email]").fill(PEOPLE["editor"])
    _press(window)


def _reset_asked(window: Window, product: Product) -> None:
    window.goto(_at(product, "account_reset_password"))
    window.locator("input[name=email]").fill(PEOPLE["editor"])
    _press(window)


def _reset_entered(window: Window, product: Product) -> None:
    sent = len(product.mailbox.accepted)
    window.goto(_at(product, "account_reset_password"))
    window.locator("input[name=email]").fill(PEOPLE["reader"])
    _press(window)
    window.locator("input[name=code]").fill(code_in(product, PEOPLE["reader"], after=sent))
    _press(window)


def _second_factor_asked(window: Window, product: Product) -> None:
    window.goto(_at(product, "account_login"))
    window.locator("input[name=login]").fill(KEYHOLDER)
    window.locator("input[name=password]").fill(PASSWORD)
    _press(window)


def code_in(product: Product, address: str, *, after: int = 0) -> str:
    """The code in the newest message to `address`."""
    body = product.mailbox.newest(address, after=after).get_body(("plain",))
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", body.get_content() if body else "")
    assert found, "no code in the message"
    return found.group()


STEPS: dict[str, Callable[[Window, Product], None]] = {
    "code_asked": _code_asked,
    "reset_asked": _reset_asked,
    "reset_entered": _reset_entered,
    "second_factor_asked": _second_factor_asked,
}

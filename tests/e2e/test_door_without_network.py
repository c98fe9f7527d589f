"""The door on two telephones: the network is lost, the page closed and reopened, and afterwards everybody agrees."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser import Watch, looking
from tests.e2e.product import Product

pytestmark = pytest.mark.e2e

PEOPLE = 400
SENT = "**/facts.json"
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"
HERE = "from tests.e2e.door_today import print_who_is_here; print_who_is_here()"
OpenPhone = Callable[[], BrowserContext]


@pytest.fixture
def phone(product: Product, new_context: Callable[..., BrowserContext]) -> Iterator[OpenPhone]:
    """A telephone that reads English; any fault but a lost network fails the test."""
    watch = Watch(product.address.removeprefix("http://"))
    yield lambda: watch.over(new_context(**looking(360, "light", "en")))
    assert [fault for fault in watch.taken() if OFFLINE not in fault] == []


def test_two_telephones_and_the_server_tell_one_story(product: Product, phone: OpenPhone) -> None:
    made = json.loads(product.run("-m", "tests.e2e.door_today", str(PEOPLE)))
    north, south = (f"{product.address}{path}" for path in made["doors"])
    first, second, third, other, another = made["people"]

    mobile = phone()
    page = _opened(mobile, north)
    with page.expect_response(SENT):
        _find(page, first["name"])
    _is_answered(page, "Welcome", first["name"])
    with page.expect_response(SENT):
        page.goto(f"{north}ticket/{second['code']}/")
    _is_answered(page, "Welcome", second["name"])
    expect(page).to_have_url(north)

    # No network, and the page is closed.
    mobile.set_offline(True)
    page.close()
    page = _opened(mobile, north)
    expect(page.locator("#door-network")).to_be_visible()
    _scan(page, third["ticket"])
    _is_answered(page, "Welcome: now it is full", third["name"])
    for over, person in enumerate((other, another), start=1):
        _find(page, person["name"])
        _is_answered(page, f"Full, {over} over", person["name"])
    _walk_in(page, "Zoé Sansbillet")
    _is_answered(page, "Full, 3 over", "Zoé Sansbillet")

    # Meanwhile somebody else notes one of them too, and takes another back.
    beside = _opened(phone(), south)
    with beside.expect_response(SENT):
        _find(beside, third["name"])
    _is_answered(beside, "Welcome: now it is full", third["name"])
    with beside.expect_response(SENT):  # the server knows of it before the first asks
        _find(beside, first["name"], "Undo")
    _is_answered(beside, "Not here after all", first["name"])

    mobile.set_offline(False)
    expect(page.locator("#door-network")).to_be_hidden(timeout=15_000)
    expected = sorted([second["name"], third["name"], other["name"], another["name"], "Zoé Sansbillet"])
    for told in (page, beside):
        told.evaluate("dispatchEvent(new Event('online'))")  # ask at once
        expect(told.locator("#door-here")).to_have_text(str(len(expected)))
        told.locator("[data-shown=here]").click()
        assert sorted(told.locator("#door-people [data-name]").all_inner_texts()) == expected
        note = told.locator("#door-people li", has_text=third["name"]).locator("[data-story]")
        expect(note).to_contain_text("also noted at")  # each is told that the other noted them too
        told.locator("[data-shown='']").click()
    note = page.locator("#door-people li", has_text=first["name"]).locator("[data-story]")
    expect(note).to_contain_text("by Entrée sud")  # who took back what this one had noted
    assert json.loads(product.run("-c", HERE)) == expected


def _opened(context: BrowserContext, address: str) -> Page:
    """The door, ready to go on without a network."""
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#door-ready")).to_contain_text(f"Ready without network: {PEOPLE}")
    return page


def _find(page: Page, name: str, button: str = "Here") -> None:
    """Type a part of a name as nobody writes it, and tap."""
    page.locator("#door-q").fill(name.upper())
    page.get_by_role("button", name=f"{button} {name}", exact=True).click()


def _scan(page: Page, ticket: str) -> None:
    """As a scanner types, wherever it stands."""
    page.locator("#door-q").fill(ticket)
    page.keyboard.press("Enter")


def _walk_in(page: Page, name: str) -> None:
    page.locator("#door-q").fill(name)
    page.locator("#door-newcomer").click()
    form: Any = page.get_by_role("dialog")
    form.get_by_role("button", name="Note as here").click()


def _is_answered(page: Page, word: str, name: str) -> None:
    """A word, and whom it is about; read aloud by whoever listens."""
    answer = page.get_by_role("status").filter(has_text=name)
    expect(answer.locator(".door-word")).to_have_text(word)

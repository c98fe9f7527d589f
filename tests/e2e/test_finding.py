"""Finding the nearest stop: by keyboard, and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenPage
from tests.e2e.product import Product
from tests.e2e.thread import Person

pytestmark = pytest.mark.e2e


def test_the_nearest_stop_is_found_by_keyboard(page_at: OpenPage, product: Product) -> None:
    reader = Person(page_at(1440, "light", "en"), product, "en")
    reader.go("home")
    box = reader.window.locator("main input[name=q]")
    for _press in range(10):
        reader.window.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    reader.window.keyboard.type("80300")
    reader.window.keyboard.press("Enter")
    reader.window.wait_for_url("**/en/search/?q=80300")
    expect(reader.window.locator("#found-title")).to_contain_text("Albert (Somme)")
    nearest = reader.window.locator("ol.stops a").first
    nearest.focus()
    reader.window.keyboard.press("Enter")
    expect(reader.window.locator("nav.crumbs")).to_be_visible()


def test_stops_are_found_and_narrowed_without_a_script(page_at: OpenPage, product: Product) -> None:
    reader = Person(page_at(360, java_script_enabled=False), product, "fr")
    reader.go("find_stops")
    reader.window.locator("#q").fill("Saint-Denis")
    reader.window.keyboard.press("Enter")
    reader.window.locator("a", has_text="97400").click()
    expect(reader.window.locator("ol.stops .where small b").first).to_contain_text("km")
    reader.window.locator("summary").click()
    reader.window.locator("#filter-region").select_option(index=1)
    reader.window.locator("form.filters button").click()
    expect(reader.window.locator("#found a[aria-label]")).to_have_count(1)
    expect(reader.window.locator("ol.stops > li").first).to_be_visible()

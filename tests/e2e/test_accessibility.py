"""Every page through axe, and what axe does not see: headings, language, widths, zoom.

In French at 360 px in light, and in English at 1440 px in dark; `AXE_MATRIX=all` (make axe) takes every combination.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window

from tests.e2e.page import Page
from tests.e2e.pages import PAGES
from tests.e2e.product import Product
from tests.e2e.visits import Look, Visitor

pytestmark = pytest.mark.e2e

LOOKS = (Look("fr", "light", 360), Look("en", "dark", 1440))
if os.environ.get("AXE_MATRIX") == "all":
    LOOKS = tuple(
        Look(language, scheme, width)
        for language, scheme, width in itertools.product(("fr", "en"), ("light", "dark"), (360, 768, 1440))  # type: ignore[arg-type]
    )
RULES = {
    "iframes": False,  # the one there is shows a message in a sandbox, where no script of axe's may answer
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# A page of 1280 px zoomed to 200 % has this many px.
ZOOMED = {"width": 640, "height": 450}
READ = """() => ({
  lang: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(heading => heading.checkVisibility({visibilityProperty: true})).map(heading => Number(heading.tagName[1])),
})"""
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(element => element.getBoundingClientRect().right > width + 1
      && ![...element.children].some(child => child.getBoundingClientRect().right > width + 1))
    .slice(0, 5).map(element => element.outerHTML.slice(0, 120));
}"""


PLANTED = """<!DOCTYPE html><html lang="en"><title>Planted</title><main><h1>Planted</h1><h3>Skipped</h3>
<p style="color: #aaa">Too pale to be read</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<div style="width: 2000px">Too wide</div>
<button style="width: 9px; height: 9px; padding: 0" aria-label="a"></button><button
style="width: 9px; height: 9px; padding: 0" aria-label="b"></button></main>"""


@pytest.fixture(scope="module")
def visitor(product: Product, browser: Browser) -> Iterator[Visitor]:
    """Whoever looks at all pages."""
    visitor = Visitor(product, browser)
    yield visitor
    visitor.close()


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_can_be_used_by_everybody(visitor: Visitor, page: Page, look: Look) -> None:
    visitor.watch.taken()
    window = visitor.open(page, look)
    read = window.evaluate(READ)
    assert read["lang"] == look.language
    assert read["title"].strip()
    assert read["headings"].count(1) == 1, f"not one h1: {read['headings']}"
    assert skipped(read["headings"]) == []
    assert window.evaluate(OVERFLOW) == [], f"wider than {look.width} px"
    assert violations(window) == []
    if look.width == 1440:
        window.set_viewport_size(ZOOMED)
        assert window.evaluate(OVERFLOW) == [], "wider than the window at 200 %"
    assert visitor.watch.taken() == []


def test_planted_faults_are_found(browser: Browser) -> None:
    window = browser.new_page()
    window.set_content(PLANTED)
    found = {line.partition(":")[0] for line in violations(window)}
    assert {"color-contrast", "image-alt", "target-size"} <= found
    assert window.evaluate(OVERFLOW) != []
    assert skipped(window.evaluate(READ)["headings"]) == ["h1 → h3"]
    window.close()


def skipped(headings: list[int]) -> list[str]:
    """Where a heading is more than one level below the one before."""
    return [f"h{before} → h{after}" for before, after in itertools.pairwise(headings) if after > before + 1]


def violations(window: Window) -> list[str]:
    """What axe finds, one line an element."""
    found: dict[str, Any] = Axe().run(window, options=RULES).response
    return [
        f"{violation['id']}: {' '.join(node['target'])}: {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]

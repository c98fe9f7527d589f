"""The sample document as a file opened from disk: through axe, its charts' figures open, on a phone and on a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser import Watch, looking
from tests.e2e.test_accessibility import OVERFLOW, READ, ZOOMED, skipped, violations
from tests.e2e.visits import Look
from tournee.documents.html.standalone import standalone_page
from tournee.documents.sample import sample_document

pytestmark = pytest.mark.e2e

LOOKS = (Look("fr", "light", 360), Look("en", "dark", 1440))
OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true })"


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_kind_of_block_can_be_read_by_everybody(browser: Browser, tmp_path: Path, look: Look) -> None:
    page = tmp_path / "sample.html"
    page.write_text(standalone_page(sample_document(look.language)))
    watch = Watch("")
    window = watch.over(browser.new_context(**looking(look.width, look.scheme, look.language))).new_page()
    window.goto(page.as_uri())
    window.evaluate(OPEN)
    read = window.evaluate(READ)
    assert read["lang"] == look.language
    assert read["headings"].count(1) == 1
    assert skipped(read["headings"]) == []
    assert window.evaluate(OVERFLOW) == [], f"wider than {look.width} px"
    assert violations(window) == []
    if look.width == 1440:
        window.set_viewport_size(ZOOMED)
        assert window.evaluate(OVERFLOW) == [], "wider than the window at 200 %"
    assert watch.taken() == []
    window.context.close()

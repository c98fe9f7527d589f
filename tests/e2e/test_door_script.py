"""The door’s script by itself: it counts as the server does, and loses nothing where the server or browser fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.e2e.browser import looking
from tests.e2e.conftest import OpenPage
from tests.e2e.product import Product
from tests.registrations.desk.door.standing_cases import CASES, people_json
from tests.tournee.texts.search_cases import CASES as FOUND_BY

pytestmark = pytest.mark.e2e

MODULE = """
  const loaded = performance.getEntriesByType("resource").map((one) => one.name);
  const module = (file) => import(loaded.find((one) => one.includes(`/desk/${file}.`)));
  const [{ createDay }, { counts, stateOf }] = [await module("day"), await module("standing")];
"""
COUNTED = f"""async (told) => {{
  {MODULE}
  const day = createDay();
  day.start(told);
  const hour = (moment) => new Date(moment).toISOString().slice(11, 16);
  const stands = ({{ state, moment }}) => (moment === undefined ? state : `${{state}} ${{hour(moment)}}`);
  const {{ sessions, limit, ...more }} = counts(day);
  const inside = Object.fromEntries(sessions.map((one) => [one.session.id, one.here]));
  const counted = {{ ...more, limit: limit === Infinity ? null : limit, sessions: inside }};
  return [day.people.map((person) => stands(stateOf(day, person))), counted];
}}"""
ORDERED = f"""async (told) => {{
  {MODULE}
  const day = createDay();
  day.start(told);
  const [first, , last] = day.people;
  const noted = {{ at: told.server_now, session: null }};
  const came = {{ nonce: "n", person: "n", kind: "instead", name: "00b", instead_of: last.id, ...noted }};
  day.add(came);
  const replaced = stateOf(day, last).state;
  day.settle(["n"]);
  day.settleNewcomer("n", {{ id: "new" }});
  day.hear({{}}, [{{ id: "new", code: "NEW", name: "00b" }}, {{ ...first, note: "Badge" }}]);
  return [replaced, day.people.map((person) => person.name)];
}}"""

KEYS = f"""async (texts) => {{
  {MODULE}
  const {{ searchKey }} = await module("search");
  return texts.map(searchKey);
}}"""


def test_a_telephone_counts_and_finds_as_the_server_does_and_keeps_people_in_order(
    page_at: OpenPage, product: Product
) -> None:
    page = _opened(page_at(360, language="en"), product)

    for case in CASES:
        said = page.evaluate(COUNTED, people_json(case))
        assert said == [[one["stands"] for one in case["people"]], case["counts"]], case["what"]

    assert page.evaluate(KEYS, [*FOUND_BY]) == [*FOUND_BY.values()]
    three = {**CASES[0], "people": [{}, {}, {}]}
    assert page.evaluate(ORDERED, people_json(three)) == ["cancelled", ["00", "00b", "01", "02"]]


def test_no_note_is_lost_where_the_server_fails_and_no_name_left_where_the_browser_does(
    new_context: Callable[..., BrowserContext], product: Product
) -> None:
    telephone = new_context(**looking(360, "light", "en"))
    telephone.route("**/ready.json", _answers(503, {}))
    telephone.route("**/facts.json", _answers(404, {}))
    page = _opened(telephone.new_page(), product)
    page.locator("#door-people button[data-act=here]:visible").first.click()
    expect(page.locator("#door-network")).to_contain_text("1 note")
    with page.expect_request("**/ready.json"):  # it was lost, so it is said again
        _ask_again(page)
    page.reload()
    expect(page.locator("#door-people li").first).to_be_visible()
    expect(page.locator("#door-network")).to_contain_text("1 note")

    broken = telephone.new_page()
    broken.add_init_script("indexedDB.open = () => { throw new Error('no room'); }")
    broken.goto(page.url)
    expect(broken.locator("#door-people li").first).to_be_visible()
    telephone.route("**/changes.json*", _answers(410, {"ended": "revoked", "said": "Withdrawn."}))
    _ask_again(broken)
    expect(broken.locator("#door")).to_contain_text("Withdrawn.")
    expect(broken.locator("#door-people")).to_have_count(0)


def _opened(page: Page, product: Product) -> Page:
    page.goto(f"{product.address}/desk/{product.samples['door']['token']}/")
    expect(page.locator("#door-ready")).to_contain_text("Ready without network", timeout=15_000)
    return page


def _answers(status: int, body: dict[str, Any]) -> Callable[[Route], None]:
    """Instead of the server."""
    return lambda route: route.fulfill(status=status, json=body)


def _ask_again(page: Page) -> None:
    """As once a network is found."""
    page.evaluate("dispatchEvent(new Event('online'))")

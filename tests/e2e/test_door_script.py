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

KEPT = f"""async (fact) => {{
  {MODULE}
  const store = await module("store");
  await store.keepFact(fact);
}}"""


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A telephone that nobody watches for faults: these are what is asked for."""
    return new_context(**looking(360, "light", "en")).new_page()


def test_a_telephone_counts_as_the_server_does(page_at: OpenPage, product: Product) -> None:
    page = _opened(page_at(360, language="en"), product)

    for case in CASES:
        said = page.evaluate(COUNTED, people_json(case))
        assert said == [[one["stands"] for one in case["people"]], case["counts"]], case["what"]


def test_whoever_comes_instead_stands_in_their_place_of_the_order(page_at: OpenPage, product: Product) -> None:
    page = _opened(page_at(360, language="en"), product)

    three = {**CASES[0], "people": [{}, {}, {}]}
    assert page.evaluate(ORDERED, people_json(three)) == ["cancelled", ["00", "00b", "01", "02"]]


def test_a_telephone_finds_a_name_of_any_script_as_the_server_does(page_at: OpenPage, product: Product) -> None:
    page = _opened(page_at(360, language="en"), product)

    assert page.evaluate(KEYS, [*FOUND_BY]) == [*FOUND_BY.values()]


def test_a_server_that_answers_wrongly_costs_no_note(page: Page, product: Product) -> None:
    _opened(page, product)
    page.route("**/facts.json", _answers(404, {}))

    _note_somebody(page)
    page.reload()

    expect(page.locator("#door-people li").first).to_be_visible()
    expect(page.locator("#door-network")).to_contain_text("1 note")


def test_a_report_of_being_ready_that_was_lost_is_made_again(page: Page, product: Product) -> None:
    page.route("**/ready.json", _answers(503, {}))
    _opened(page, product)

    with page.expect_request("**/ready.json"):
        _ask_again(page)


def test_what_was_noted_at_another_door_that_has_ended_is_sent_at_the_next_opening(
    page: Page, product: Product
) -> None:
    _opened(page, product)
    ended = product.samples["door_revoked"]["token"]
    page.evaluate(KEPT, {"token": ended, "nonce": "1f0c2d54-6f0e-4f5b-9d6c-0d7c6a2f9b11", "kind": "in", "made": 1})

    with page.expect_request(f"**/desk/{ended}/facts.json") as sent:
        page.reload()

    assert [fact["kind"] for fact in sent.value.post_data_json["facts"]] == ["in"]


def test_an_ended_door_leaves_no_name_where_the_browser_keeps_nothing(page: Page, product: Product) -> None:
    page.add_init_script("indexedDB.open = () => { throw new Error('no room'); }")
    page.goto(_address(product))
    expect(page.locator("#door-people li").first).to_be_visible()

    page.route("**/changes.json*", _answers(410, {"ended": "revoked", "said": "Withdrawn."}))
    _ask_again(page)

    expect(page.locator("#door")).to_contain_text("Withdrawn.")
    expect(page.locator("#door-people")).to_have_count(0)


def _address(product: Product) -> str:
    return f"{product.address}/desk/{product.samples['door']['token']}/"


def _opened(page: Page, product: Product) -> Page:
    page.goto(_address(product))
    expect(page.locator("#door-ready")).to_contain_text("Ready without network", timeout=15_000)
    return page


def _note_somebody(page: Page) -> None:
    """While nothing can be sent."""
    page.locator("#door-people button[data-act=here]:visible").first.click()
    expect(page.locator("#door-network")).to_contain_text("1 note")


def _answers(status: int, body: dict[str, Any]) -> Callable[[Route], None]:
    """Instead of the server."""
    return lambda route: route.fulfill(status=status, json=body)


def _ask_again(page: Page) -> None:
    """As once a network is found."""
    page.evaluate("dispatchEvent(new Event('online'))")

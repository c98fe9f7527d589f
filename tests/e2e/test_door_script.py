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
  const { storyOf } = await module("story");
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
  const line = ({{ kind, moment, by, own }}) => [kind, hour(moment), by, own && hour(own)].filter(Boolean).join(" ");
  const stories = day.people.map((person) => storyOf(day, person).map(line));
  return [day.people.map((person) => stands(stateOf(day, person))), counted, stories];
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

TYPED = f"""async (keys) => {{
  {MODULE}
  const {{ createTyping }} = await module("typing");
  const typing = createTyping();
  for (const [value, at] of keys.slice(0, -1)) typing.hear(value, at);
  const {{ text, byHand }} = typing.entered(...keys.at(-1));
  return [text, byHand];
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
        stories = [one.get("story", []) for one in case["people"]]
        assert said == [[one["stands"] for one in case["people"]], case["counts"], stories], case["what"]


def test_whoever_comes_instead_stands_in_their_place_of_the_order(page_at: OpenPage, product: Product) -> None:
    page = _opened(page_at(360, language="en"), product)

    three = {**CASES[0], "people": [{}, {}, {}]}
    assert page.evaluate(ORDERED, people_json(three)) == ["cancelled", ["00", "00b", "01", "02"]]


def test_a_telephone_finds_a_name_of_any_script_as_the_server_does(page_at: OpenPage, product: Product) -> None:
    page = _opened(page_at(360, language="en"), product)

    assert page.evaluate(KEYS, [*FOUND_BY]) == [*FOUND_BY.values()]


LINK = f"https://a.example/t/{'A' * 22}~1.s1gn-atur_e/"
SCANS = [
    ([["d", 1000], ["du", 1200], ["du", 1500]], ["du", True]),
    ([["A", 1000], ["AC", 1010], ["AC", 1020]], ["AC", False]),
    ([["d", 1000], ["du", 1200], ["duA", 2000], ["duAC", 2010], ["duAC", 2020]], ["AC", False]),
    ([["d", 1000], ["du", 1200], ["dup", 2000], ["dup", 2300]], ["dup", True]),
    ([["AB", 1000], ["A", 2000], ["AC", 2010], ["AC", 2020]], ["AC", False]),
    ([["/t/x", 1000], ["/t/x", 1030]], ["/t/x", False]),
    # The scanner paused in the middle of a code, or of a link; a second ticket after one is a thing of its own.
    ([["A", 1000], ["ACDE", 1010], ["ACDEF", 2000], ["ACDEFGH", 2010], ["ACDEFGH", 2020]], ["ACDEFGH", False]),
    ([["h", 1000], [LINK[:20], 1010], [LINK[:30], 2000], [LINK, 2010], [LINK, 2020]], [LINK, False]),
    ([["h", 1000], [LINK, 1010], [f"{LINK}h", 2000], [LINK * 2, 2010], [LINK * 2, 2020]], [LINK, False]),
    ([["h", 1000], [LINK, 1010], [f"{LINK}A", 2000], [f"{LINK}ACDEFGH", 2020]], ["ACDEFGH", False]),
]


def test_a_scanner_is_told_from_a_hand_and_from_what_stood_there(page_at: OpenPage, product: Product) -> None:
    page = _opened(page_at(360, language="en"), product)

    assert [page.evaluate(TYPED, keys) for keys, _meant in SCANS] == [meant for _keys, meant in SCANS]


def test_the_next_scan_replaces_one_that_was_not_answered(page_at: OpenPage, product: Product) -> None:
    page = _opened_with(page_at(360, language="en"), product, [{"code": "ACDEFGH"}])

    page.locator("#door-q").fill("nobody of this name")
    page.keyboard.press("Enter")
    page.keyboard.type("acdefgh")
    expect(page.locator("#door-q")).to_have_value("acdefgh")
    page.keyboard.press("Enter")

    _says(page, "Welcome", "00")
    expect(page.locator("#door-q")).to_have_value("")


def test_somebody_cancelled_meanwhile_is_said_once_the_server_answers(page_at: OpenPage, product: Product) -> None:
    page = _opened_with(page_at(360, language="en"), product, [{}])
    page.route("**/facts.json", _they_had_cancelled)

    page.get_by_role("button", name="Here 00", exact=True).click()

    _says(page, "Registration cancelled", "00")
    expect(page.locator("#door-people [data-gave-up]")).to_be_visible()


def test_a_departure_noted_by_mistake_is_taken_back_by_itself(page_at: OpenPage, product: Product) -> None:
    page = _opened_with(page_at(360, language="en"), product, [{}, {}])

    for name in ("00", "01"):  # the same row tapped twice at once would be a slip of the thumb
        page.get_by_role("button", name=f"Here {name}", exact=True).click()
    page.locator("#door-people summary").first.click()
    page.get_by_role("button", name="Goes out 00", exact=True).click()
    _says(page, "Gone out", "00")
    page.locator("[data-answer=undo]").click()

    expect(page.locator("#door-people [data-word]").first).to_contain_text("here since")


def test_a_page_left_open_ends_with_its_link(page_at: OpenPage, product: Product) -> None:
    page = _opened_with(page_at(360, language="en"), product, [{}])
    told = people_json({**CASES[0], "people": []})
    page.route("**/changes.json*", _answers(200, {**told, "door": {**told["door"], "expires_at": told["server_now"]}}))

    page.wait_for_function(
        "() => { dispatchEvent(new Event('online')); return !document.querySelector('#door-people') }"
    )

    expect(page.locator("#door")).to_contain_text("This door has closed")


def test_whoever_had_cancelled_is_noted_answered_and_taken_back(page_at: OpenPage, product: Product) -> None:
    page = _opened_with(
        page_at(360, language="en"), product, [{"state": "cancelled"}, {"state": "waiting", "waits": [7]}]
    )

    for odd, word in (("00", "Cancelled."), ("01", "Waiting list.")):
        page.locator("#door-q").fill(odd)
        expect(page.locator(".door-state")).to_be_hidden()  # what is found stands right below what is typed
        page.get_by_role("button", name=f"Here {odd}", exact=True).click()
        _says(page, "Noted all the same", word)
        page.locator("[data-answer=undo]").click()
        _says(page, "Not here after all", odd)


def test_a_search_finds_anybody_whatever_list_is_shown(page_at: OpenPage, product: Product) -> None:
    page = _opened_with(page_at(360, language="en"), product, [{"state": "cancelled", "key": "dupont fils"}, {}])

    page.locator("[data-shown=expected]").click()
    expect(page.locator("#door-people [data-name]")).to_have_text(["01"])
    page.locator("#door-q").fill("Dupont et fils")
    expect(page.locator("#door-people [data-name]")).to_have_text(["00"])
    page.locator("#door-q").fill("Nobody")
    expect(page.locator("#door-none")).to_contain_text("another day")


def test_a_newcomer_of_a_known_name_is_asked_about_before_they_are_added(page_at: OpenPage, product: Product) -> None:
    page = _opened_with(page_at(360, language="en"), product, [{"name": "Zoé Petit", "firm": "Scierie"}])
    here = page.locator("#door-here")

    for firm, press, said in (
        ("Autre", "It is somebody else: add them", "petit ZOE"),
        ("", "Yes, it is them", "Zoé Petit"),
    ):
        page.locator("#door-newcomer").click()
        page.locator("#door-name").fill("petit ZOE")
        page.locator("#door-firm").fill(firm)
        page.get_by_role("button", name="Note as here").click()
        expect(page.locator("#door-add")).to_be_hidden()
        page.get_by_role("button", name=press).click()
        _says(page, "Welcome", said)

    expect(here).to_have_text("2")


def test_who_is_replaced_is_said_by_whom_and_who_is_still_here_after_an_undo(
    page_at: OpenPage, product: Product
) -> None:
    page = _opened_with(page_at(360, language="en"), product, [{}, {"name": "Sophie", "instead_of": "p0"}, {}])

    expect(page.locator("#door-people [data-word]").first).to_have_text("replaced by Sophie")
    page.route("**/facts.json", _another_telephone_noted_them_too)
    page.locator("#door-people li", has_text="02").get_by_role("button", name="Here").click()
    page.locator("[data-answer=undo]").click()
    _says(page, "Still here", "02")


def test_an_answer_that_others_made_wrong_is_corrected_where_it_still_stands(page: Page, product: Product) -> None:
    _opened_with(page, product, [{}, {"code": "ACDEFGH", "facts": [_noted_elsewhere("there", "08:05")]}])
    expect(page.locator("#door-ready")).to_contain_text("Ready without network: 2 people")
    here = page.get_by_role("button", name="Here 00", exact=True)

    here.click()
    page.locator("[data-answer=undo]").click()
    _says(page, "Not here after all", "00")
    _hears_of(
        page, {"id": "p0", "code": "CODE0", "name": "00", "key": "00", "facts": [_noted_elsewhere("late", "08:01")]}
    )
    _says(page, "Still here", "00")

    page.locator("#door-q").fill("ACDEFGH")
    page.keyboard.press("Enter")
    _says(page, "Here since 08:05", "01")
    _hears_of(page, {"id": "p1", "code": "ACDEFGH", "name": "01", "key": "01"})
    _says(page, "Expected", "01")


def test_a_ticket_scanned_without_a_network_is_kept_though_others_noted_them(page: Page, product: Product) -> None:
    _opened_with(page, product, [{"code": "ACDEFGH", "facts": [_noted_elsewhere("there", "08:05")]}])
    expect(page.locator("#door-ready")).to_contain_text("Ready without network: 1 person")
    page.context.set_offline(True)

    for _time in range(2):
        page.locator("#door-q").fill("ACDEFGH")
        page.keyboard.press("Enter")
        _says(page, "Here since 08:05", "00")

    expect(page.locator("#door-people [data-story]")).to_have_text("also noted at 08:05 by South")


def test_a_ticket_is_noted_where_it_is_scanned_and_only_shown_where_a_list_leads_to_it(
    page: Page, product: Product
) -> None:
    _opened_with(page, product, [{"code": "ACDEFGH"}, {"code": "ACDEFGJ"}])
    expect(page.locator("#door-ready")).to_contain_text("Ready without network: 2 people")
    page.context.set_offline(True)

    for address, said, name in (("ACDEFGH/#look", "Expected", "00"), ("ACDEFGJ/", "Welcome", "01")):
        page.goto(f"{_address(product)}ticket/{address}")
        _says(page, said, name)
    expect(page).to_have_url(_address(product))
    expect(page.locator("#door-here")).to_have_text("1")


def test_a_server_that_answers_wrongly_costs_no_note(page: Page, product: Product) -> None:
    _opened(page, product)
    page.route("**/facts.json", _answers(404, {}))

    _note_somebody(page)
    page.reload()

    expect(page.locator("#door-people li").first).to_be_visible()
    expect(page.locator("#door-network")).to_contain_text("1 entry")


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
    expect(page.locator("#door-ready")).to_contain_text("Ready without network")
    return page


def _note_somebody(page: Page) -> None:
    """While nothing can be sent."""
    page.locator("#door-people button[data-act=here]:visible").first.click()
    expect(page.locator("#door-network")).to_contain_text("1 entry")


def _answers(status: int, body: dict[str, Any]) -> Callable[[Route], None]:
    """Instead of the server."""
    return lambda route: route.fulfill(status=status, json=body)


def _ask_again(page: Page) -> None:
    """As once a network is found."""
    page.evaluate("dispatchEvent(new Event('online'))")


def _opened_with(page: Page, product: Product, people: list[dict[str, Any]]) -> Page:
    """The door of the stop as it would be with these people; nothing that is noted reaches the server."""
    told = people_json({**CASES[0], "people": people})
    told["people"] = [{**made, **said} for made, said in zip(told["people"], people, strict=True)]
    told["door"] = {**told["door"], "expires_at": "2100-01-01T00:00:00Z", "other_days": True, "name": ""}
    page.route("**/people.json", _answers(200, told))
    page.route("**/changes.json*", lambda route: route.fulfill(status=304))
    page.route("**/facts.json", _answers_later)
    page.goto(_address(product))
    expect(page.locator("#door-people li").first).to_be_visible()
    return page


def _noted_elsewhere(nonce: str, hour: str) -> dict[str, Any]:
    return {"nonce": nonce, "at": f"2031-06-18T{hour}:00Z", "session": None, "by": "South"}


def _hears_of(page: Page, person: dict[str, Any]) -> None:
    """What others noted arrives."""
    told = {**people_json({**CASES[0], "people": []}), "people": [person]}
    door = {**told["door"], "expires_at": "2100-01-01T00:00:00Z", "other_days": True, "name": ""}
    page.route("**/changes.json*", _answers(200, {**told, "door": door}))
    _ask_again(page)


def _says(page: Page, word: str, about: str) -> None:
    expect(page.locator("#door-answer .door-word")).to_have_text(word)
    expect(page.locator("#door-answer")).to_contain_text(about)


def _answers_later(route: Route) -> None:
    facts = [{"nonce": one["nonce"], "done": "later"} for one in route.request.post_data_json["facts"]]
    route.fulfill(json={"server_now": "2031-06-18T12:00:00Z", "facts": facts})


def _they_had_cancelled(route: Route) -> None:
    facts = route.request.post_data_json["facts"]
    noted = [{"nonce": one["nonce"], "at": one["at"], "session": None, "own": True} for one in facts]
    who = {"id": "p0", "code": "CODE0", "name": "00", "key": "00", "state": "cancelled", "facts": noted}
    done = [{"nonce": one["nonce"], "done": "noted", "person": who} for one in facts]
    route.fulfill(json={"server_now": "2031-06-18T12:00:00Z", "facts": done})


def _another_telephone_noted_them_too(route: Route) -> None:
    facts = route.request.post_data_json["facts"]
    also = {"nonce": "another", "at": "2031-06-18T08:00:00Z", "session": None}
    noted = [{"nonce": one["nonce"], "at": one["at"], "session": None} for one in facts if one["kind"] == "in"]
    who = {"id": "p2", "code": "CODE2", "name": "02", "key": "02", "facts": [also, *noted]}
    done = [{"nonce": one["nonce"], "done": "noted", "person": who} for one in facts]
    route.fulfill(json={"server_now": "2031-06-18T12:00:00Z", "facts": done})

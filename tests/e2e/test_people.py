"""Several people: an invitation by e-mail, a sign-in by code, two who edit the same stop, one without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenPage
from tests.e2e.product import Product
from tests.e2e.thread import Person
from tests.e2e.visits import code_in
from tournee.demo.people import PASSWORD

pytestmark = pytest.mark.e2e

LOOKS = [pytest.param(360, "fr", id="fr-360"), pytest.param(1440, "en", id="en-1440")]


def plain_text(product: Product, address: str, after: int) -> str:
    body = product.mailbox.newest(address, after=after).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_an_editor_is_invited_by_e_mail_and_accepts_as_somebody_new(
    page_at: OpenPage, product: Product, width: int, language: str
) -> None:
    manager = Person(page_at(width, language=language, who="manager"), product, language)
    email, sent = f"nouvelle.{language}@demo.example", len(product.mailbox.accepted)
    manager.go("team", "prochaine")
    manager.fill(email=email, name="Andréa Nouvelle")
    manager.window.locator("input[name=role][value=editor]").check()
    manager.window.locator(f"input[name=language][value={language}]").check()
    manager.press("Send the invitation")
    manager.reads(email)

    found = re.search(r"http://\S+", plain_text(product, email, sent))
    assert found
    newcomer = Person(page_at(width, language=language), product, language)
    newcomer.window.goto(found.group())
    assert newcomer.window.evaluate("document.documentElement.lang") == language
    expect(newcomer.window.locator("input[name=name]")).to_have_value("Andréa Nouvelle")
    newcomer.press("Accept the invitation")
    newcomer.at("workspace")
    newcomer.go("planning_stop_new", "prochaine")
    expect(newcomer.button("Add the stop")).to_be_visible()

    manager.go("team", "prochaine")
    expect(manager.window.get_by_role("row").filter(has_text=email)).to_be_visible()


def test_a_code_by_e_mail_signs_in(page_at: OpenPage, product: Product) -> None:
    editor = Person(page_at(360), product, "fr")
    sent = len(product.mailbox.accepted)
    editor.go("account_login")
    editor.fill(login="lecture@demo.example")
    editor.press("Send me a code")
    editor.fill(code=code_in(product, "lecture@demo.example", after=sent))
    with editor.window.expect_navigation():
        editor.window.locator("main form .actions button").first.click()
    editor.at("workspace")


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_of_two_who_edit_one_stop_the_second_sees_both_values(
    page_at: OpenPage, product: Product, width: int, language: str
) -> None:
    first = Person(page_at(width, language=language, who="manager"), product, language)
    second = Person(page_at(width, language=language, who="editor"), product, language)
    stop = product.samples["stop_held"]
    for person in (first, second):
        person.go("planning_stop_edit", stop["tour"], stop["stop"])
    first.fill(venue=f"Halle du Nord ({language})")
    first.press("Save")
    first.press("Save and tell them")
    second.fill(venue=f"Salle du Sud ({language})")
    second.press("Save")

    field = second.window.locator(".field.stale")
    expect(field).to_contain_text(f"Halle du Nord ({language})")
    expect(field.locator("input")).to_have_value(f"Salle du Sud ({language})")
    second.press("Save")
    second.press("Save and tell them")
    second.at("planning_stop", stop["tour"], stop["stop"])
    second.reads(f"Salle du Sud ({language})")


def test_public_pages_and_signing_in_work_without_javascript(page_at: OpenPage, product: Product) -> None:
    reader = Person(page_at(360, java_script_enabled=False), product, "fr")
    reader.go("home")
    reader.window.locator("main a[href='/tours/prochaine/']").first.click()
    reader.at("tour", "prochaine")
    expect(reader.window.locator("svg a.route-point:visible").first).to_be_visible()
    reader.window.locator("a[href^='?when=upcoming']").click()
    reader.window.wait_for_url("**?when=upcoming#stops")
    stop = reader.window.locator("ol.stops a").first
    stop.click()
    expect(reader.window.locator("h1")).to_have_count(1)
    reader.sign_in("pilotage@demo.example", PASSWORD)
    reader.at("workspace")
    stop_args = product.samples["stop"]
    reader.go("planning_stop", stop_args["tour"], stop_args["stop"])
    reader.follow("Postpone…")
    expect(reader.button("See who is told")).to_be_visible()


def test_the_public_pages_are_read_by_keyboard_alone(page_at: OpenPage, product: Product) -> None:
    reader = Person(page_at(1440, "dark", "en"), product, "en")
    reader.go("tour", "prochaine")
    reader.window.keyboard.press("Tab")
    expect(reader.link("Skip to the content")).to_be_focused()
    reader.window.keyboard.press("Enter")
    expect(reader.window.locator("main")).to_be_focused()
    seen: list[str] = []
    for _press in range(150):
        reader.window.keyboard.press("Tab")
        focused = reader.window.evaluate(FOCUSED)
        assert focused["visible"], f"focus is not to be seen on {focused['what']}"
        seen.append(focused["what"])
        if focused["where"] == "footer":
            break
    points = [what for what in seen if what.startswith("a.route-point")]
    assert len(points) == reader.window.locator("svg a.route-point:visible").count() > 30
    assert any(what.startswith("summary") for what in seen)


# What has the focus, and whether a ring is drawn around it or around what it stands for.
FOCUSED = """() => {
  const element = document.activeElement;
  const ringed = (each) => { const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2; };
  return {
    visible: [element, ...element.querySelectorAll('*')].some(ringed) || [...document.querySelectorAll(':has(:focus)')]
      .slice(-3).some(ringed),
    what: [element.localName, ...element.classList].join('.') + ' ' + element.textContent.trim().slice(0, 30),
    where: element.closest('footer') ? 'footer' : 'page',
  };
}"""

"""Passkeys in a real browser, with the authenticator that its development tools pretend to have."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.prepare import PASSKEY_ALONE, PASSKEY_SECOND, PASSWORD
from tests.e2e.product import Product
from tests.e2e.thread import Person

pytestmark = pytest.mark.e2e


def pretend_to_have_a_key(page: Page) -> None:
    """Give the browser an authenticator that knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def go_and_prove_who_one_is(person: Person, email: str) -> None:
    """Sign in with the password on the way to adding a key."""
    person.window.goto(f"{person.product.address}/en/account/sign-in/?next=/en/account/second-factor/keys/add/")
    person.fill(login=email, password=PASSWORD)
    person.press("Sign in")


def test_a_passkey_is_added_and_then_signs_in_alone(page_at: OpenPage, product: Product) -> None:
    person = Person(page_at(1440, language="en"), product, "en")
    page = person.window
    pretend_to_have_a_key(page)
    go_and_prove_who_one_is(person, PASSKEY_ALONE)
    person.fill(password=PASSWORD)
    person.press("Continue")
    page.get_by_label(person.says("Name of this key")).fill("Phone")
    person.press("Add this key")

    expect(page.get_by_role("heading", name=person.says("Recovery codes"))).to_be_visible()
    person.press("Show my codes")
    expect(page.locator(".codes li")).to_have_count(10)
    person.follow("I have kept them")
    expect(page.locator("strong", has_text="Phone")).to_be_visible()
    person.reads(person.says("signs in alone"))

    page.context.clear_cookies()
    person.go("account_login")
    person.press("Sign in with a passkey")
    person.at("workspace")
    expect(page.locator("summary", has_text="Anna Weaver")).to_be_visible()


def test_a_key_that_does_not_answer_is_told_in_a_sentence(page_at: OpenPage, product: Product) -> None:
    person = Person(page_at(360, language="en"), product, "en")
    person.go("account_login")
    person.window.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    person.button("Sign in with a passkey").click()
    expect(person.window.get_by_role("alert")).to_contain_text("Try again, or choose another way.")


def test_a_second_factor_key_is_asked_for_after_the_password(page_at: OpenPage, product: Product) -> None:
    person = Person(page_at(1440, language="en"), product, "en")
    pretend_to_have_a_key(person.window)
    go_and_prove_who_one_is(person, PASSKEY_SECOND)
    person.fill(password=PASSWORD)
    person.press("Continue")
    person.press("Add this key")
    expect(person.window.get_by_role("heading", name=person.says("Recovery codes"))).to_be_visible()

    person.window.context.clear_cookies()
    go_and_prove_who_one_is(person, PASSKEY_SECOND)
    expect(person.window.get_by_role("heading", name=person.says("Your second factor"))).to_be_visible()
    person.press("Use my key")
    expect(person.window.get_by_role("heading", name=person.says("Is it you?"))).to_be_visible()

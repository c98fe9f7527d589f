"""Two people are registered; on a phone, by keyboard: one is added, one replaced, one cancelled, the stop moved."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenPage
from tests.e2e.journey import booking
from tests.e2e.journey.letters import invitation_in, letter, link_in, words_of
from tests.e2e.journey.story import Somebody, Story, begin, is_told
from tests.e2e.planning_journey.story import enter, reach
from tests.e2e.product import Product
from tests.e2e.thread import Person

pytestmark = pytest.mark.e2e

CLEO, DORA = "Cleo Renfort", "Dora Relais"


def test_a_registration_is_changed_from_its_links(page_at: OpenPage, product: Product) -> None:
    story = begin(product, "en", lambda who: page_at(360, language="en", who=who))
    booking.manager_publishes_the_stop(story)
    owner, _colleague = booking.firm_registers_two_people(story)

    added = _owner_adds_somebody(story)
    instead = _colleague_sends_somebody_else(story)
    _added_cannot_come(story, added)
    booking.manager_moves_the_stop_by_a_week(story, owner, instead)
    _everybody_reads_what_changed(story)


def _owner_adds_somebody(story: Story) -> Somebody:
    """From the message, in one tap; whoever is added gets a ticket of their own."""
    added = Somebody(CLEO, f"cleo.renfort.{story.stop}@demo.example")
    owner = story.somebody()
    owner.window.goto(link_in(letter(story, story.owner, "You are registered: %(stop)s"), "/add/"))
    owner.fill(name=added.name, email=added.email)
    _press(owner, "Add this person")
    is_told(owner, "%(name)s is added.", name=added.name)
    return added


def _colleague_sends_somebody_else(story: Story) -> booking.Invitation:
    """By the link that is theirs alone; codes and calendar entries differ."""
    newcomer = Somebody(DORA, f"dora.relais.{story.stop}@demo.example")
    colleague = story.somebody()
    first = letter(story, story.colleague, "You are registered: %(stop)s")
    colleague.window.goto(link_in(first, "/t/"))
    expect(colleague.window.locator(".document-qr svg")).to_be_visible()
    code = colleague.window.locator(".ticket-code").inner_text()
    _follow(colleague, "Someone else comes instead")
    colleague.fill(name=newcomer.name, email=newcomer.email)
    _press(colleague, "Replace")
    is_told(colleague, "%(name)s comes instead, with the same places.", name=newcomer.name)

    gone = invitation_in(letter(story, story.colleague, "Somebody else comes instead of you: %(stop)s"))
    assert (gone.method, gone.uid) == ("CANCEL", invitation_in(first).uid)
    welcome = letter(story, newcomer, "You are registered: %(stop)s")
    assert code not in words_of(welcome)
    return invitation_in(welcome)


def _added_cannot_come(story: Story, added: Somebody) -> None:
    """In one tap from the message, and nobody else is touched."""
    person = story.somebody()
    # No seat was left for a third: they were put on the waiting list, and hear of it on the owner's page.
    person.window.goto(link_in(letter(story, story.owner, "You are registered: %(stop)s"), "/r/"))
    reach(person, person.window.get_by_role("link", name=f"{person.says('Does not come')} {added.name}"))
    enter(person)
    _press(person, "Cancel for this person")
    is_told(person, "%(name)s is taken off the list.", name=added.name)
    expect(person.window.get_by_role("heading", name=story.owner.name)).to_be_visible()


def _everybody_reads_what_changed(story: Story) -> None:
    moved = letter(story, story.owner, "Moved: the stop at %(stop)s")
    assert "→" in words_of(moved)
    visitor = story.somebody()
    visitor.window.goto(link_in(moved, "/cancel/"))
    expect(visitor.window.get_by_role("button", name=visitor.says("Cancel the registration"))).to_be_visible()


def _follow(person: Person, link: str) -> None:
    reach(person, person.window.get_by_role("link", name=person.says(link)).first)
    enter(person)


def _press(person: Person, button: str) -> None:
    reach(person, person.window.get_by_role("button", name=person.says(button)))
    enter(person)

"""Publishing, registering, waiting, cancelling, moving: until the day of the stop."""

from __future__ import annotations

import datetime
from dataclasses import replace

from playwright.sync_api import expect

from tests.e2e.journey.letters import Invitation, invitation_in, letter, letters, link_in, plain, words_of
from tests.e2e.journey.story import Somebody, Story, is_told
from tests.e2e.thread import Person

WEEK = datetime.timedelta(days=7)


def manager_publishes_the_stop(story: Story) -> None:
    manager = story.somebody("manager")
    manager.go("planning_stop", *story.at)
    manager.reads(story.host)
    manager.confirm("Publish", "Publish")
    manager.at("planning_stop", *story.at)


def firm_registers_two_people(story: Story) -> tuple[Invitation, Invitation]:
    """On a phone, without an account, for both sessions; each person's calendar entry."""
    visitor = story.somebody()
    visitor.go("stop", *story.at)
    visitor.follow("Register")
    _fill_in_the_firm(visitor, f"Chaudronnerie Dumoulin {story.place}", "metal", story.owner)
    visitor.fill(person_1_name=story.colleague.name, person_1_email=story.colleague.email)
    for session in story.sessions:
        visitor.window.locator(f"input[name=sessions][value='{session}']").check()
    visitor.window.locator("input[name^=call_back_][value=internship]").check()
    visitor.fill(call_phone="+33 1 99 00 12 34")
    visitor.window.locator("input[name=questionnaire]").check()
    visitor.press("Register")
    is_told(visitor, "We have written to %(email)s.", email=story.owner.email)
    visitor.window.goto(link_in(letter(story, story.owner, "You are registered: %(stop)s"), "/r/"))
    for one in (story.owner, story.colleague):
        expect(visitor.window.get_by_role("heading", name=one.name)).to_be_visible()
    return _is_invited(story, story.owner), _is_invited(story, story.colleague)


def _fill_in_the_firm(visitor: Person, firm: str, trade: str, contact: Somebody) -> None:
    visitor.fill(firm_name=firm, firm_town="Albert", firm_headcount="2-9", firm_trade=trade)
    visitor.fill(contact_name=contact.name, contact_email=contact.email)


def _is_invited(story: Story, somebody: Somebody) -> Invitation:
    invitation = invitation_in(letter(story, somebody, "You are registered: %(stop)s"))
    assert (invitation.method, invitation.attendee) == ("REQUEST", somebody.email)
    return invitation


def another_firm_waits(story: Story) -> None:
    """The session it wants is full, which it reads before and after."""
    visitor = story.somebody()
    visitor.go("register", *story.at)
    _fill_in_the_firm(visitor, f"Atelier Faure {story.place}", "wood", story.latecomer)
    full = visitor.window.locator("label").filter(has=visitor.window.locator(f"input[value='{story.sessions[0]}']"))
    expect(full.first).to_contain_text(visitor.says("full: waiting list"))
    visitor.window.locator(f"input[name=sessions][value='{story.sessions[0]}']").check()
    visitor.window.locator("input[name=questionnaire]").check()
    visitor.press("Register")
    is_told(visitor, "We have written to %(email)s.", email=story.latecomer.email)

    confirmed = letter(story, story.latecomer, "On the waiting list: %(stop)s")
    in_line = visitor.says("Your place in line: %(place)s.")
    assert plain(in_line % {"place": 1}) in words_of(confirmed)
    assert [part for part in confirmed.walk() if part.get_content_type() == "text/calendar"] == []
    visitor.window.goto(link_in(confirmed, "/r/"))
    visitor.reads(visitor.says("On the waiting list: number %(place_in_line)s.") % {"place_in_line": 1})


def colleague_is_cancelled_and_latecomer_promoted(story: Story, colleague: Invitation) -> Invitation:
    """By the link in the confirmation; the calendar entry of one goes, that of the other comes."""
    owner = story.somebody()
    owner.window.goto(link_in(letter(story, story.owner, "You are registered: %(stop)s"), "/r/"))
    owner.window.get_by_role("link", name=f"{owner.says('Does not come')} {story.colleague.name}").click()
    owner.press("Cancel for this person")
    expect(owner.window.get_by_role("heading", name=story.colleague.name)).to_have_count(0)

    gone = invitation_in(letter(story, story.colleague, "Registration cancelled: %(stop)s"))
    assert gone == replace(colleague, method="CANCEL", sequence=gone.sequence, starts_at=gone.starts_at)
    assert gone.sequence > colleague.sequence
    promoted = invitation_in(letter(story, story.latecomer, "A place came free: %(stop)s"))
    assert (promoted.method, promoted.attendee) == ("REQUEST", story.latecomer.email)
    return promoted


def manager_moves_the_stop_by_a_week(story: Story, *invited: Invitation) -> None:
    """Every calendar entry that stands moves along; whoever cancelled hears nothing of it."""
    manager = story.somebody("manager")
    manager.go("planning_stop_edit", *story.at)
    day = datetime.date.fromisoformat(manager.window.locator("input[name=starts_on]").input_value()) + WEEK
    manager.fill(starts_on=day.isoformat(), ends_on=day.isoformat())
    manager.press("Save")
    manager.press("Save and tell them")
    manager.at("planning_stop", *story.at)
    for before in invited:
        moved = invitation_in(letter(story, Somebody("", before.attendee), "Moved: the stop at %(stop)s"))
        assert moved == replace(before, sequence=moved.sequence, starts_at=before.starts_at + WEEK)
        assert moved.sequence > before.sequence
    assert letters(story, story.colleague, "Moved: the stop at %(stop)s") == []

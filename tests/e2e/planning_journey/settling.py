"""After publication: a proposal is compared and accepted, the conflict it brings is seen, and settled by moving."""

from __future__ import annotations

import datetime
import re

from django.utils import translation
from playwright.sync_api import Locator, expect

from tests.e2e.journey.letters import link_in, plain
from tests.e2e.journey.story import is_told
from tests.e2e.planning_journey.story import ORGANISER, SESSION, TOWN, Story, enter, letter, reach, sentence
from tests.e2e.thread import Person
from tournee.texts.typography import format_number, format_time_range

AFTERNOON = (datetime.time(14), datetime.time(18))
MORNING = (datetime.time(9, 30), datetime.time(12, 30))
NO_NIGHT = (
    "%(team)s has %(between)s from %(one)s to %(other)s, and the way takes about %(needed)s: fewer than eleven hours of"
    " rest are left."
)
FORMULA = "%(km)s km as the crow flies × %(detour)s ÷ %(speed)s km/h + %(margin)s ≈ %(time)s"
SETTLE = "Change the day, or who looks after it"
WHY = "Les apprentis sont libres le matin."


def host_proposes_the_morning(story: Story) -> str:
    """The stop is public, so its session is not changed but proposed to be; returns the proposal's address."""
    host, sent = story.host, len(story.product.mailbox.accepted)
    host.go("workspace")
    host.follow(TOWN)
    expect(host.link("Edit the stop")).to_have_count(0)
    with host.window.expect_navigation():
        host.link_about("Propose a change", SESSION).click()
    host.fill(starts_at=f"{MORNING[0]:%H:%M}", ends_at=f"{MORNING[1]:%H:%M}", why=WHY)
    host.press("Send the proposal")
    host.at("planning_stop_proposals", *story.at)
    host.reads(WHY)
    proposed = letter(story, ORGANISER, "/workspace/proposals/", after=sent)
    assert str(proposed["Reply-To"]) == story.host_email
    return link_in(proposed, "/workspace/proposals/").rstrip("/").rpartition("/")[2]


def organiser_compares_and_accepts(story: Story, proposal: str) -> None:
    """Both versions beside one another, and one press; whoever proposed it is told."""
    organiser, sent = story.organiser, len(story.product.mailbox.accepted)
    expect(_clashes(story, "planning_conflicts")).to_have_count(0)
    organiser.go("planning_proposals", story.tour)
    with organiser.window.expect_navigation():
        organiser.window.locator(f"main a[href$='/proposals/{proposal}/']").first.click()
    organiser.reads(WHY)
    versions = organiser.window.locator("table.compared tbody tr").first.get_by_role("cell")
    with translation.override(story.language):
        times = [format_time_range(*hours) for hours in (AFTERNOON, MORNING)]
    for cell, hours in zip(versions.all(), times, strict=True):
        expect(cell).to_contain_text(plain(hours))
    accept = organiser.window.get_by_role("button", name=organiser.says("Accept", "a proposal"), exact=True)
    reach(organiser, accept)
    enter(organiser)
    is_told(organiser, "Accepted and done. Whoever proposed it is told by e-mail.")

    page = f"/workspace/proposals/{proposal}/"
    story.host.window.goto(link_in(letter(story, story.host_email, page, after=sent), page))
    expect(story.host.window.locator("table.compared")).to_contain_text(plain(times[1]))


def organiser_sees_the_conflict(story: Story) -> None:
    """With the stop of the day before: in the control room, and with its sum on the conflicts' page."""
    organiser = story.organiser
    expect(_clashes(story, "planning_tour")).to_be_visible()
    conflict = _clashes(story, "planning_conflicts")
    expect(conflict.get_by_text(_formula(organiser))).to_be_visible()


def organiser_settles_it_by_moving_the_stop(story: Story) -> None:
    """What is pressed first shows who is told; then the stop moves, they are told, and nothing clashes any more."""
    organiser, sent = story.organiser, len(story.product.mailbox.accepted)
    action = _clashes(story, "planning_conflicts").get_by_role("link", name=organiser.says(SETTLE))
    reach(organiser, action)
    enter(organiser)
    organiser.at("planning_stop_edit", *story.at)
    day = story.day + datetime.timedelta(days=2)
    organiser.fill(starts_on=day.isoformat())
    organiser.press("Save")
    told = organiser.window.locator("section[aria-labelledby=told-title]")
    expect(told.get_by_text(story.host_name).first).to_be_visible()
    expect(
        organiser.window.locator("section[aria-labelledby=clashes-title]").get_by_text(_said(organiser))
    ).to_have_count(0)
    assert len(story.product.mailbox.accepted) == sent, "nobody is told before it happens"
    organiser.press("Save and tell them")
    organiser.at("planning_stop", *story.at)

    moved = story.host.says("Moved: the stop at %(stop)s") % {"stop": TOWN}
    letter(story, story.host_email, plain(moved), after=sent)
    for page in ("planning_conflicts", "planning_tour"):
        expect(_clashes(story, page)).to_have_count(0)
    organiser.go("stop", *story.at)
    with translation.override(story.language):
        organiser.reads(plain(format_time_range(*MORNING)))


def _clashes(story: Story, page: str) -> Locator:
    """What that page of the tour says of a night too short between the two stops, opened anew."""
    story.organiser.go(page, story.tour)
    lines = story.organiser.window.locator("main .attention > li").filter(has_text=_said(story.organiser))
    return lines.filter(has_text="Albert").filter(has_text=TOWN)


def _said(person: Person) -> re.Pattern[str]:
    return sentence(person, NO_NIGHT, team=person.says("The tour’s team"))


def _formula(person: Person) -> re.Pattern[str]:
    with translation.override(person.language):
        detour = format_number(1.3, decimals=1)
    return sentence(person, FORMULA, detour=detour, speed=80)

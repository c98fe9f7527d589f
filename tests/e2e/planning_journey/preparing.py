"""From the edition of 2019 to a published stop: cloned, imported, shared with a co-host who fills in the room."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.e2e.journey.letters import link_in
from tests.e2e.journey.story import is_told
from tests.e2e.planning_journey.sheet import (
    DATE_ROW,
    HEADINGS,
    LATER,
    MISSPELT,
    NO_SUCH_DAY,
    TOWN_MEANT,
    TOWN_ROW,
    twelve_stops,
)
from tests.e2e.planning_journey.story import ORGANISER, TITLE, TOWN, WEEK, Story, enter, letter, reach, sentence

NO_VENUE = "No venue yet: nobody can be told where to come."
VENUE, ADDRESS = "Halle des Grues", "1 rue de l’École"


def organiser_clones_2019(story: Story) -> None:
    """From its page: all that is known comes along as ideas, and is linked to where it came from."""
    organiser = story.organiser
    organiser.go("planning_tour", "2019")
    organiser.follow("Prepare the next edition")
    organiser.fill(title_fr=story.title, title_en="", starts_on=(story.day - WEEK).isoformat())
    organiser.press("Create the next edition")
    organiser.at("planning_tour", story.tour)
    is_told(
        organiser, "%(tour)s is created, with its stops as ideas. Check their dates, then ask its partners.",
        tour=story.title,
    )  # fmt: skip
    for place in ("Vernon", "Saint-Quentin"):
        expect(organiser.window.locator("#stops").get_by_role("link", name=place, exact=True)).to_be_visible()


def organiser_imports_twelve_stops(story: Story) -> None:
    """Two rows are wrong: nothing is written until they are right; each is named with why, and what to do."""
    organiser = story.organiser
    organiser.go("planning_stops", story.tour)
    organiser.follow("Import stops")
    _preview(story, corrected=False)
    town, day, *_others = HEADINGS[story.language]
    refused = organiser.window.locator("section[aria-labelledby=sheet-preview] tbody tr")
    expect(refused).to_have_count(2)
    _is_refused(refused.first, TOWN_ROW, town, MISSPELT, sentence(organiser, "No commune is called “%(text)s”."))
    expect(refused.first).to_contain_text(TOWN_MEANT)
    _is_refused(refused.last, DATE_ROW, day, NO_SUCH_DAY, sentence(organiser, "This is not a date that exists."))
    expect(_confirming(story)).to_have_count(0)

    _preview(story, corrected=True)
    new, changed, same = (
        organiser.window.locator("section[aria-labelledby=sheet-preview] tbody").first.locator("tr").first.locator("td")
    ).all_inner_texts()
    assert (new, changed, same) == (str(len(LATER) + 1), "1", "0"), "Albert was known, and has its day now"
    organiser.reads(story.organisation)
    reach(organiser, _confirming(story))
    enter(organiser)
    organiser.at("planning_tour", story.tour)
    organiser.window.locator(".messages").get_by_text(
        sentence(organiser, "The table is written: %(added)s, %(edited)s, %(sessions)s.")
    ).wait_for()


def _preview(story: Story, *, corrected: bool) -> None:
    sheet = twelve_stops(story, corrected=corrected)
    story.organiser.window.locator("main input[type=file]").set_input_files(sheet)
    story.organiser.press("Preview")


def _confirming(story: Story) -> Locator:
    return story.organiser.window.locator("section[aria-labelledby=sheet-preview] form button")


def _is_refused(row: Locator, number: int, heading: str, value: str, why: re.Pattern[str]) -> None:
    cells = row.get_by_role("cell")
    expect(cells.nth(1)).to_have_text(str(number))
    expect(cells.nth(2)).to_have_text(heading)
    expect(cells.nth(3)).to_have_text(value)
    expect(cells.nth(4)).to_have_text(why)


def organiser_invites_the_co_host(story: Story) -> None:
    """The control room says that nobody there can sign in, and leads to where somebody is invited."""
    organiser, sent = story.organiser, len(story.product.mailbox.accepted)
    organiser.go("planning_tour", story.tour)
    asking = organiser.window.locator(".attention > li").filter(has_text=TOWN)
    expect(asking).to_contain_text(story.organisation)
    with organiser.window.expect_navigation():
        organiser.link_about("Invite somebody", TOWN).click()
    organiser.fill(email=story.host_email, name=story.host_name)
    organiser.window.locator(f"input[name=language][value={story.language}]").check()
    organiser.press("Send the invitation")
    organiser.reads(story.host_email)

    host = story.host
    page = "/workspace/invitations/"
    host.window.goto(link_in(letter(story, story.host_email, page, after=sent), page))
    assert host.window.evaluate("document.documentElement.lang") == story.language
    host.reads(story.organisation)
    expect(host.window.locator("input[name=name]")).to_have_value(story.host_name)
    reach(host, host.button("Accept the invitation"))
    enter(host)
    host.at("workspace")


def host_fills_in_the_room(story: Story) -> None:
    """Its home says what is expected of it, and no longer once it is given."""
    host = story.host
    host.reads(TOWN)
    host.reads(host.says(NO_VENUE))
    with host.window.expect_navigation():
        host.link_about("Give the venue", host.says(NO_VENUE)).click()
    expect(host.window.locator("input[name=starts_on]")).to_have_count(0)
    host.fill(venue=VENUE, address=ADDRESS, access_fr="À dix minutes de la gare.", step_free="yes", safety_limit="60")
    host.press("Save")
    host.at("planning_stop", *story.at)
    host.reads(VENUE)
    host.go("workspace")
    host.reads(TOWN)
    expect(host.window.get_by_text(host.says(NO_VENUE))).to_have_count(0)


def organiser_publishes(story: Story) -> None:
    """The stop, step by step, with the room that the co-host gave; then the tour itself."""
    organiser = story.organiser
    organiser.go("planning_stop", *story.at)
    organiser.reads(VENUE)
    organiser.reads(TITLE)
    for link, button in (
        ("Note that they were asked", "Yes, contacted"), ("Confirm", "Confirm"), ("Publish", "Publish"),
    ):  # fmt: skip
        organiser.confirm(link, button)
        organiser.at("planning_stop", *story.at)
    organiser.go("planning_tour_edit", story.tour)
    organiser.fill(contact_email=ORGANISER)
    organiser.press("Save")
    organiser.confirm("Publish the tour", "Publish")
    organiser.at("planning_tour", story.tour)
    organiser.go("stop", *story.at)
    organiser.reads(VENUE)

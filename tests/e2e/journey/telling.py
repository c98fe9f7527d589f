"""What the stop told: written, published, read; and still right once somebody is forgotten."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.e2e.journey.letters import letter, letters, link_in
from tests.e2e.journey.listening import SAYINGS
from tests.e2e.journey.story import Story
from tests.e2e.thread import Person
from tests.tournee.documents.reading import Reading, check_pdf

WRITTEN = {
    "fr": "Une porte s’ouvre quand quelqu’un la pousse avec vous.",
    "en": "A door opens when somebody pushes it with you.",
}
PUBLISHED = "What came of the stop at %(stop)s"


@dataclass(frozen=True, slots=True)
class Told:
    """What readers find: the words of the page, its figures on the stop's page, and the data."""

    page: str
    figures: str
    data: bytes


def editor_writes_a_section(story: Story) -> None:
    """In both languages, beside what is counted."""
    editor = story.somebody("editor")
    editor.go("stop_synthesis", *story.at)
    editor.press("Start the synthesis")
    with editor.window.expect_navigation():
        editor.window.locator("[id^=section-]").get_by_role("link", name=editor.says("Write")).click()
    editor.fill(text_fr=WRITTEN["fr"], text_en=WRITTEN["en"])
    editor.press("Save")


def manager_publishes_the_synthesis(story: Story) -> None:
    manager = story.somebody("manager")
    manager.go("stop_synthesis", *story.at)
    manager.confirm(manager.says("Publish edition %(number)s…") % {"number": 1}, "Publish")
    manager.at("stop_synthesis", *story.at)


def host_takes_the_pdf(story: Story) -> None:
    host = story.somebody("representative")
    host.go("stop_synthesis", *story.at)
    label = {"fr": "PDF in French", "en": "PDF in English"}[story.language]
    address = host.window.get_by_role("link", name=host.says(label)).first.get_attribute("href") or ""
    answer = host.get(story.product.address + address)
    assert answer.headers["content-type"] == "application/pdf"
    assert check_pdf(answer.body()) == []
    with Reading(answer.body()) as reading:
        assert WRITTEN[story.language] in reading.text
        assert SAYINGS[1] in reading.text


def visitor_reads_it(story: Story) -> Told:
    """From the stop's page to the synthesis and its data, without an account."""
    visitor = story.somebody()
    visitor.go("stop", *story.at)
    figures = visitor.window.locator("main dl.figures").first.inner_text()
    visitor.follow("Read the synthesis")
    visitor.reads(WRITTEN[story.language])
    data = visitor.get(story.product.address + _address(visitor, "Data (CSV)")).body()
    page = visitor.window.locator("main").inner_text()
    assert hashlib.sha256(data).hexdigest() in "".join(page.split())
    return Told(page, figures, data)


def _address(visitor: Person, label: str) -> str:
    return visitor.window.get_by_role("link", name=visitor.says(label)).first.get_attribute("href") or ""


def those_who_came_are_told(story: Story) -> None:
    """But for whoever wanted no more messages."""
    for somebody in (story.owner, story.latecomer):
        assert link_in(letter(story, somebody, PUBLISHED), "/syntheses/")
    visitor = story.somebody()
    visitor.window.goto(link_in(letter(story, story.owner, PUBLISHED), "/syntheses/"))
    visitor.reads(WRITTEN[story.language])
    assert letters(story, story.walk_in, PUBLISHED) == []


def manager_forgets_the_latecomer(story: Story) -> None:
    """Found by their address; their name is nowhere afterwards."""
    manager = story.somebody("manager")
    counted = _presence(manager, story)
    _find(manager, story.latecomer.email)
    manager.reads(story.latecomer.name)
    with manager.window.expect_navigation():
        manager.window.get_by_role("link", name=manager.says("Erase…")).click()
    manager.press("Erase for good")
    _find(manager, story.latecomer.email)
    manager.reads(manager.says("Nobody found"))
    assert _presence(manager, story) == counted
    expect(manager.window.get_by_text(story.latecomer.name)).to_have_count(0)


def _find(manager: Person, email: str) -> None:
    """In the personal data, not in the whole workspace as the field above every page does."""
    manager.go("personal_data")
    manager.window.locator("main input[name=q]").fill(email)
    with manager.window.expect_navigation():
        manager.window.keyboard.press("Enter")


def _presence(manager: Person, story: Story) -> str:
    manager.go("attendance", *story.at)
    return manager.window.locator("dl.figures").inner_text()

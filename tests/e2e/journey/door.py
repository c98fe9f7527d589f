"""The day of the stop: the door, and what is printed of it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, expect

from tests.e2e.journey.story import Somebody, Story, is_told
from tests.e2e.thread import Person
from tests.tournee.documents.reading import Reading, check_pdf

CONTEXTS = {"Here": "button", "Undo": "check-in"}  # of what the two buttons of a row say


def host_notes_who_is_here(story: Story) -> Person:
    """Found by a few letters; one is noted by mistake first, and undone."""
    host = story.somebody("representative")
    host.go("desk", *story.at)
    _find(host, "dumou")
    _tap(host, story.owner, "Here")
    _find(host, "faure")
    _tap(host, story.latecomer, "Here")
    _tap(host, story.latecomer, "Undo")
    expect(_row(host, story.latecomer).get_by_role("button", name=host.says("Here", "button"))).to_be_visible()
    _tap(host, story.latecomer, "Here")
    return host


def _find(host: Person, letters: str) -> None:
    """Type a few letters; the list follows by itself."""
    host.window.locator("main input[name=q]").fill(letters)
    host.window.wait_for_url(f"**q={letters}*")


def _row(host: Person, somebody: Somebody) -> Locator:
    return host.window.locator(".desk-people li").filter(has_text=somebody.name)


def _tap(host: Person, somebody: Somebody, button: str) -> None:
    """Tap the button in somebody's row; another takes its place."""
    label, after = (host.says(one, CONTEXTS[one]) for one in sorted(CONTEXTS, key=lambda one: one != button))
    _row(host, somebody).get_by_role("button", name=f"{label} {somebody.name}").click()
    expect(_row(host, somebody).get_by_role("button", name=f"{after} {somebody.name}")).to_be_visible()


def host_notes_a_walk_in_into_a_full_session(story: Story, host: Person) -> None:
    """No seat is left, and nobody is turned away: whoever has a seat and is at the stop is taken to be there."""
    host.go("desk", *story.at)
    host.window.locator("details.doors summary").click()
    with host.window.expect_navigation():
        host.window.locator("details.doors a").nth(1).click()
    host.follow("Somebody who is not on the list")
    host.fill(name=story.walk_in.name, firm=f"Fromagerie Petit {story.place}", email=story.walk_in.email)
    host.press("Note as here")
    is_told(host, "%(name)s is here.", name=story.walk_in.name)
    counted = host.says("%(here)s at the stop for it, %(taken)s of %(seats)s seats taken")
    counted %= {"here": 3, "taken": 2, "seats": 2}
    expect(host.window.locator("#desk-doors")).to_contain_text(counted)


def host_takes_the_documents_along(story: Story, host: Person) -> None:
    """The sheet to sign and the list of those present, to print and to work with."""
    host.go("attendance", *story.at)
    came = [story.owner.name, story.latecomer.name, story.walk_in.name]
    to_sign, present = host.says("Attendance sheets"), host.says("List of people present")
    for label, names in ((to_sign, came[:2]), (present, came)):
        pdf, xlsx = (_download(host, f"{label}, {suffix}") for suffix in ("PDF", "XLSX"))
        assert check_pdf(pdf) == []
        with Reading(pdf) as reading:
            written = reading.text
            assert reading.language.startswith(story.language)
        cells = {cell for row in openpyxl.load_workbook(io.BytesIO(xlsx)).worksheets[0].values for cell in row}
        for name in names:
            assert name in written, label
            assert name in cells, label
        assert story.colleague.name not in written
        assert story.colleague.name not in cells


def _download(host: Person, link: str) -> bytes:
    with host.window.expect_download() as begun:
        host.window.get_by_role("link", name=link, exact=True).click()
    return Path(begun.value.path()).read_bytes()

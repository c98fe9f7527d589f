"""The morning after: everybody who came is asked, answers once, or wants no more messages."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from playwright.sync_api import FilePayload, expect

from events.models import Stop
from registrations.inviting.quiet import is_quiet
from tests.e2e.journey.letters import TICK_SECONDS, letter, letters, link_in
from tests.e2e.journey.story import Story
from tests.e2e.thread import Person

CAME = "You were there: %(minutes)s minutes to say what you think"
LISTED = "How does your firm innovate? %(minutes)s minutes"
OTHER = {"fr": "en", "en": "fr"}
GO_ON_IN = {"en": "Save, and go on in English", "fr": "Save, and go on in French"}
PAGE = "Page %(number)s of %(total)s"


def editor_imports_a_contact_list(story: Story) -> str:
    """From a sheet, which is shown before anything is written; what the list is called."""
    editor, name = story.somebody("editor"), f"Entreprises autour de {story.stop}"
    editor.go("contact_list_new", story.tour)
    editor.fill(name=name, source="Annuaire fictif", obtained_on=f"{timezone.localdate()}", basis="interest")
    editor.press("Save")
    editor.follow("Import a sheet")
    rows = f"E-mail;Contact;Langue\n{story.absent.email};{story.absent.name};{story.language}\n"
    sheet = FilePayload(name="contacts.csv", mimeType="text/csv", buffer=rows.encode())
    editor.window.locator("input[type=file]").set_input_files(sheet)
    editor.press("Preview")
    with editor.window.expect_navigation():
        editor.window.locator("section[aria-labelledby=sheet-preview] form button").click()
    editor.reads(story.absent.email)
    return name


def editor_approves_a_campaign_that_opens_now(story: Story, contact_list: str) -> None:
    """To everybody who came, and to the list."""
    editor = story.somebody("editor")
    editor.go("stop_campaigns", *story.at)
    editor.press("Prepare the campaign")
    editor.follow("Edit the campaign")
    a_moment_ago = datetime.datetime.now(ZoneInfo("Europe/Paris")) - datetime.timedelta(minutes=2)
    editor.fill(opens_at=f"{a_moment_ago:%Y-%m-%dT%H:%M}")
    editor.window.locator("input[name=basis][value=both]").check()
    editor.window.get_by_label(contact_list).check()
    editor.press("Save")
    editor.confirm("Approve…", "Approve")


def owner_answers_page_by_page(story: Story) -> None:
    """Leaves in the middle, comes back, changes the language, and is thanked; also when they come again."""
    link = link_in(letter(story, story.owner, CAME, seconds=TICK_SECONDS), "/q/")
    owner = story.somebody()
    owner.window.goto(link)
    owner.reads(owner.says(PAGE) % {"number": 1, "total": 3})
    owner.fill(**{"q-staff": "8"})
    owner.window.locator("input[name=q-export][value=some]").check()
    owner.press("Save and continue")
    owner.reads(owner.says(PAGE) % {"number": 2, "total": 3})
    owner.window.close()

    back = story.somebody()
    back.window.goto(link)
    back.reads(back.says(PAGE) % {"number": 2, "total": 3})
    back.window.locator("input[name=q-partners][value=school]").check()
    back.press(GO_ON_IN[OTHER[story.language]])

    other = Person(back.window, story.product, OTHER[story.language])
    assert other.window.evaluate("document.documentElement.lang") == other.language
    expect(other.window.locator("input[name=q-partners][value=school]")).to_be_checked()
    other.press("Save and continue")
    other.window.locator("textarea:visible, main input[type=text]:visible").first.fill("engager un apprenti")
    other.press("Send my answers")
    other.reads(other.says("Thank you: your answers are kept"))

    again = story.somebody()
    again.window.goto(link)
    again.reads(again.says("Thank you: your answers are kept"))
    expect(again.window.locator("main form")).to_have_count(0)


def walk_in_unsubscribes_by_one_click(story: Story) -> None:
    """As a mail program does it (RFC 8058): one POST, no cookie, no page."""
    message = letter(story, story.walk_in, CAME, seconds=TICK_SECONDS)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(message["List-Unsubscribe"]).strip(" <>")
    program = story.somebody().window.context.request
    answer = program.post(address, form={"List-Unsubscribe": "One-Click"}, max_redirects=0)
    assert answer.status == 200


def only_those_concerned_are_asked(story: Story) -> None:
    """Whoever came, and outside quiet hours the list; not whoever cancelled."""
    listed = [] if is_quiet(Stop(), timezone.now()) else [(story.absent, LISTED)]
    for somebody, subject in [(story.latecomer, CAME), *listed]:
        assert link_in(letter(story, somebody, subject, seconds=TICK_SECONDS), "/q/")
    assert letters(story, story.colleague, CAME) == []

"""What was said: noted by link, and coded."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.journey.story import Story, is_told

SAYINGS = (
    "On a tout pour faire le prototype, sauf quelqu’un qui a une heure.",
    "L’école est à dix minutes et je n’avais jamais osé pousser la porte.",
    "Nous exportons par hasard depuis qu’un client est parti en Belgique.",
)
VOICE = "patronne d’une chaudronnerie, 8 personnes"
SKILL = "B2"


def facilitator_notes_three_sentences(story: Story) -> None:
    """By a link that the co-host makes for them, without an account."""
    host = story.somebody("representative")
    host.go("notes", *story.at)
    host.window.locator("form.field-row input[name=name]").first.fill("Camille Exemple")
    with host.window.expect_navigation():
        host.window.get_by_role("button", name=host.says("Create a link")).first.click()
    address = host.window.locator("figure a").get_attribute("href") or ""

    facilitator = story.somebody()
    facilitator.window.goto(address)
    for saying in SAYINGS:
        facilitator.fill(text=saying, voice=VOICE, language="fr")
        facilitator.press("Keep the note")
        is_told(facilitator, "It is noted. Thank you.")
        facilitator.reads(saying)


def editor_codes_one(story: Story) -> None:
    """To a skill of the framework that was frozen last."""
    editor = story.somebody("editor")
    editor.go("notes", *story.at)
    passage = editor.window.locator("#passages li").filter(has_text=SAYINGS[1])
    skill = passage.locator("option").filter(has_text=SKILL).get_attribute("value")
    passage.locator("select[name=skill]").select_option(skill)
    with editor.window.expect_navigation():
        passage.get_by_role("button", name=editor.says("Add the skill")).click()
    passage = editor.window.locator("#passages li").filter(has_text=SAYINGS[1])
    expect(passage.locator(".badge").filter(has_text=SKILL)).to_be_visible()

"""Footnotes on paper: each with its number, which leads back to its mark."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from reportlab.platypus.flowables import Flowable

from tournee.documents.blocks import Notes
from tournee.documents.inline import Words as InlineWords
from tournee.documents.inline import plain
from tournee.documents.pdf.lines import Run
from tournee.documents.pdf.page import Page
from tournee.documents.pdf.rule import Rule
from tournee.documents.pdf.structure import Element
from tournee.documents.pdf.styles import STYLES
from tournee.texts.typography import NO_BREAK

_INDENT = 15.0


def flow(block: Notes, page: Page) -> list[Flowable]:
    """The footnotes met since the last ones were set, or nothing. A note within a note follows it."""
    notes: list[Flowable] = []
    while page.notes.waiting:
        waiting, page.notes.waiting = page.notes.waiting, []
        notes += [_note(number, words, page) for number, words in waiting]
    return [Rule(84, before=14, after=6), *notes] if notes else []


def _note(number: int, words: InlineWords, page: Page) -> Flowable:
    whole = Element("Note", id=f"note-{number}")
    back = Element("Link", Element("Lbl", whole))
    style = replace(STYLES["footnote"], indent=_INDENT)
    note = page.paragraph(words if plain(words) else NO_BREAK, style, "P", whole)  # its number stands in any case
    note.label = Run(
        str(number),
        "sans-semibold",
        style.size,
        "route",
        element=back,
        link=back,
        href=f"#mark-{number}",
        contents=_("Back to the mark of note %(number)s") % {"number": number},
        name=f"note-{number}",
        underlined=False,
    )
    return note

"""What the checks look for, and what they find."""

from __future__ import annotations

from dataclasses import dataclass

RULES = {
    "syntax": "readers of PDF syntax find nothing to complain about",
    "marked": "the file says that its content is tagged",
    "language": "the document and each part in another language name it as BCP 47 has it",
    "title": "the file has a title, the same in both of its records",
    "title-shown": "readers show the title rather than the file's name",
    "identifier": "the file says that it follows PDF/UA-1",
    "bookmarks": "the bookmarks are headings, in their order, opening their pages",
    "tabs": "on pages with links, the tab key follows the structure",
    "untagged": "all that is painted is tagged or an artifact",
    "nesting": "marks begin and end in pairs, and none holds another",
    "parent-tree": "each mark's way up leads to the one element that holds it",
    "tree-content": "each mark is held by the tree once, and all that the tree holds is there",
    "order": "the order of drawing within a page is that of reading",
    "role": "elements have roles that readers know, where they belong",
    "empty": "elements that are announced hold something",
    "figure-alt": "a figure says in words what it shows",
    "figure-box": "a figure says where on its page it stands",
    "header-scope": "a header cell says whether it heads a column or a row",
    "table-shape": "the rows of a table, with their spans, are equally wide",
    "heading-first": "the first heading is of level 1",
    "heading-skip": "no heading skips a level",
    "list": "lists hold items, and items hold a body",
    "note-id": "a note has an identifier of its own, which the file's index knows",
    "link-contents": "a link says where it leads",
    "link-element": "a link is held by an element of that role, with the words that are clicked",
    "link-parent": "a link knows its way up into the tree",
    "link-target": "a link leads somewhere",
    "print-flag": "what is seen on the screen is printed",
    "font-embedded": "fonts are in the file",
    "font-unicode": "fonts say what their codes mean",
    "glyph-missing": "no character is drawn as the box of those a font lacks",
    "glyph-unicode": "every character that is drawn can be read back",
    "words-joined": "words that stand apart are heard apart",
    "off-page": "all text is on the page",
    "text-over-text": "no text is written over other text",
    "changing-bytes": "the same document gives the same bytes, whatever the time",
}
"""Every rule, and what holds where it is kept."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that does not hold: its name, the page (from 1; None for the whole file), and what is wrong there."""

    rule: str
    page: int | None
    says: str

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"No rule is called {self.rule!r}.")

    def __str__(self) -> str:
        return f"{self.rule}{f' (page {self.page})' if self.page else ''}: {self.says}"

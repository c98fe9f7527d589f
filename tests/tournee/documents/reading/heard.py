"""What readers find in a document, as plain data that tests compare."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell of a table as it is heard."""

    role: str
    text: str
    scope: str = ""
    columns: int = 1
    rows: int = 1

    def spaced(self) -> CellReading:
        """The same with plain spaces for no-break ones, as which PDF writers keep U+00A0."""
        return replace(self, text=self.text.replace("\u00a0", " "))


@dataclass(frozen=True, slots=True)
class LinkReading:
    """A link: the words that are clicked, where it leads (`#page 3` for a page of the file), what is said of it.

    `within` is the role of what holds it.
    """

    text: str
    target: str
    contents: str
    page: int
    within: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline, with how deep it stands (from 1) and the page it opens (None where it opens none)."""

    depth: int
    title: str
    page: int | None

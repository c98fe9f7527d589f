"""What a page draws, mark by mark: the marked content of a PDF in the order of its content stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

import pikepdf

from tests.tournee.documents.reading.fonts import FontReading, read_font

Kind: TypeAlias = Literal["tagged", "artifact", "bare"]

_PATHS = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "EI", "INLINE", "IMAGE"])
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))


@dataclass(slots=True)
class Mark:
    """One stretch of marked content; `bare` is a single thing painted outside all marks.

    `text` is what a reader hears of it; `languages` are the words in it said to be in another language.
    """

    kind: Kind
    role: str
    mcid: int | None = None
    text: str = ""
    paints: bool = False
    languages: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class PageContent:
    """A page's marks in the order of drawing, and where they are badly nested."""

    number: int
    marks: list[Mark]
    problems: list[str]


@dataclass(slots=True)
class _Opened:
    """A mark that has begun: the stretch its content belongs to, and what it says of it."""

    mark: Mark | None
    language: str = ""
    instead: str | None = None
    heard: list[str] = field(default_factory=list)
    within_text: bool = False


class Fonts:
    """The fonts of a file, each read once however many pages use it."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], FontReading] = {}

    def get(self, font: pikepdf.Object) -> FontReading:
        """The reading of this font; one that stands directly in the resources has no key and is read anew."""
        key = font.objgen
        if key == (0, 0):
            key = (0, -1 - len(self._read))
        if key not in self._read:
            self._read[key] = read_font(font)
        return self._read[key]

    def __iter__(self) -> Iterator[FontReading]:
        return iter(self._read.values())


def read_page(page: pikepdf.Page, number: int, fonts: Fonts) -> PageContent:
    """Follow the content stream of a page, and of the forms it draws."""
    reader = _Reader(number, fonts)
    reader.read(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()))
    reader.end()
    return PageContent(number, reader.marks, reader.problems)


class _Reader:
    def __init__(self, number: int, fonts: Fonts) -> None:
        self.number = number
        self.fonts = fonts
        self.marks: list[Mark] = []
        self.problems: list[str] = []
        self._open: list[_Opened] = []
        self._font: FontReading | None = None
        self._kept: list[FontReading | None] = []
        self._in_text = False

    def read(self, stream: pikepdf.Object, resources: pikepdf.Object) -> None:
        """Every instruction; a form is read with its own resources, within the marks open around it."""
        scope = _Scope(resources, self.fonts)
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._paint()
                continue
            operator = str(instruction.operator)
            if operator in _SHOWS:
                self._show(instruction.operands)
            elif operator in _PATHS:
                self._paint()
            elif operator == "Tf":
                self._font = scope.font(str(instruction.operands[0]))
            elif operator == "Do":
                self._draw(scope, str(instruction.operands[0]))
            else:
                self._follow(operator, instruction.operands, scope)

    def end(self) -> None:
        """Nothing may be left open."""
        if self._open:
            self.problems.append("marked content begins and never ends")

    def _follow(self, operator: str, operands: list[pikepdf.Object], scope: _Scope) -> None:
        if operator in {"BDC", "BMC"}:
            self._begin(str(operands[0])[1:], scope.properties(operands[1]) if operator == "BDC" else {})
        elif operator == "EMC":
            self._finish()
        elif operator == "q":
            self._kept.append(self._font)
        elif operator == "Q" and self._kept:
            self._font = self._kept.pop()
        elif operator in {"BT", "ET"}:
            self._in_text = operator == "BT"
            if operator == "ET" and any(opened.within_text for opened in self._open):
                self.problems.append("marked content begins inside a text object and ends outside it")

    def _begin(self, role: str, properties: dict[str, pikepdf.Object]) -> None:
        around = self._innermost()
        mark: Mark | None = None
        if role == "Artifact":
            mark = Mark("artifact", str(properties.get("/Subtype", "")).lstrip("/"))
        elif "/MCID" in properties:
            mark = Mark("tagged", role, int(properties["/MCID"]))
        if mark:
            if around:
                self.problems.append(f"{mark.kind} content ({mark.role}) inside {around.kind} content ({around.role})")
            self.marks.append(mark)
        instead = properties.get("/ActualText")
        language = str(properties.get("/Lang", ""))
        self._open.append(_Opened(mark, language, None if instead is None else str(instead), within_text=self._in_text))

    def _finish(self) -> None:
        if not self._open:
            self.problems.append("marked content ends that never began")
            return
        if self._open[-1].within_text and not self._in_text:
            self.problems.append("marked content begins inside a text object and ends outside it")
        mark = self._innermost()
        closed = self._open.pop()
        text = "".join(closed.heard) if closed.instead is None else closed.instead
        if closed.language and mark:
            mark.languages.append((closed.language, text))
        if closed.mark:
            closed.mark.text += text
        elif self._open:
            self._open[-1].heard.append(text)

    def _innermost(self) -> Mark | None:
        return next((opened.mark for opened in reversed(self._open) if opened.mark), None)

    def _show(self, operands: list[pikepdf.Object]) -> None:
        strings = operands[-1] if isinstance(operands[-1], pikepdf.Array) else operands[-1:]
        text = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String | bytes))
        if self._font is None:
            self.problems.append("text is shown before any font is chosen")
            return
        read = self._font.read(text, self.number)
        mark = self._paint(read)
        if self._open:
            self._open[-1].heard.append(read)
        else:
            mark.text = read

    def _paint(self, what: str = "") -> Mark:
        mark = self._innermost()
        if mark is None:
            mark = Mark("bare", "", text=what)
            self.marks.append(mark)
        mark.paints = True
        return mark

    def _draw(self, scope: _Scope, name: str) -> None:
        drawn = scope.drawn(name)
        if drawn.get("/Subtype") != "/Form":
            self._paint()
            return
        font = self._font
        self.read(drawn, drawn.get("/Resources", scope.resources))
        self._font = font


class _Scope:
    """The resources that the instructions of one stream name."""

    def __init__(self, resources: pikepdf.Object, fonts: Fonts) -> None:
        self.resources = resources
        self._fonts = fonts

    @cached_property
    def _by_name(self) -> dict[str, FontReading]:
        return {name: self._fonts.get(font) for name, font in self.resources.get("/Font", {}).items()}

    def font(self, name: str) -> FontReading | None:
        """The font of that name, None where the resources do not have it."""
        return self._by_name.get(name)

    def properties(self, given: pikepdf.Object) -> dict[str, pikepdf.Object]:
        """The properties of a mark, given in place or by name."""
        found = self.resources.Properties[str(given)] if isinstance(given, pikepdf.Name) else given
        return dict(found.items())

    def drawn(self, name: str) -> pikepdf.Object:
        """The picture or form of that name."""
        return self.resources.XObject[name]

"""The checks see what is broken: each test takes a sound document and breaks it on purpose."""

from __future__ import annotations

import io
import itertools
import shutil
from functools import cache

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.tournee.documents.reading import RULES, Reading, check_pdf, check_rendering
from tests.tournee.documents.reading.damage import ALL, damaged, elements
from tests.tournee.documents.reading.geometry import outside, overlapping
from tournee.documents import pdf
from tournee.documents.blocks import Block, BulletList, Contents, Figure, Heading, Paragraph
from tournee.documents.document import Document
from tournee.documents.inline import Footnote, InLanguage, Link
from tournee.documents.sample import sample_document
from tournee.documents.tables import Column, Table
from tournee.drawing import fonts
from tournee.drawing.charts.bars import BarChart
from tournee.drawing.palette import FONT_FILES

BREAKS_BYTES = {"syntax", "changing-bytes"}
"""Rules that no change to the objects of a file breaks; they have tests of their own below."""


def _blocks() -> tuple[Block, ...]:
    """A little of all that can be broken."""
    linked = Link("the site", "https://example.org/tour", "The site of the tour")
    return (
        Contents(),
        Heading(2, "What was said", anchor="said"),
        Paragraph(("More on ", linked, ", or in ", Link("the table", "#places"), ".", Footnote("A first note."))),
        Paragraph(("They call it ", InLanguage("savoir-faire", "fr"), ".", Footnote("A second note."))),
        Paragraph("A paragraph that fills more than one line, so that its lines can be set too close. " * 4),
        BulletList(("one", "two", "three")),
        Heading(3, "In figures"),
        Figure(BarChart("Obstacles", "Hiring comes first.", (("Hiring", 70), ("Time", 58)), unit="%", n=148)),
        Heading(2, "Places"),
        Table("Firms by place", (Column("Place"), Column("Firms", "number")), (("Albert", 12),) * 60, anchor="places"),
        Paragraph("The end."),
    )


@cache
def sound() -> bytes:
    day = sample_document("en").date
    return pdf.render(Document("A sound document", "en", _blocks(), date=day, header="A header", footer="A footer"))


def test_a_sound_document_has_no_fault():
    assert check_rendering(lambda: pdf.render(sample_document("en"))) == []
    assert check_pdf(sound()) == []


@pytest.mark.parametrize("damage", ALL, ids=str)
def test_the_checks_see_damage_and_nothing_else(damage):
    found = {fault.rule for fault in check_pdf(damaged(sound(), damage.change))}

    assert found == {damage.rule, *damage.also}


def test_every_rule_is_broken_by_some_damage():
    assert {damage.rule for damage in ALL} | BREAKS_BYTES == set(RULES)


BAD_BYTES = {
    "cut short": lambda data: data[: len(data) // 2],
    "with a stream of another length": lambda data: data.replace(b"/Length ", b"/Length 9", 1),
    "with its table elsewhere": lambda data: data.replace(b"startxref\n", b"startxref\n9", 1),
}


@pytest.mark.parametrize("spoil", BAD_BYTES.values(), ids=BAD_BYTES)
def test_the_checks_see_a_file(spoil):
    assert {fault.rule for fault in check_pdf(spoil(sound()))} == {"syntax"}


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_the_checks_see_what_qpdf_complains_about():
    assert "syntax" in {fault.rule for fault in check_pdf(sound().replace(b"endobj", b"endopj", 1))}


def test_the_checks_see_bytes_that_change_with_each_rendering():
    days = itertools.count(1)

    def render() -> bytes:
        return damaged(sound(), lambda file: file.docinfo.__setitem__("/Subject", f"day {next(days)}"))

    assert [fault.rule for fault in check_rendering(render)] == ["changing-bytes"]


def test_a_fault_names_its_rule_its_page_and_what_is_wrong():
    def without_words(file: pikepdf.Pdf) -> None:
        elements(file, "Figure")[0].Alt = pikepdf.String("")

    (fault,) = check_pdf(damaged(sound(), without_words))

    assert str(fault) == "figure-alt (page 1): a figure has no text alternative"


# What is not broken: text that stands close, and must


def drawn(draw) -> Reading:
    """A page of 200 × 200 points on which something is drawn with reportlab alone."""
    fonts.register()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(200, 200))
    canvas.setFont(FONT_FILES["sans"], 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return Reading(file.getvalue())


def turned(canvas: Canvas, x: float, y: float, angle: float, text: str) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def raised(canvas: Canvas) -> None:
    text = canvas.beginText(50, 100)
    text.textOut("said")
    text.setFont(FONT_FILES["sans"], 6)
    text.setRise(4)
    text.textOut("12")
    canvas.drawText(text)
    canvas.drawString(50, 111, "line above it")


CLOSE = {
    "kerned capitals": lambda canvas: canvas.drawString(20, 100, "AVATAR Ty. fj ÀÉŒ f’"),
    "slanted": lambda canvas: (canvas.setFont(FONT_FILES["sans-italic"], 10), canvas.drawString(20, 100, "fjord fff")),
    "tight lines": lambda canvas: [canvas.drawString(20, 100 - 9 * line, "Égypte, ÂgÊ, pÿqj") for line in range(4)],
    "a raised number": raised,
    "a letter and its accent apart": lambda canvas: canvas.drawString(20, 100, "e\u0301te\u0301"),
    "labels turned side by side": lambda canvas: [turned(canvas, 20 + 13 * i, 60, 45, "Label long") for i in range(8)],
    "labels turned upwards": lambda canvas: [turned(canvas, 20 + 9 * i, 60, 90, "Upwards") for i in range(8)],
}
OVER = {
    "the same twice": lambda canvas: [canvas.drawString(20 + i, 100, "twice") for i in range(2)],
    "lines too close": lambda canvas: [canvas.drawString(20, 100 - 4 * line, "a line of text") for line in range(2)],
    "an end over a beginning": lambda canvas: [canvas.drawString(x, 100, "cell text") for x in (20, 51)],
    "small over large": lambda canvas: (
        canvas.drawString(55, 101, "x"),
        canvas.setFont(FONT_FILES["display"], 60),
        canvas.drawString(20, 90, "MM"),
    ),
    "turned over level": lambda canvas: (
        canvas.drawString(20, 100, "level text"),
        turned(canvas, 30, 85, 60, "turned"),
    ),
    "upwards over upwards": lambda canvas: [turned(canvas, 50 + 4 * i, 60, 90, "Upwards") for i in range(2)],
    "upside down over itself": lambda canvas: (canvas.drawString(50, 98, "noon"), turned(canvas, 70, 104, 180, "noon")),
}


@pytest.mark.parametrize("draw", CLOSE.values(), ids=CLOSE)
def test_text_that_stands_close_is_not_over_other_text(draw):
    with drawn(draw) as reading:
        assert overlapping(reading.characters[0]) == []


@pytest.mark.parametrize("draw", OVER.values(), ids=OVER)
def test_text_over_text_is_seen_however_it_is_turned(draw):
    with drawn(draw) as reading:
        assert overlapping(reading.characters[0])


@pytest.mark.parametrize(("x", "y"), [(-3, 100), (190, 100), (50, 197), (50, -2)])
def test_text_beyond_any_edge_is_seen(x, y):
    with drawn(lambda canvas: canvas.drawString(x, y, "outside")) as reading:
        assert outside(reading.characters[0], reading.sheet(1))


def test_a_character_that_the_font_lacks_is_seen():
    with drawn(lambda canvas: canvas.drawString(20, 100, "a ก")) as reading:
        found = {fault.rule for fault in check_pdf(reading.data)}

    assert {"glyph-missing", "glyph-unicode"} <= found

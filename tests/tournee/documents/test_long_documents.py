"""Blocks larger than what holds them: whatever goes on over the end of a page is neither lost, cut nor written over."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from tests.tournee.documents.reading import Reading, check_pdf, faults_of
from tests.tournee.documents.test_every_block import said, screen, squeezed
from tournee.documents import pdf
from tournee.documents.blocks import (
    Block,
    BulletList,
    Callout,
    Contents,
    Facts,
    Figure,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    Label,
    LabelGrid,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    PullQuote,
    QRCode,
    Signatory,
    SignatureBlock,
    Source,
    Together,
)
from tournee.documents.document import Cover, Document, Provenance
from tournee.documents.inline import Emphasis, Footnote, InLanguage, Link, Quotation, Strong
from tournee.documents.tables import Cell, Column, HeaderSpan, RowGroup, Table
from tournee.drawing.charts.bars import BarChart

DAY = datetime.date(2026, 11, 20)


def words(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))


def bars(count: int) -> Figure:
    rows = tuple((f"A bar of some length {n}", n) for n in range(count))
    return Figure(BarChart("Bars", "They grow.", rows, unit="%"), alternative="They grow.")


LONG: dict[str, Callable[[], tuple[Block, ...]]] = {
    "paragraph": lambda: (Paragraph(words(2500)),),
    "lead": lambda: (Paragraph(words(1500), "lead"),),
    "heading": lambda: (Heading(2, words(150)), Heading(3, words(150)), Paragraph("end")),
    "link": lambda: (Paragraph(("on ", Link(words(1500), "https://example.org/"), " end")),),
    "quotation": lambda: (Paragraph(("on ", Quotation((words(900), InLanguage(words(900), "fr"))), " end")),),
    "emphasis": lambda: (Paragraph((Strong(words(900)), " ", Emphasis(words(900)))),),
    "item": lambda: (BulletList((words(1500), Item(words(900), OrderedList((words(900), "end"))))),),
    "many items": lambda: (OrderedList(tuple(f"item {n}" for n in range(150)), start=95),),
    "facts": lambda: (Facts(tuple((f"label {n}", words(20 * n)) for n in range(22))),),
    "a fact": lambda: (Facts((("label", words(1500)), (words(60), "short"))),),
    "key figures": lambda: (KeyFigures(tuple(KeyFigure("1 234 567,8 %", words(9), words(9)) for _n in range(7))),),
    "a key figure": lambda: (KeyFigures((KeyFigure("1 234 567 890 123 456 789 012 345 678 901 k€", words(60)),)),),
    "chart": lambda: (bars(34),),
    "pull quote": lambda: (PullQuote(words(900), words(60)),),
    "callout": lambda: (Callout(words(40), (Paragraph(words(1200)), BulletList((words(300),))), "warning"),),
    "notes": lambda: tuple(Paragraph((f"said {n}", Footnote(f"note {n} {words(25)}"))) for n in range(60)),
    "a note": lambda: (Paragraph(("said", Footnote(words(1500)))), Notes(), Paragraph("end")),
    "source": lambda: (Source(words(900)),),
    "contents": lambda: (Contents(), *(Heading(2 + n % 2, f"Heading {n} {words(n % 25)}") for n in range(120))),
    "signatures": lambda: (SignatureBlock(tuple(Signatory(words(12), words(4)) for _n in range(15)), words(5)),),
    "code": lambda: (QRCode("https://example.org/" + "a" * 400, words(90), size=60),),
    "labels": lambda: (
        LabelGrid(tuple(Label(words(n % 9 + 1), (words(n % 30),), foot="x") for n in range(30)), skip=3),
    ),
    "small labels": lambda: (
        LabelGrid(
            tuple(Label(f"Name {n}", ("Firm",), code=f"https://example.org/{n}") for n in range(30)),
            columns=3, rows=8, width=63, height=34,
        ),
        Paragraph("end"),
    ),
    "together": lambda: (Together((Heading(2, "Held"), *[Paragraph(words(90))] * 20)),),
    "table": lambda: (Table("t", (Column("a"), Column("b")), [(words(n), words(n * 3)) for n in range(60)]),),
    "caption": lambda: (Table(words(400), (Column("a"),), [("x",)], source=words(400)),),
    "header": lambda: (Table("t", (Column(words(60)), Column("b")), [("x", "y")] * 90),),
    "spanning rows": lambda: (
        Table("t", (Column("a"), Column("b")), [(Cell(words(300), rows=30), "1"), *[(str(n),) for n in range(29)]] * 3),
    ),
    "groups": lambda: (
        Table(
            "t", (Column("a"), Column("b", "number")), total=("all", 9), above=(HeaderSpan("over both", 2),),
            groups=[RowGroup(f"group {g}", [(words(30), n) for n in range(9)], ("sum", 36)) for g in range(9)],
        ),
    ),
    "one of each with breaks": lambda: (
        Heading(2, "A"), PageBreak(), bars(20), PageBreak(), bars(20), bars(20), Paragraph("end"), Notes(),
    ),
}  # fmt: skip


TURNED = ("table", "facts", "key figures", "signatures", "labels", "contents", "groups", "pull quote", "chart")


def check_long(blocks: tuple[Block, ...], *, landscape: bool = False) -> None:
    """Nothing is wrong on paper, and all words are there, in the same order as on the screen."""
    document = Document("Long", "en", blocks, date=DAY, header="Header", footer="Footer", landscape=landscape)
    with Reading(pdf.render(document)) as paper:
        assert [str(fault) for fault in faults_of(paper)] == []
        assert "…" not in paper.text
        if not any(isinstance(block, Figure) for block in document.blocks):
            assert squeezed(said(paper, paper.tree)) == squeezed(screen(document).text)


@pytest.mark.parametrize("blocks", LONG.values(), ids=LONG)
def test_what_is_longer_than_a_page_goes_on_over_it(blocks):
    check_long(blocks())


@pytest.mark.parametrize("kind", TURNED)
def test_what_is_longer_than_a_page_goes_on_over_a_turned_one(kind):
    check_long(LONG[kind](), landscape=True)


def test_a_cover_and_a_provenance_of_many_words_stand():
    cover = Cover(kicker=words(30), subtitle=words(60), lines=(words(60), words(60)))
    provenance = Provenance(words(60), data=words(400), terms=words(90))
    document = Document(words(40), "en", (Paragraph("end"),), date=DAY, cover=cover, provenance=provenance)

    assert check_pdf(pdf.render(document)) == []

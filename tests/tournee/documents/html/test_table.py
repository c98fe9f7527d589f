import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from tests.tournee.documents.html.reading import body
from tests.tournee.documents.html.tree import Node
from tests.tournee.drawing.scenes import HOSTILE
from tournee.documents.inline import Link, Strong
from tournee.documents.tables import Cell, Column, HeaderSpan, RowGroup, Table

TWO = (Column("Place"), Column("Firms", "number"))


def rows(read: Node, part: str = "tbody") -> list[list[str]]:
    return [[cell.text() for cell in row.all("th", "td")] for section in read.all(part) for row in section.all("tr")]


def test_a_table_is_named_by_its_caption_and_scrolls_in_a_region_of_its_own():
    read = body(Table(("Firms by ", Strong("place")), TWO, (("Albert", 3),), anchor="firms"))
    region = read.one("div", id="firms")

    assert (region["role"], region["tabindex"]) == ("region", "0")
    assert region.one("caption", id=region["aria-labelledby"]).text() == "Firms by place"


def test_every_header_has_its_scope():
    read = body(Table("x", TWO, (("Albert", 3), ("Thiers", 4))))

    assert [(header["scope"], header.text()) for header in read.all("th")] == [
        ("col", "Place"), ("col", "Firms"), ("row", "Albert"), ("row", "Thiers"),
    ]  # fmt: skip


def test_rows_need_not_have_headers():
    read = body(Table("x", TWO, (("Albert", 3),), row_headers=False))

    assert [header["scope"] for header in read.all("th")] == ["col", "col"]


def test_values_are_written_in_the_documents_language():
    columns = (
        Column("Name"),
        Column("n", "number"),
        Column("share", "number", unit="%", decimals=1),
        Column("day", "date"),
    )
    table = Table("x", columns, (("a", 12345, Decimal("48.1"), datetime.date(2026, 10, 1)), ("b", None, 2, None)))

    with translation.override("en"):
        french = rows(body(table, language="fr"))
    with translation.override("fr"):
        english = rows(body(table, language="en"))
    assert french == [["a", "12\u202f345", "48,1\u202f%", "1er\u00a0octobre 2026"], ["b", "–", "2,0\u202f%", ""]]
    assert english == [["a", "12,345", "48.1%", "1\u00a0October 2026"], ["b", "–", "2.0%", ""]]


def test_a_columns_kind_is_known_to_the_style_sheet():
    columns = (Column("a"), Column("b", "number"), Column("c", "date"), Column("d", "tick"), Column("e", "signature"))
    read = body(Table("x", columns, (("a", 1, None, True, None),)))

    expected = [None, "num", "date", "tick", "signature"]
    assert [cell.attributes.get("class") for cell in read.one("thead").all("th")] == expected
    assert [cell.attributes.get("class") for cell in read.one("tbody").all("th", "td")] == expected


@pytest.mark.parametrize(
    ("value", "box", "word"), [(True, "☑", "ticked"), (False, "☐", "not ticked"), (None, "☐", "to be ticked")]
)
def test_a_box_says_whether_it_is_ticked(value, box, word):
    read = body(Table("x", (Column("a"), Column("b", "tick")), (("a", value),)))

    assert read.one("span", role="img").text() == box
    assert read.one("span", role="img")["aria-label"] == word


def test_words_in_cells_carry_what_they_carry_elsewhere():
    read = body(Table("x", TWO, (((Link("Albert", "https://example.org"),), 3),)))

    assert read.one("tbody").one("th").one("a").text() == "Albert"


def test_equal_values_of_different_kinds_are_not_confused():
    columns = (Column("a"), Column("b", "number", decimals=None))
    read = body(Table("x", columns, (("a", 1), ("b", 1.5), ("c", Decimal("1.0")), ("d", 1))))

    assert [row[1] for row in rows(read)] == ["1", "1.5", "1.0", "1"]


def test_groups_are_bodies_under_their_heading_closed_by_their_subtotal():
    groups = (RowGroup("Coast", (("a", 1),), ("All", 1)), RowGroup("Plain", (("b", 2),)))
    read = body(Table("x", TWO, groups=groups, total=("Total", 3)))
    first, second = read.all("tbody")
    heading = first.one("th", scope="rowgroup")

    assert heading.text() == "Coast"
    assert heading["colspan"] == "2"
    assert first.one("tr", css="document-subtotal").text() == "All1"
    assert second.text() == "Plainb2"
    assert rows(read, "tfoot") == [["Total", "3"]]


def test_a_cell_may_span_and_head():
    grid = ((Cell("a", rows=2), 1), (Cell(2, heads="Row"),), (Cell("wide", columns=2, heads="Column"),))
    cells = body(Table("x", TWO, grid)).one("tbody").all("th", "td")

    assert [(cell.tag, cell.attributes.get("scope"), cell.text()) for cell in cells] == [
        ("th", "row", "a"), ("td", None, "1"), ("th", "row", "2"), ("th", "col", "wide"),
    ]  # fmt: skip
    assert cells[0]["rowspan"] == "2"
    assert cells[3]["colspan"] == "2"


def test_a_cell_beside_one_that_reaches_down_keeps_its_columns_manner():
    cells = body(Table("x", TWO, ((Cell("a", rows=2), 1), (2,)))).one("tbody").all("td")

    assert [cell["class"] for cell in cells] == ["num", "num"]


class TestTwoRowsOfHeaders:
    columns = (Column("Room"), Column("in", "number"), Column("out", "number"), Column("in", "number"))
    above = (HeaderSpan("", 1), HeaderSpan("Morning", 2), HeaderSpan("Evening", 1))

    def read(self, **options) -> Node:
        return body(Table("x", self.columns, above=self.above, anchor="t", **options))

    def heard(self, read: Node, cell: Node) -> list[str]:
        return [read.one(id=name).text() for name in cell["headers"].split()]

    def test_the_upper_ones_span_and_a_gap_is_no_header(self):
        upper = self.read(rows=(("Hall", 1, 2, 3),)).all("tr")[0]

        assert [(cell.tag, cell["colspan"]) for cell in upper.all("th", "td")] == [
            ("td", "1"),
            ("th", "2"),
            ("th", "1"),
        ]
        assert {cell["scope"] for cell in upper.all("th")} == {"colgroup"}

    def test_a_cell_names_all_its_headers_in_the_order_they_are_heard(self):
        read = self.read(rows=(("Hall", 1, 2, 3),))

        assert [self.heard(read, cell) for cell in read.one("tbody").all("td")] == [
            ["Morning", "in", "Hall"], ["Morning", "out", "Hall"], ["Evening", "in", "Hall"],
        ]  # fmt: skip

    def test_a_cell_that_spans_names_the_headers_of_all_its_columns(self):
        read = self.read(rows=(("Hall", 1, Cell("none", columns=2)),))

        assert self.heard(read, read.one("td", colspan="2")) == ["Morning", "Evening", "out", "in", "Hall"]

    def test_a_row_under_a_header_that_reaches_down_names_it_too(self):
        read = self.read(rows=((Cell("Hall", rows=2), 1, 2, 3), (4, 5, 6)))

        assert self.heard(read, read.all("tr")[-1].all("td")[0]) == ["Morning", "in", "Hall"]

    def test_a_cell_names_its_groups_heading(self):
        read = self.read(groups=(RowGroup("Day one", (("Hall", 1, 2, 3),)), RowGroup("Day two", (("Quay", 1, 2, 3),))))

        assert self.heard(read, read.all("tbody")[1].all("td")[0]) == ["Morning", "in", "Day two", "Quay"]


def test_a_table_of_one_row_of_headers_needs_no_ids():
    read = body(Table("x", TWO, (("a", 1),)))

    assert not [cell for cell in read.all("th", "td") if "headers" in cell.attributes or "id" in cell.attributes]


def test_a_table_without_rows_says_so():
    assert rows(body(Table("x", TWO, empty="Nobody yet."))) == [["Nobody yet."]]
    assert rows(body(Table("x", TWO))) == [["Nothing to list."]]


def test_a_source_stands_below_the_region():
    region, source = (child for child in body(Table("x", TWO, source="a survey")).children if isinstance(child, Node))

    assert region["role"] == "region"
    assert source.text() == "Source: a survey"


def test_rows_to_sign_in_stay_high_in_print():
    read = body(Table("x", TWO, row_height=12), Table("x", TWO, row_height=6))

    assert [table["class"] for table in read.all("table")] == ["table document-tall", "table"]


def test_hostile_cells_stay_text():
    read = body(Table(HOSTILE, (Column(HOSTILE), Column("b")), ((HOSTILE, (HOSTILE,)),), source=HOSTILE))

    assert not read.all("script")


def test_ten_thousand_rows_are_all_there():
    read = body(Table("x", TWO, [(f"Place {number}", number) for number in range(10_000)]))

    assert len(read.one("tbody").all("tr")) == 10_000

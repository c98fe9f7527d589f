"""Tables on paper: what is heard of them, and how they fill pages."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.tournee.documents.documents import document
from tests.tournee.documents.reading import Reading, check_pdf
from tournee.documents import pdf
from tournee.documents.blocks import Heading, Paragraph, Signatory, SignatureBlock, Together
from tournee.documents.inline import Footnote, InLanguage, Link, Strong
from tournee.documents.pdf.table_widths import place_columns
from tournee.documents.tables import Cell, Column, HeaderSpan, RowGroup, Table

NAMES = (Column("Name"), Column("Firm"), Column("Staff", "number"))


def reading(*blocks, **options):
    return Reading(pdf.render(document(*blocks, **options)))


def people(count):
    return [(f"Person {number}", "Imaginary works", number) for number in range(count)]


def cells(row):
    return [(cell.role, cell.scope, cell.text) for cell in row]


def bottoms(paper, text):
    """Where that text stands on its pages: (page, distance from the foot), from the first character of each."""
    found = []
    for number, page in enumerate(paper.characters, start=1):
        letters = "".join(one.text for one in page)
        wanted = text.replace(" ", "")
        start = letters.find(wanted)
        while start >= 0:
            found.append((number, page[start].box[1]))
            start = letters.find(wanted, start + 1)
    return found


def test_headers_say_whether_they_head_their_column_or_their_row():
    with reading(Table("People", NAMES, people(1))) as paper:
        ((head, body),) = paper.tables
    assert cells(head) == [("TH", "Column", "Name"), ("TH", "Column", "Firm"), ("TH", "Column", "Staff")]
    assert cells(body) == [("TH", "Row", "Person 0"), ("TD", "", "Imaginary works"), ("TD", "", "0")]


def test_a_table_has_head_body_and_foot_below_its_caption():
    with reading(Table("People", NAMES, people(2), total=("All", "", 1))) as paper:
        (table,) = paper.elements("Table")
        assert [part.role for part in table.elements] == ["Caption", "THead", "TBody", "TFoot"]


def test_values_are_written_as_their_columns_say():
    columns = (
        Column("Region"),
        Column("People", "number"),
        Column("Share", "number", unit="%", decimals=1),
        Column("Last", "date"),
    )
    rows = [("Bretagne", 1234, Decimal("45.6"), datetime.date(2031, 3, 1)), ("Corse", None, 7, None)]
    with reading(Table("Regions", columns, rows), language="fr") as paper:
        _head, first, second = paper.tables[0]
    assert [cell.text for cell in first] == ["Bretagne", "1\u202f234", "45,6\u202f%", "1er mars 2031"]
    assert [cell.text for cell in second] == ["Corse", "–", "7,0\u202f%", ""]


def test_numbers_end_below_each_other():
    rows = [("a", "b", 7), ("c", "d", 123456)]
    with reading(Table("People", NAMES, rows)) as paper:
        page = paper.characters[0]
        ends = [one.box[2] for one in page if one.text in "76" and one.box[0] > 400]
    assert max(ends) - min(ends) < 0.1


def test_a_box_is_drawn_and_says_whether_it_is_ticked():
    columns = (Column("Name"), Column("Present", "tick"))
    with reading(Table("People", columns, [("Awa", True), ("Zoé", False), ("Lou", None)])) as paper:
        said = [row[1].text for row in paper.tables[0][1:]]
        seen = [one.text for one in paper.characters[0] if one.text in "☑☐"]
    assert said == ["ticked", "not ticked", "to be ticked"]
    assert seen == ["☑", "☐", "☐"]


def test_a_name_that_heads_its_row_is_not_parted_at_its_hyphen():
    columns = (Column("Name"), Column("Firm", width=3), *(Column("Half-day", "signature", width=2) for _half in "12"))
    rows = [("Dupond-Exemple Agathe", "A firm of a name that takes all of the room there is and more", None, None)]
    with reading(Table("Sheet", columns, rows)) as paper:
        hyphen, after = (one.box for one in paper.characters[0] if one.text in "-x" and one.box[0] < 130)
    assert after[0] > hyphen[2]


def test_room_to_sign_is_an_empty_cell_as_high_as_asked():
    columns = (Column("Name"), Column("Morning", "signature"))
    with reading(Table("Sheet", columns, [("Awa", None), ("Zoé", None)], row_height=20)) as paper:
        assert cells(paper.tables[0][1]) == [("TH", "Row", "Awa"), ("TD", "", "")]
        ((_page, first),), ((_same, second),) = bottoms(paper, "Awa"), bottoms(paper, "Zoé")
    assert first - second == pytest.approx(20 * 72 / 25.4, abs=0.1)


def test_cells_over_several_rows_and_columns_keep_the_grid():
    rows = [
        (Cell("Morning", rows=2), "Innovate together", 24),
        (Cell("A break", columns=2),),
        ("Afternoon", Cell("Both", columns=2)),
    ]
    with reading(Table("Day", NAMES, rows)) as paper:
        spans = [[(cell.text, cell.columns, cell.rows) for cell in row] for row in paper.tables[0][1:]]
    assert spans == [
        [("Morning", 1, 2), ("Innovate together", 1, 1), ("24", 1, 1)],
        [("A break", 2, 1)],
        [("Afternoon", 1, 1), ("Both", 2, 1)],
    ]


def two_rows_of_headers():
    columns = (Column("Skill"), *(Column(name, "number") for name in ("Men", "Women", "Men", "Women")))
    above = (HeaderSpan("", 1), HeaderSpan("Before", 2), HeaderSpan("After", 2))
    groups = (
        RowGroup("Relating", [("Negotiating", 1, 2, 3, 4)], ("Subtotal", 1, 2, 3, 4)),
        RowGroup("Making", [("Drawing", 5, 6, 7, 8)]),
    )
    return Table("Skills", columns, above=above, groups=groups, total=("All", 6, 8, 10, 12))


def test_each_cell_names_its_headers_where_they_stand_in_two_rows_or_head_groups():
    with reading(two_rows_of_headers()) as paper:
        named = {one.identifier: paper.text_of(one).strip() for one in paper.elements("TH")}
        women_after = next(one for one in paper.elements("TD") if paper.text_of(one).strip() == "8")
        headers = [named[str(name)] for name in women_after.attributes["Headers"]]
    assert headers == ["After", "Women", "Making", "Drawing"]


def test_a_group_has_its_heading_before_its_rows_and_its_subtotal_after_them():
    with reading(two_rows_of_headers()) as paper:
        firsts = [row[0].text for row in paper.tables[0]]
    assert firsts == ["", "Skill", "Relating", "Negotiating", "Subtotal", "Making", "Drawing", "All"]


def test_a_table_without_rows_says_so():
    with reading(Table("People", NAMES, empty="Nobody has registered yet.")) as paper:
        assert [(cell.text, cell.columns) for cell in paper.tables[0][1]] == [("Nobody has registered yet.", 3)]
    with reading(Table("People", NAMES)) as paper:
        assert paper.tables[0][1][0].text


def test_words_in_cells_carry_links_languages_and_footnotes_numbered_in_order_of_reading():
    first = ("See ", Link("the site", "https://example.org/"), Footnote("Open to all."))
    second = (InLanguage("co-création", "fr"), " and ", Strong("more"), Footnote("Much more."))
    table = Table("Words", (Column("What"), Column("Words")), [("One", first), ("Two", second)])
    with reading(table, Paragraph(("After", Footnote("Last.")))) as paper:
        assert [link.target for link in paper.links if link.text == "the site"] == ["https://example.org/"]
        assert ("fr", "co-création") in paper.languages
        text = paper.text
        assert text.index("Open to all.") < text.index("Much more.") < text.index("Last.")


def test_headers_come_again_on_each_page_and_are_heard_once():
    with reading(Table("People", NAMES, people(120))) as paper:
        assert paper.page_count > 2
        assert len(paper.tables[0]) == 121
        assert paper.text.count("Firm") == 1
        assert all("Firm" in " ".join(paper.artifacts(page)) for page in range(2, paper.page_count + 1))


def test_a_row_goes_to_the_next_page_whole():
    rows = [(f"Person {number}", "word " * 60, 1) for number in range(30)]
    with reading(Table("People", NAMES, rows)) as paper:
        for row in (row for row in paper.elements("TR") if row.parent.role == "TBody"):
            pages = {part.page for cell in row.elements for part in cell.below if hasattr(part, "mcid")}
            assert len(pages) == 1


@pytest.mark.parametrize("words", ["word " * 3000, ("word " * 1500, Strong("strong "), "word " * 1500)])
def test_a_cell_higher_than_a_page_goes_on_in_the_same_cell(words):
    with reading(Table("People", NAMES, [("A", words, 1), ("B", "short", 2)])) as paper:
        assert paper.page_count > 3
        assert len(paper.tables[0]) == 3
        assert paper.tables[0][1][1].text.split().count("word") == 3000


def test_a_group_higher_than_a_page_bound_by_one_cell_is_cut_between_its_rows():
    rows = [(Cell("All of them", rows=80), "first", 0), *(("another", number) for number in range(79))]
    data = pdf.render(document(Table("Bound", NAMES, rows)))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        assert len(paper.tables[0]) == 81
        assert paper.page_count > 2


@pytest.mark.parametrize("filler", range(0, 44, 3))
def test_the_caption_is_never_parted_from_the_first_rows_nor_a_total_or_a_source_from_the_last(filler):
    table = Table("People of the place", NAMES, people(3), total=("All of them", "", 3), source="the register")
    with reading(*[Paragraph("Filler.")] * filler, table) as paper:
        (caption,) = bottoms(paper, "People of the place")
        (first,) = bottoms(paper, "Person 0")
        (last,) = bottoms(paper, "Person 2")
        (total,) = bottoms(paper, "All of them")
        (source,) = bottoms(paper, "the register")
    assert caption[0] == first[0]
    assert last[0] == total[0] == source[0]


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize(
    "table",
    [
        Table("Long words", NAMES, [("x" * 200, "y" * 200, 10**40), ("short", "short", 1)]),
        Table("x" * 300, (Column("y" * 200), Column("z" * 200, "number")), [("a", 1)]),
        Table("Long cells", NAMES, [("\n".join("line" for _ in range(40)), "two " * 400, None)]),
        Table("Forty columns", tuple(Column(f"Column {n}", "number") for n in range(40)), [tuple(range(40))] * 3),
        Table("One column", (Column("Only"),), [("one",), ("",), (None,)], row_headers=False),
        Table("Strange letters", NAMES, [("漢字 🎉", "a\u00adb\u200bc", -1), ("e\u0301te\u0301", "Œuvre « ok »", 0)]),
        Table("Nothing in it", NAMES, [(None, None, None)] * 3),
        Table("High head", (Column("word " * 900), Column("b")), [("a", "b")] * 40),
        Table("A caption as long as a page " * 100, NAMES, people(60), source="a long source " * 200),
    ],
    ids=lambda table: str(getattr(table, "caption", table))[:16],
)
def test_whatever_a_table_holds_it_stays_on_the_page_and_in_its_cells(table, landscape):
    assert check_pdf(pdf.render(document(Heading(2, "Tables"), table, landscape=landscape))) == []


class Made(Sequence):
    """Rows that are made when they are asked for."""

    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        if not 0 <= index < self.count:
            raise IndexError(index)
        return (f"Person {index}", "Imaginary works", index)


def test_rows_may_be_read_from_what_makes_them_as_they_are_asked_for():
    with reading(Table("People", NAMES, Made(200))) as paper:
        assert len(paper.tables[0]) == 201


def test_each_cell_is_set_once_however_many_pages_follow(monkeypatch):
    from tournee.documents.pdf import table_rows

    measured = 0
    original = table_rows.set_lines

    def counted(*arguments):
        nonlocal measured
        measured += 1
        return original(*arguments)

    monkeypatch.setattr(table_rows, "set_lines", counted)
    pdf.render(document(Table("People", NAMES, people(600))))
    assert measured == 3 * 601


def test_a_footnote_in_a_header_leads_back_to_where_the_header_is_heard():
    columns = (Column(("Name", Footnote("As registered."))), *NAMES[1:])
    data = pdf.render(document(Paragraph("Before."), Table("People", columns, people(90))))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        (back,) = [link for link in paper.links if link.within == "Lbl"]
        assert back.target == "#page 1"


def test_a_table_kept_together_with_a_heading_begins_below_it():
    table = Table("People", NAMES, people(60))
    data = pdf.render(document(*[Paragraph("Filler.")] * 20, Together((Heading(2, "Who came"), table))))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        ((heading, _foot),) = bottoms(paper, "Who came")[:1]
        assert bottoms(paper, "Person 0")[0][0] == heading


def test_a_link_leads_to_a_table_by_its_anchor():
    with reading(
        Paragraph((Link("below", "#people"),)),
        *[Paragraph("Filler.")] * 40,
        Table("People", NAMES, people(2), anchor="people"),
    ) as paper:
        assert paper.links[0].target == "#page 2"


def test_one_long_name_takes_neither_the_room_to_sign_nor_that_of_most_firms():
    columns = (Column("No.", width=0.1), Column("Name", width=2), Column("Firm", width=2), Column("Here", "signature"))
    firm = "Bakery Imaginary and sons (made up, no. 12)"
    rows = [(str(number), f"Anna Martin {number}", firm, None) for number in range(20)]
    name = "Maximilienne-Alexandrine de la Rochefoucauld-Montbazon-Exemple von und zu Test A"
    long = ("20", name, "Works " * 20, None)

    usual, one_long = (
        place_columns(Table("Sheet", columns, each), 478, lambda value, _column: value or "").widths
        for each in (rows, [*rows, long])
    )

    assert one_long[3] >= 46 / 25.4 * 72 - 1  # 46 mm
    assert one_long[2] >= usual[2] * 0.85


@pytest.mark.parametrize(("boxes", "millimetres"), [(1, 46), (2, 38), (3, 35)])
def test_boxes_to_sign_share_their_room_the_more_there_are(boxes, millimetres):
    columns = (Column("Name", width=2), Column("Firm", width=3), *[Column("Here", "signature")] * boxes)
    rows = [("Maximilienne Exemple", "Société coopérative ouvrière Les Charpentiers réunis", *[None] * boxes)]

    widths = place_columns(Table("Sheet", columns, rows), 478, lambda value, _column: value or "").widths

    assert min(widths[2:]) >= millimetres / 25.4 * 72


def closed(registered, walk_ins=12):
    numbers = [(f"Line {number}", "", 0) for number in range(registered + walk_ins)]
    groups = [RowGroup("", numbers[:registered]), RowGroup("Without registering", numbers[registered:])]
    table = Table("Signatures", NAMES, groups=groups, row_height=10)
    return Together((SignatureBlock((Signatory("Closed by"),)),), below=table, spare=walk_ins - 3)


@pytest.mark.parametrize("registered", [2, 9, 14, 19, 23, 36])
def test_a_table_is_closed_below_its_last_rows_and_spare_ones_give_way(registered):
    data = pdf.render(document(closed(registered)))
    assert check_pdf(data) == []
    with Reading(data) as paper:
        lines = [page for page, _height in bottoms(paper, "Line")]
        ((end, _low),) = bottoms(paper, "Closed by")
    assert lines.count(end) >= 3
    assert registered + 3 <= len(lines) <= registered + 12
    if registered <= 9:
        assert end == 1  # lines for walk-ins were left out, rather than a page begun

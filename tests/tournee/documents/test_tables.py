import re

import pytest

from tournee.documents.tables import Cell, Column, HeaderSpan, Row, RowGroup, Table

COLUMNS = (Column("a"), Column("b"), Column("c"))


def refuses(message: str):
    return pytest.raises(ValueError, match=re.escape(message))


def test_rows_fill_the_columns():
    Table("x", COLUMNS, ((1, 2, 3),))

    with refuses("Row 2 fills 2 columns of 3."):
        Table("x", COLUMNS, ((1, 2, 3), (1, 2)))


def test_a_cell_counts_for_the_columns_it_spans():
    Table("x", COLUMNS, ((1, Cell(2, columns=2)),))

    with refuses("Row 1 fills 4 columns of 3."):
        Table("x", COLUMNS, ((1, 2, Cell(3, columns=2)),))


def test_a_cell_counts_in_the_rows_it_reaches_down_to():
    Table("x", COLUMNS, ((1, Cell(2, rows=3), 3), (1, 3), (1, 3)))
    Table("x", COLUMNS, ((Cell(1, rows=2, columns=2), 3), (3,), (1, 2, 3)))

    with refuses("Row 2 fills 4 columns of 3."):
        Table("x", COLUMNS, ((1, Cell(2, rows=2), 3), (1, 2, 3)))


def test_a_cell_stays_within_its_group():
    last: Row = (1, 2, Cell(3, rows=2))

    with refuses("reaches below the last row of its group"):
        Table("x", COLUMNS, groups=(RowGroup("g", (last,)), RowGroup("h", ((1, 2),))))


def test_a_table_has_rows_or_groups():
    with refuses("rows or groups, not both"):
        Table("x", COLUMNS, ((1, 2, 3),), groups=(RowGroup("g", ()),))


def test_headers_above_cover_every_column():
    Table("x", COLUMNS, above=(HeaderSpan("", 1), HeaderSpan("y", 2)))

    with refuses("must cover every column"):
        Table("x", COLUMNS, above=(HeaderSpan("y", 2),))


def test_totals_and_subtotals_fill_the_columns_too():
    with refuses("Row 1 fills 1 columns of 3."):
        Table("x", COLUMNS, total=(1,))
    with refuses("Row 1 fills 2 columns of 3."):
        Table("x", COLUMNS, groups=(RowGroup("g", (), (1, 2)),))


def test_a_table_without_groups_is_one_body():
    assert Table("x", COLUMNS, ((1, 2, 3),)).body() == (((1, 2, 3),),)
    assert len(Table("x", COLUMNS, groups=(RowGroup("g", ()), RowGroup("h", ()))).body()) == 2


def test_a_kind_of_column_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(ValueError, match="text, number, date, tick, signature; not 'amount'"):
        Column("a", "amount")  # type: ignore[arg-type]


def test_rows_that_can_be_read_only_once_are_refused():
    rows = (("a", "b", "c") for _row in range(3))
    with pytest.raises(TypeError, match="give a list or a tuple"):
        Table("t", COLUMNS, rows)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="give a list or a tuple"):
        Table("t", COLUMNS, groups=(RowGroup("g", rows),))  # type: ignore[arg-type]

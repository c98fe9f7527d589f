"""The data annex holds back what would speak of somebody."""

import csv
from io import StringIO

import pytest

from surveys.syntheses.annex import annex


@pytest.mark.parametrize(("walk_ins", "row"), [(0, ["0", "0"]), (2, ["", "1"]), (3, ["3", "0"])])
def test_so_few_that_came_without_registering_are_not_told(walk_ins: int, row: list[str]) -> None:
    content = {"presence": {"present": 2, "walk_ins": walk_ins}, "campaigns": [], "skills": []}
    rows = {line[1]: line for line in csv.reader(StringIO(annex(content).decode()))}
    assert [rows["walk_ins"][4], rows["walk_ins"][7]] == row
    assert rows["present"][4] == "2"

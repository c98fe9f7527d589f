import pytest
from django.utils import translation

from tournee.drawing.charts.numbers import format_number

CASES = [
    (0, 0, "", "0", "0"),
    (-0.0, 0, "", "0", "0"),
    (4812, 0, "", "4\u202f812", "4,812"),
    (1234567.25, 1, "", "1\u202f234\u202f567,2", "1,234,567.2"),
    (70, 0, "%", "70\u202f%", "70%"),
    (1200, 0, "€", "1\u202f200\u00a0€", "€1,200"),
    (-3.5, 1, "", "−3,5", "−3.5"),
    (12, 0, "participants", "12", "12"),
]


@pytest.mark.parametrize(("value", "decimals", "unit", "french", "english"), CASES)
def test_a_number_is_written_as_its_reader_writes_it(value, decimals, unit, french, english):
    with translation.override("fr"):
        assert format_number(value, decimals=decimals, unit=unit) == french
    with translation.override("en"):
        assert format_number(value, decimals=decimals, unit=unit) == english

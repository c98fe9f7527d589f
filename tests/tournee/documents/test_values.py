import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from tournee.documents.inline import Strong
from tournee.documents.phrases import quotation_marks
from tournee.documents.tables import Column, Kind
from tournee.documents.values import written

DAY = datetime.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("value", "kind", "french", "english"),
    [
        (12345.5, "number", "12\u202f345,5", "12,345.5"),
        (Decimal("-3.10"), "number", "−3,10", "−3.10"),
        (0, "number", "0", "0"),
        (None, "number", "–", "–"),
        (DAY, "date", "1er\u00a0octobre 2026", "1\u00a0October 2026"),
        (None, "date", "", ""),
        (True, "tick", "☑", "☑"),
        (False, "tick", "☐", "☐"),
        (None, "tick", "☐", "☐"),
        (None, "text", "", ""),
        (None, "signature", "", ""),
        ("as it is", "number", "as it is", "as it is"),
    ],
)
def test_a_value_is_written_as_its_language_writes_it(value, kind: Kind, french: str, english: str):
    for active in ("fr", "en"):
        with translation.override(active):
            assert (written(value, Column("x", kind), "fr"), written(value, Column("x", kind), "en")) == (
                french,
                english,
            )


def test_a_unit_and_decimals_are_the_columns():
    share = Column("x", "number", unit="%", decimals=1)

    assert written(48, share, "fr") == "48,0\u202f%"
    assert written(48.06, share, "en") == "48.1%"


def test_words_stay_as_they_are():
    words = ("a ", Strong("b"))

    assert written(words, Column("x"), "fr") is words


def test_quotation_marks_alternate_within_each_other():
    assert [quotation_marks("fr", depth) for depth in range(3)] == [
        ("«\u202f", "\u202f»"), ("“", "”"), ("«\u202f", "\u202f»"),
    ]  # fmt: skip
    assert [quotation_marks("en-GB", depth) for depth in range(2)] == [("“", "”"), ("‘", "’")]

"""The order that people give to rows: one place at a time, and no further than the ends."""

import pytest

from events.models import Theme
from tests.events.factories import ThemeFactory, VocabularyFactory
from tournee.ordering.rows import Way, moved_in, position_after


@pytest.mark.parametrize(
    ("at", "by", "expected"), [(1, -1, [1, 0, 2]), (1, 1, [0, 2, 1]), (0, -1, [0, 1, 2]), (2, 1, [0, 1, 2])]
)
def test_a_row_moves_one_place_as_far_as_there_is_room(at: int, by: Way, expected: list[int]) -> None:
    rows = [Theme(pk=number) for number in (1, 2, 3)]

    assert moved_in(rows, rows[at], by) == [rows[place] for place in expected]


def test_a_row_that_is_not_among_them_moves_nothing() -> None:
    rows = [Theme(pk=1), Theme(pk=2)]

    assert moved_in(rows, Theme(pk=3), -1) == rows


@pytest.mark.django_db
def test_a_new_row_comes_after_the_last() -> None:
    vocabulary = VocabularyFactory()
    assert position_after(Theme.objects.filter(vocabulary=vocabulary)) == 1

    ThemeFactory(vocabulary=vocabulary, position=7)

    assert position_after(Theme.objects.filter(vocabulary=vocabulary)) == 8

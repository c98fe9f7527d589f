"""The three words about seats."""

import pytest

from events.catalogue.availability import Availability, of_session, of_stop


@pytest.mark.parametrize(
    ("capacity", "taken", "word"),
    [
        (None, 5000, Availability.OPEN),
        (40, 0, Availability.OPEN),
        (40, 35, Availability.OPEN),
        (40, 36, Availability.FEW),
        (8, 4, Availability.OPEN),
        (8, 5, Availability.FEW),
        (8, 7, Availability.FEW),
        (8, 8, Availability.FULL),
        (0, 0, Availability.FULL),
    ],
)
def test_few_is_three_or_one_in_ten(capacity: int | None, taken: int, word: Availability) -> None:
    assert of_session(capacity, taken) == word


@pytest.mark.parametrize(
    ("sessions", "word"),
    [
        ([(10, 10), (10, 0)], Availability.OPEN),
        ([(10, 10), (10, 8)], Availability.FEW),
        ([(10, 10), (5, 5)], Availability.FULL),
        ([], None),
    ],
)
def test_a_stop_is_as_open_as_its_most_open_session(
    sessions: list[tuple[int | None, int]], word: Availability | None
) -> None:
    assert of_stop(sessions) == word

"""How many will probably come, against examples worked by hand."""

import pytest

from registrations.attendance.report.forecast import Held, beta_binomial, correlation, forecast

# Five stops of ten expected, of whom 8, 6, 9, 7 and 5 came: p = 35/50 = 0.7, and
# S = 10 × (0.1² + 0.1² + 0.2² + 0² + 0.2²) = 1.0. By Kleinman's formula
# r = (1.0 − 0.21 × 4) / (0.21 × (50 − 500/50 − 4)) = 0.16 / 7.56 = 0.02116.
HELD = [Held(10, came) for came in (8, 6, 9, 7, 5)]


def test_stops_that_differ_by_more_than_chance_make_people_of_one_stop_alike() -> None:
    assert correlation(HELD) == pytest.approx(0.16 / 7.56)


def test_stops_that_differ_by_less_than_chance_are_taken_as_independent() -> None:
    assert correlation([Held(10, 7)] * 5) == 0


def test_the_range_of_the_hand_worked_example() -> None:
    # r + (1 + 9r)/50 = 0.04497; a = 35.5/51 × 0.95503/0.04497 = 14.78, b = 6.45. Mean of 20: 13.92, standard deviation
    # √(20 × 0.2116 × (1 + 19 × 0.04497)) = 2.80: about 13.92 ± 1.28 × 2.80, that is 10 to 17.
    found = forecast(20, HELD)
    assert found is not None
    assert (found.likely, found.low, found.high, found.stops) == (14, 10, 17, 5)


def test_with_both_parameters_one_every_number_is_as_likely() -> None:
    assert list(beta_binomial(9, 1, 1)) == pytest.approx([0.1] * 10)


@pytest.mark.parametrize(("expected", "held"), [(20, HELD[:4]), (20, [*HELD[:4], Held(0, 0)]), (0, HELD)])
def test_nothing_is_foretold_of_nobody_or_from_fewer_than_five_stops(expected, held) -> None:
    assert forecast(expected, held) is None


@pytest.mark.parametrize(("came", "likely"), [(10, 20), (0, 0)])
def test_where_all_came_or_nobody_did_the_range_still_has_a_width(came, likely) -> None:
    found = forecast(20, [Held(10, came)] * 5)
    assert found is not None
    assert found.likely == likely
    assert found.high - found.low > 0


def test_a_stop_of_thousands_is_foretold_too() -> None:
    found = forecast(3000, HELD)
    assert found is not None
    assert 1500 < found.low < 2100 < found.high < 2700

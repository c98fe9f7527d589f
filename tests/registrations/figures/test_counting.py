"""What is counted of registrations, and what is held back from readers outside the team."""

import datetime

import pytest

from registrations.figures import counting
from registrations.figures.counting import Counted, outside
from registrations.figures.gathered import Known, Party

DAY = datetime.date(2031, 3, 5)  # a Wednesday


def party(**given) -> Party:
    return Party(**{
        "people": 1, "firm": 1, "on": DAY, "relay": "", "relayed": False, "region": "Normandie", "km": 5.0, **given,
    })  # fmt: skip


def test_weeks_without_anybody_are_counted_too():
    counted = counting.by_week([party(people=2), party(on=DAY + datetime.timedelta(days=14))])
    assert counted.rows == (("2031-03-03", 2), ("2031-03-10", 0), ("2031-03-17", 1))
    assert counted.n == 3


def test_nobody_is_no_week():
    assert counting.by_week([]).rows == ()


def test_who_followed_no_link_comes_last():
    counted = counting.by_relay([party(), party(relay="CCI", relayed=True), party(relay="CCI", relayed=True, people=3)])
    assert counted.rows[0] == ("CCI", 4)
    assert counted.rows[1][1] == 1


def test_a_firm_is_counted_once_wherever_it_registered():
    assert counting.by_region([party(firm=1), party(firm=1), party(firm=2), party(firm=None)]).n == 2


def test_sizes_stand_smallest_first_and_the_unknown_last():
    counted = counting.by_size([1, 2, 3, 4], Known({1: 300, 2: 1, 3: 9}, {}))
    assert [count for _label, count in counted.rows] == [2, 1, 1]


def test_a_code_of_another_nomenclature_is_no_trade_of_ours():
    counted = counting.by_trade([1, 2], Known({}, {1: "metal", 2: "25.62B"}))
    assert [count for _label, count in counted.rows] == [1, 1]
    assert counted.n == 2


@pytest.mark.parametrize(("km", "place"), [(0, 0), (9.9, 0), (10, 1), (59, 2), (60, 3), (800, 3), (None, 4)])
def test_distances_fall_in_one_step_each(km, place):
    counted = counting.by_distance([party(km=km)])
    assert counted.rows[place][1] == 1
    assert sum(count for _label, count in counted.rows) == 1


class TestOutsideTheTeam:
    def test_fewer_than_five_are_not_told_apart(self):
        assert outside(Counted((("a", 4),), 4)) is None

    def test_large_groups_are_shown_as_they_are(self):
        counted = Counted((("a", 5), ("b", 3)), 8)
        assert outside(counted) == counted

    def test_a_small_group_takes_the_next_smallest_with_it(self):
        assert outside(Counted((("a", 9), ("b", 4), ("c", 2)), 15)).rows == (("a", 9), ("b", None), ("c", None))

    def test_two_small_groups_that_are_three_together_hide_each_other(self):
        assert outside(Counted((("a", 9), ("b", 2), ("c", 1)), 12)).rows == (("a", 9), ("b", None), ("c", None))

    def test_two_of_one_each_are_not_given_back_by_subtraction(self):
        hidden = outside(Counted((("a", 9), ("b", 1), ("c", 1)), 11))
        assert hidden.shown == ()

    def test_an_empty_group_gives_nobody_away(self):
        assert outside(Counted((("a", 6), ("b", 0)), 6)).rows == (("a", 6), ("b", 0))

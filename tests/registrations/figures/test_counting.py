"""What is counted of registrations, and what is held back from readers outside the team."""

import datetime

import pytest

from registrations.figures import counting
from registrations.figures.counting import Counted, Row, outside
from registrations.figures.gathered import Known, Party

DAY = datetime.date(2031, 3, 5)  # a Wednesday


def party(**given) -> Party:
    return Party(**{
        "people": 1, "firm": 1, "of": given.get("firm", 1), "on": DAY, "relay": "",
        "region": "Normandie", "km": 5.0, **given,
    })  # fmt: skip


def rows_of(counted: Counted) -> tuple[tuple[str, int | None], ...]:
    return tuple((label, None if row is None else row.count) for label, row in counted.rows)


def counted_of(**counts: int) -> Counted:
    """So many under each label, each of a firm of its own."""
    rows = {label: Row() for label in counts}
    for label, count in counts.items():
        for number in range(count):
            rows[label].add(f"{label}{number}")
    return Counted(tuple(rows.items()), sum(counts.values()))


def test_weeks_without_anybody_are_counted_too():
    counted = counting.by_week([party(people=2), party(on=DAY + datetime.timedelta(days=14))])
    assert rows_of(counted) == (("2031-03-03", 2), ("2031-03-10", 0), ("2031-03-17", 1))
    assert counted.n == 3


def test_nobody_is_no_week():
    assert counting.by_week([]).rows == ()


def test_who_followed_no_link_comes_last():
    counted = counting.by_relay([party(), party(relay="CCI"), party(relay="CCI", people=3)])
    assert rows_of(counted)[0] == ("CCI", 4)
    assert rows_of(counted)[1][1] == 1


def test_a_firm_is_counted_once_wherever_it_registered():
    assert counting.by_region([party(firm=1), party(firm=1), party(firm=2), party(firm=None)]).n == 2


def test_sizes_stand_smallest_first_and_the_unknown_last():
    counted = counting.by_size([1, 2, 3, 4], Known({1: 300, 2: 1, 3: 9}, {}))
    assert [count for _label, count in rows_of(counted)] == [2, 1, 1]


def test_a_code_of_another_nomenclature_is_no_trade_of_ours():
    counted = counting.by_trade([1, 2], Known({}, {1: "metal", 2: "25.62B"}))
    assert [count for _label, count in rows_of(counted)] == [1, 1]
    assert counted.n == 2


@pytest.mark.parametrize(("km", "place"), [(0, 0), (9.9, 0), (10, 1), (59, 2), (60, 3), (800, 3), (None, 4)])
def test_distances_fall_in_one_step_each(km, place):
    counted = counting.by_distance([party(km=km)])
    assert rows_of(counted)[place][1] == 1
    assert sum(count or 0 for _label, count in rows_of(counted)) == 1


class TestOutsideTheTeam:
    def shown(self, counted: Counted) -> tuple[tuple[str, int | None], ...]:
        found = outside(counted)
        assert found is not None
        return rows_of(found)

    def test_fewer_than_five_are_not_told_apart(self):
        assert outside(counted_of(a=4)) is None

    def test_large_groups_are_shown_as_they_are(self):
        assert self.shown(counted_of(a=5, b=3)) == (("a", 5), ("b", 3))

    def test_a_small_group_takes_the_next_smallest_with_it(self):
        assert self.shown(counted_of(a=9, b=4, c=2)) == (("a", 9), ("b", None), ("c", None))

    def test_two_small_groups_that_are_three_together_hide_each_other(self):
        assert self.shown(counted_of(a=9, b=2, c=1)) == (("a", 9), ("b", None), ("c", None))

    def test_two_of_one_each_are_not_given_back_by_subtraction(self):
        assert self.shown(counted_of(a=9, b=1, c=1)) == (("a", None), ("b", None), ("c", None))

    def test_an_empty_group_gives_nobody_away(self):
        assert self.shown(counted_of(a=6, b=0)) == (("a", 6), ("b", 0))

    def test_many_people_of_one_firm_speak_of_that_firm(self):
        week = counting.by_week([party(people=4, firm=1)] + [party(people=1, firm=n) for n in range(2, 9)])
        assert self.shown(week) == (("2031-03-03", 11),)
        one_firm = counting.by_relay([party(people=4, firm=1, relay="CCI")] + [party(firm=n) for n in range(2, 9)])
        assert self.shown(one_firm) == (("CCI", None), ("d’eux-mêmes", None))

    def test_a_firm_that_makes_nearly_all_of_a_group_is_that_group(self):
        most = counting.by_relay(
            [party(people=20, firm=1, relay="CCI")]
            + [party(firm=n, relay="CCI") for n in (2, 3)]
            + [party(firm=n) for n in range(4, 12)]
        )
        assert self.shown(most)[0] == ("CCI", None)

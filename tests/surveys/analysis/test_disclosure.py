"""What may be said outside the team: enough people, enough firms, and nothing to be had by subtraction."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.figures.counting import CELL
from surveys.analysis.disclosure import disclose
from surveys.analysis.tallies import Distribution, Weight
from tournee.questions.tally import Tally

A, B, C, D = (("", letter) for letter in "abcd")
CELLS = [A, B, C, D]


def weight(answers: int, firms: int | None = None, largest: int = 1) -> Weight:
    return Weight(answers, answers if firms is None else firms, largest if answers else 0)


def distribution(**weights: Weight) -> Distribution:
    cells = {("", code): one for code, one in weights.items()}
    n = sum(one.answers for one in weights.values())
    sources = sum(one.sources for one in weights.values())
    tally = Tally(n=n, asked=n, counts={cell: one.answers for cell, one in cells.items()})
    return Distribution(tally, Weight(n, sources, 1), cells)


def shown(distribution: Distribution, *, adds_up: bool = True) -> dict[str, int | None] | str:
    result = disclose(distribution, CELLS, adds_up=adds_up)
    return "withheld" if result.withheld else {code: count for (_item, code), count in result.counts.items()}


def test_a_large_distribution_is_shown_whole_with_its_noughts():
    assert shown(distribution(a=weight(9), b=weight(6), c=weight(5))) == {"a": 9, "b": 6, "c": 5, "d": 0}


def test_four_answers_are_not_broken_down():
    assert shown(distribution(a=weight(4))) == "withheld"


def test_five_answers_of_two_firms_are_not_broken_down():
    assert shown(distribution(a=weight(3, firms=1, largest=3), b=weight(2, firms=1, largest=2))) == "withheld"


def test_a_small_cell_takes_another_with_it():
    assert shown(distribution(a=weight(9), b=weight(2), c=weight(4))) == {"a": 9, "b": None, "c": None, "d": 0}


def test_two_small_cells_of_one_each_are_two_people_still():
    assert shown(distribution(a=weight(9), b=weight(1), c=weight(1), d=weight(3))) == {
        "a": 9,
        "b": None,
        "c": None,
        "d": None,
    }


def test_three_small_cells_hide_each_other():
    assert shown(distribution(a=weight(9), b=weight(1), c=weight(1), d=weight(1))) == {
        "a": 9,
        "b": None,
        "c": None,
        "d": None,
    }


def test_a_cell_that_one_firm_makes_is_kept_back():
    one_firm = weight(20, firms=3, largest=18)

    assert shown(distribution(a=one_firm, b=weight(9), c=weight(8)))["a"] is None


def test_a_small_group_that_says_one_thing_is_kept_back():
    assert shown(distribution(a=weight(6))) == "withheld"


def test_a_large_group_may_say_one_thing():
    assert shown(distribution(a=weight(12))) == {"a": 12, "b": 0, "c": 0, "d": 0}


def test_of_several_answers_the_few_who_did_not_tick_are_kept_back_too():
    whole = Weight(10, 10, 1)
    ticked = {A: weight(9), B: weight(5)}
    tally = Tally(n=10, asked=10, counts={cell: one.answers for cell, one in ticked.items()})

    assert shown(Distribution(tally, whole, ticked), adds_up=False) == {"a": None, "b": 5, "c": 0, "d": 0}


@pytest.mark.parametrize(("setting", "expected"), [(8, "withheld"), (1, {"a": 3, "b": 3, "c": 0, "d": 0})])
def test_the_base_is_a_setting_and_never_under_three(settings, setting, expected):
    settings.SURVEYS_BASE = setting

    assert shown(distribution(a=weight(3), b=weight(3))) == expected


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 8)), max_size=60),
)
def test_nothing_hidden_can_be_had_by_subtraction(answers):
    """Answers as (choice, firm): whatever they are, no sum of hidden cells tells of fewer than three people."""
    by_cell = {letter: Counter(firm for choice, firm in answers if choice == letter) for letter in "abcd"}
    found = distribution(
        **{
            letter: Weight(sum(firms.values()), len(firms), max(firms.values(), default=0))
            for letter, firms in by_cell.items()
        }
    )
    result = disclose(found, CELLS, adds_up=True)

    if result.withheld:
        return
    true = {cell: found.cells[cell].answers for cell in CELLS}
    hidden = [cell for cell, count in result.counts.items() if count is None]
    assert all(result.counts[cell] in {None, true[cell]} for cell in CELLS)
    assert len(hidden) != 1
    assert not hidden or result.n - sum(count or 0 for count in result.counts.values()) >= CELL
    for cell in CELLS:
        if result.counts[cell]:
            assert found.cells[cell].sources >= CELL
    # Which of the hidden cells holds what stays open: at least two ways of filling them.
    assert not hidden or len(list(combinations(range(sum(true[c] for c in hidden) + 1), len(hidden) - 1))) > 1

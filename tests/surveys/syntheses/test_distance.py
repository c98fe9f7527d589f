"""Two tellings of the same answers give nobody away together, or one repeats the other."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from surveys.analysis.tallies import Distribution, Weight
from surveys.syntheses.distance import too_few_more, with_former_answers, without_answers
from tests.surveys.syntheses.content import content, figure, finding, part
from tournee.questions.tally import Tally

Told = dict[str, Any]


def told(kind: str = "single", n: int | None = None, withheld: bool = False, **counts: int | None) -> Told:
    """A telling of one question; what is kept back is None, and then `n` says how many answered."""
    n = sum(count or 0 for count in counts.values()) if n is None else n
    return content(finding("q", kind, n, part(n, *(figure(*one) for one in counts.items()), withheld=withheld)))


def since(firms: int | None = None, n: int = 0, **came: int) -> Callable[[str, int], Mapping[str, Distribution]]:
    """Those between two tellings, each of a firm of their own, or so many firms behind every line."""
    cells = {
        ("", code): Weight(count, min(count, firms or count), 1 if firms is None else count - firms + 1)
        for code, count in came.items()
    }
    n = n or sum(came.values())
    whole = Weight(n, firms or n, 1)
    return lambda _slug, _answered: {"q": Distribution(Tally(n, n), whole, cells)}


@pytest.mark.parametrize("more", [1, 4])
def test_fewer_than_the_base_between_two_tellings_are_too_few(more: int) -> None:
    assert too_few_more([told(a=12, b=9)], told(a=12 + more, b=9), since(a=more)) == {"apres": more}


def test_enough_of_each_line_that_moved_are_far_enough() -> None:
    assert not too_few_more([told(a=12, b=9, c=5)], told(a=15, b=13, c=5), since(a=3, b=4))


def test_one_answer_of_its_own_is_had_by_subtraction_though_many_came() -> None:
    assert too_few_more([told(a=12, b=9)], told(a=18, b=10), since(a=6, b=1)) == {"apres": 7}


def test_a_few_who_all_said_one_thing_are_given_away() -> None:
    assert too_few_more([told(a=12, b=9)], told(a=18, b=9), since(a=6)) == {"apres": 6}


def test_what_one_firm_said_is_had_by_subtraction_though_many_people_came() -> None:
    before, after = told(a=12, b=9), told(a=18, b=15)

    assert too_few_more([before], after, since(a=6, b=6)) == {}
    assert too_few_more([before], after, since(firms=1, a=6, b=6)) == {"apres": 12}


def test_what_both_keep_back_moves_as_one_line() -> None:
    before, after = told(n=20, a=14, b=None, c=None), told(n=26, a=19, b=None, c=None)

    assert too_few_more([before], after, since(a=5, b=1)) == {"apres": 6}
    assert not too_few_more([before], told(n=30, a=19, b=None, c=None), since(a=5, b=5))


def test_a_line_kept_back_before_is_not_found_when_it_is_shown_later() -> None:
    assert not too_few_more([told(n=23, a=12, b=None, c=None)], told(a=16, b=13, c=6), since(a=4, b=4, c=4))


def test_a_line_kept_back_in_both_is_not_squeezed_out_by_those_beside_it() -> None:
    """b is nought at least, and a, c and d have taken all there was to take: what was kept back is known."""
    before, after = told(n=30, a=None, b=None, c=20), told(n=40, a=10, b=None, c=None)

    assert too_few_more([before], after, since(b=5, c=5)) == {}
    assert too_few_more([before], told(n=30, a=10, b=None, c=None), since()) == {"apres": 1}


def test_of_several_answers_the_few_who_did_not_tick_count_too() -> None:
    before, after = told("multiple", n=20, a=10, b=12), told("multiple", n=30, a=19, b=17)

    assert too_few_more([before], after, since(n=10, a=9, b=5)) == {"apres": 10}
    assert not too_few_more([before], told("multiple", n=30, a=15, b=17), since(n=10, a=5, b=5))


def test_every_telling_before_counts() -> None:
    assert too_few_more([told(a=20, b=10), told(a=9, b=3)], told(a=10, b=3), since(a=1)) == {"apres": 1}


def test_what_is_told_exactly_as_once_before_tells_nothing_new() -> None:
    assert not too_few_more([told(a=13, b=9), told(a=12, b=9)], told(a=13, b=9), since(a=1))


def test_what_one_of_them_keeps_back_cannot_be_subtracted() -> None:
    assert not too_few_more([told(n=4, withheld=True, a=None)], told(a=6, b=6), since(a=2))
    assert not too_few_more([told(a=6)], told(n=4, withheld=True, a=None), since())


@pytest.mark.parametrize(("more", "firms", "close"), [(1, 1, True), (5, 5, False), (9, 4, True)])
def test_two_medians_tell_of_the_numbers_between_them(more: int, firms: int, close: bool) -> None:
    def number(n: int) -> Told:
        return content(finding("q", "number", n, middle="5"))

    assert bool(too_few_more([number(12)], number(12 + more), since(firms=firms, n=more))) is close


def test_a_question_that_was_not_told_before_is_new() -> None:
    assert not too_few_more([content()], told(a=3), since(a=3))


def test_repeated_answers_keep_when_they_were_read() -> None:
    former, now = told(a=12), {**told(a=13), "read_at": "2031-07-01T10:00:00+00:00"}

    repeated = with_former_answers(now, former, ["apres"])

    assert repeated["campaigns"] == former["campaigns"]
    assert repeated["read_at"] == now["read_at"]


def test_answers_left_out_are_still_counted() -> None:
    (campaign,) = without_answers(told(a=12), ["apres"])["campaigns"]

    assert (campaign["answered"], campaign["findings"]) == (12, [])

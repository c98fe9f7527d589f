"""Two tellings of the same answers are far enough apart, or one repeats the other."""

import pytest

from surveys.syntheses.distance import too_few_more, with_former_answers, without_answers
from tests.surveys.syntheses.content import content, figure, finding, part


def told(n: int, **more: object) -> dict[str, object]:
    return content(finding("q", "single", n, part(n, figure("a", n), **more)))


@pytest.mark.parametrize(
    ("before", "after", "too_few"), [(12, 12, 0), (12, 13, 1), (12, 16, 4), (12, 17, 0), (12, 9, 3)]
)
def test_fewer_than_the_base_between_two_tellings_are_too_few(before: int, after: int, too_few: int) -> None:
    assert too_few_more([told(before)], told(after)).get("apres", 0) == too_few


def test_every_telling_before_counts() -> None:
    assert too_few_more([told(30), told(12)], told(14)) == {"apres": 2}


def test_what_one_of_them_keeps_back_cannot_be_subtracted() -> None:
    assert not too_few_more([told(4, withheld=True)], told(6))
    assert not too_few_more([told(6)], told(4, withheld=True))


def test_two_medians_tell_of_the_numbers_between_them() -> None:
    def number(n: int) -> dict[str, object]:
        return content(finding("q", "number", n, middle="5"))

    assert too_few_more([number(12)], number(13)) == {"apres": 1}


def test_a_question_that_was_not_told_before_is_new() -> None:
    assert not too_few_more([content()], told(3))


def test_repeated_answers_keep_when_they_were_read() -> None:
    former, now = told(12), {**told(13), "read_at": "2031-07-01T10:00:00+00:00"}

    repeated = with_former_answers(now, former, ["apres"])

    assert repeated["campaigns"] == former["campaigns"]
    assert repeated["read_at"] == now["read_at"]


def test_answers_left_out_are_still_counted() -> None:
    (campaign,) = without_answers(told(12), ["apres"])["campaigns"]

    assert (campaign["answered"], campaign["findings"]) == (12, [])

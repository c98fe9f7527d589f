import pytest

from tournee.documents.pdf.lines import Run, break_lines, text_width, widths

NARROW = "\u202f"
NO_BREAK = "\u00a0"


def run(text, **options):
    return Run(text, options.pop("face", "sans"), options.pop("size", 10), "ink", **options)


def lines_of(text, room, **options):
    return ["".join(part for _run, part in line.parts) for line in break_lines([run(text)], room, **options)]


def test_words_fill_lines_and_no_line_is_wider_than_the_room():
    lines = break_lines([run("one two three four five six seven eight nine ten")], 60)
    assert len(lines) > 2
    assert all(line.width <= 60 for line in lines)
    assert all(line.width == pytest.approx(text_width(line.parts[0][1], "sans", 10)) for line in lines)


@pytest.mark.parametrize("space", [NARROW, NO_BREAK])
def test_a_line_never_ends_at_a_no_break_space(space):
    for room in range(46, 120, 3):
        assert all(not line.startswith(("%", "4")) for line in lines_of(f"Près de 1{space}490{space}% des voix", room))


def test_a_narrow_no_break_space_stays_what_it_is():
    assert lines_of(f"70{NARROW}%", 400) == [f"70{NARROW}%"]


def test_no_line_begins_with_a_dash():
    for room in range(50, 130, 4):
        assert all(not line.startswith("–") for line in lines_of("de juin – octobre – novembre", room))


@pytest.mark.parametrize("title", ["Comment innove-t-on ici ?", "Du savoir-faire partout", "Un rendez-vous de plus"])
def test_no_line_of_a_title_ends_at_a_hyphen_between_short_words(title):
    for room in range(60, 140, 4):
        assert all(not line.endswith("-") for line in lines_of(title, room, joined=True))
    assert "Rochefoucauld-" in lines_of("de la Rochefoucauld-Montbazon", 100, joined=True)[0]


def test_a_line_may_end_after_a_hyphen_between_letters():
    assert lines_of("rendez-vous", text_width("rendez-v", "sans", 10)) == ["rendez-", "vous"]


def test_a_word_wider_than_the_room_is_broken_and_nothing_of_it_is_lost():
    lines = lines_of("x" * 300, 100)
    assert "".join(lines) == "x" * 300
    assert all(text_width(line, "sans", 10) <= 100 for line in lines)


def test_a_room_narrower_than_a_letter_takes_one_letter_a_line():
    assert lines_of("abc", 1) == ["a", "b", "c"]


def test_only_a_line_that_ended_at_a_space_says_so():
    ended = [line.spaced for line in break_lines([run("ab " + "x" * 40)], 100)]
    assert ended[0] is True
    assert ended[1:] == [False] * (len(ended) - 1)


def test_a_word_of_several_runs_is_not_broken_between_them():
    runs = [run("one (", face="sans"), run("two", face="sans-bold"), run(") three")]
    lines = break_lines(runs, text_width("one (tw", "sans", 10))
    assert ["".join(text for _run, text in line.parts) for line in lines] == ["one", "(two)", "three"]


def test_neighbouring_words_of_one_run_are_one_text():
    (line,) = break_lines([run("one two "), run("three", face="sans-bold")], 400)
    assert [text for _run, text in line.parts] == ["one two ", "three"]


def test_even_lines_are_of_like_length():
    text = "Ce que disent les entreprises des territoires d’industrie"
    uneven = break_lines([run(text)], 160)
    even = break_lines([run(text)], 160, even=True)
    assert len(even) == len(uneven) == 2
    assert abs(even[0].width - even[1].width) < abs(uneven[0].width - uneven[1].width)


def test_a_last_word_is_given_company():
    text = "Les entreprises ne se distinguent pas du tout des autres ici"
    room = text_width(text.removesuffix(" ici"), "sans", 10) + 0.5
    assert lines_of(text, room)[-1].count(" ") >= 1


def test_no_words_make_no_line():
    assert break_lines([], 100) == ()


@pytest.mark.parametrize("character", "œŒæ«»’…€☐☑→−–—éÉ\u202f\u00a0")
def test_the_text_face_has_what_french_and_forms_need(character):
    assert character in widths("sans")

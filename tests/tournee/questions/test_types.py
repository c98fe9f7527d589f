"""Each type of question: what it asks, refuses, stores, shows again, counts and draws."""

from collections import Counter
from decimal import Decimal

import pytest
from django import forms

from tournee.questions.content import Question
from tournee.questions.registry import TYPES, kinds, type_of
from tournee.questions.settings import SettingsError
from tournee.questions.tally import Row, Tally

BOTH = ("fr", "en")


def choices(*codes: str) -> list[dict[str, str]]:
    return [{"code": code, "fr": f"{code} fr", "en": f"{code} en"} for code in codes]


LABEL = {"fr": "La question ?", "en": "The question?"}
QUESTIONS = {
    "single": Question("q", "single", LABEL, settings={"choices": choices("a", "b"), "other": True}),
    "multiple": Question("q", "multiple", LABEL, settings={"choices": choices("a", "b", "c"), "max": 2}),
    "likert": Question(
        "q", "likert", LABEL, settings={"items": choices("i", "j"), "levels": choices("low", "mid", "high")}
    ),
    "number": Question(
        "q", "number", LABEL, settings={"min": 0, "max": 500, "unit": {"fr": "salariés", "en": "staff"}}
    ),
    "text": Question("q", "text", LABEL, settings={"long": True, "max_length": 50}),
    "sentence": Question("q", "sentence", LABEL, settings={"before": {"fr": "J’irais", "en": "I would go"}}),
}
ANSWERS = {
    "single": {"q": "other", "q-other": "un voisin"},
    "multiple": {"q": ["a", "c"]},
    "likert": {"q-i": "low", "q-j": "high"},
    "number": {"q": "12"},
    "text": {"q": "Nous manquons de temps."},
    "sentence": {"q": "plus loin"},
}


def form_for(question: Question, data: dict, language: str = "fr") -> forms.Form:
    form = forms.Form(data)
    form.fields.update(type_of(question).fields(question, language))
    return form


def rows_of(question: Question, data: dict) -> list[Row]:
    form = form_for(question, data)
    assert form.is_valid(), form.errors
    return type_of(question).rows(question, form.cleaned_data)


def with_settings(kind: str, **settings: object) -> Question:
    question = QUESTIONS[kind]
    return Question(question.code, kind, LABEL, settings={**question.settings, **settings})


def test_every_type_is_tried_here():
    assert set(TYPES) == set(QUESTIONS) == set(ANSWERS) == {kind for kind, _name in kinds()}


@pytest.mark.parametrize("kind", QUESTIONS)
def test_good_settings_are_accepted(kind):
    TYPES[kind].check(QUESTIONS[kind], BOTH)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_what_was_stored_is_shown_again(kind):
    question = QUESTIONS[kind]
    rows = rows_of(question, ANSWERS[kind])

    shown = TYPES[kind].initial(question, rows)

    assert rows
    assert rows_of(question, shown) == rows


@pytest.mark.parametrize("kind", QUESTIONS)
def test_no_answer_is_stored_as_nothing(kind):
    assert rows_of(QUESTIONS[kind], {}) == []


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("language", BOTH)
def test_a_required_question_says_so(kind, language):
    question = Question("q", kind, LABEL, required=True, settings=QUESTIONS[kind].settings)

    form = form_for(question, {}, language)

    asked = [name for name in form.fields if not name.endswith("-other")]
    assert sorted(form.errors) == sorted(asked)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("single", {"q": "forged"}),
        ("multiple", {"q": ["forged"]}),
        ("multiple", {"q": ["a", "b", "c"]}),
        ("likert", {"q-i": "forged"}),
        ("number", {"q": "many"}),
        ("number", {"q": "501"}),
        ("number", {"q": "1.5"}),
        ("number", {"q": "NaN"}),
        ("text", {"q": "x" * 51}),
    ],
)
def test_an_answer_outside_what_is_asked_is_refused(kind, data):
    assert not form_for(QUESTIONS[kind], data).is_valid()


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (with_settings("single", choices=choices("a")), "choices"),
        (with_settings("single", choices=choices("a", "a")), "choices"),
        (with_settings("single", choices=choices("a", "other")), "choices"),
        (with_settings("single", choices=[{"code": "a", "fr": "a"}, {"code": "b", "fr": "b"}]), "choices"),
        (with_settings("multiple", max=4), "max"),
        (with_settings("likert", items=[]), "items"),
        (with_settings("likert", levels=choices(*"abcdefgh")), "levels"),
        (with_settings("number", min=5, max=5), "max"),
        (with_settings("number", decimals=9), "decimals"),
        (with_settings("text", max_length=5000), "max_length"),
        (with_settings("sentence", before={"fr": "J’irais"}), "before"),
        (with_settings("sentence", after={"fr": "demain"}), "after"),
        (with_settings("single", choices=choices(*(f"c{n}" for n in range(200)))), "choices"),
        (with_settings("single", choices=[{"code": c, "fr": "Oui", "en": c} for c in "ab"]), "choices"),
        (with_settings("single", choices=[{"code": c, "fr": c * 300, "en": c} for c in "ab"]), "choices"),
        (with_settings("single", choices=choices("a", "b c")), "choices"),
        (with_settings("single", choices="a, b"), "choices"),
        (with_settings("single", choices=[None]), "choices"),
        (with_settings("single", other="yes"), "other"),
        (with_settings("single", colour="red"), "colour"),
        (with_settings("multiple", max="2"), "max"),
        (with_settings("likert", neutral="high"), "neutral"),
        (with_settings("likert", items=choices(*(f"c{n}" for n in range(21)))), "items"),
        (with_settings("number", min="0"), "min"),
        (with_settings("number", max=float("inf")), "max"),
        (with_settings("number", max=10**15), "max"),
        (with_settings("number", unit={"fr": "km"}), "unit"),
        (with_settings("text", max_length=0), "max_length"),
    ],
)
def test_settings_that_cannot_be_asked_are_refused_beside_what_is_wrong(question, field):
    with pytest.raises(SettingsError) as refused:
        TYPES[question.kind].check(question, BOTH)

    assert refused.value.field == field


def test_the_middle_level_may_be_the_neutral_one():
    TYPES["likert"].check(with_settings("likert", neutral="mid"), BOTH)


def test_one_language_is_enough_where_one_is_offered():
    question = with_settings("single", choices=[{"code": "a", "fr": "a"}, {"code": "b", "fr": "b"}])

    TYPES["single"].check(question, ["fr"])


def test_a_sentence_is_known_by_its_words_where_it_has_no_label():
    question = Question("q", "sentence", {}, settings=QUESTIONS["sentence"].settings)

    assert TYPES["sentence"].label(question, "en") == "I would go …"
    assert not TYPES["sentence"].fields(question, "en")["q"].help_text


def test_words_follow_the_language():
    (field,) = TYPES["sentence"].fields(QUESTIONS["sentence"], "en").values()

    assert field.label == "I would go …"


def tally_of(kind: str, *data: dict) -> Tally:
    question = QUESTIONS[kind]
    answered = [rows_of(question, one) for one in data]
    rows = [row for one in answered for row in one]
    return Tally(
        n=sum(1 for one in answered if one),
        asked=len(data),
        counts=Counter((row.item, row.choice) for row in rows if row.choice),
        numbers=tuple(sorted(row.number for row in rows if row.number is not None)),
        texts=tuple(row.text for row in rows if row.text),
    )


def test_choices_are_counted_in_their_order_with_another_answer_last():
    tally = tally_of("single", {"q": "b"}, {"q": "b"}, {"q": "other", "q-other": "un voisin"}, {})

    summary = TYPES["single"].summary(QUESTIONS["single"], tally, "fr")

    assert [(line.label, line.count, line.of) for line in summary.lines][:2] == [("a fr", 0, 3), ("b fr", 2, 3)]
    assert (summary.lines[2].code, summary.lines[2].count) == ("other", 1)
    assert summary.texts == ("un voisin",)
    assert (summary.n, summary.asked) == (3, 4)


def test_a_scale_is_counted_item_by_item():
    tally = tally_of("likert", {"q-i": "low"}, {"q-i": "high", "q-j": "mid"})

    lines = TYPES["likert"].summary(QUESTIONS["likert"], tally, "en").lines

    assert [(line.item, line.label, line.count, line.of) for line in lines] == [
        ("i en", "low en", 1, 2),
        ("i en", "mid en", 0, 2),
        ("i en", "high en", 1, 2),
        ("j en", "low en", 0, 1),
        ("j en", "mid en", 1, 1),
        ("j en", "high en", 0, 1),
    ]


def test_numbers_have_a_middle():
    summary = TYPES["number"].summary(QUESTIONS["number"], tally_of("number", {"q": 3}, {"q": 8}, {"q": 100}), "fr")

    assert (summary.least, summary.median, summary.greatest) == (Decimal(3), Decimal(8), Decimal(100))


@pytest.mark.parametrize("kind", ["single", "multiple", "likert", "number"])
def test_what_is_counted_is_drawn_with_its_sample_and_source(kind):
    tally = tally_of(kind, ANSWERS[kind], ANSWERS[kind])

    chart = TYPES[kind].chart(QUESTIONS[kind], tally, "en", percent=False, source="After the stop")

    assert chart.scene(600).items
    assert "2" in chart.note()
    assert "After the stop" in chart.note()


@pytest.mark.parametrize("kind", ["text", "sentence"])
def test_words_are_read_and_not_drawn(kind):
    tally = tally_of(kind, ANSWERS[kind])

    assert TYPES[kind].chart(QUESTIONS[kind], tally, "fr", percent=False, source="") is None
    assert TYPES[kind].summary(QUESTIONS[kind], tally, "fr").texts


def test_shares_are_of_those_who_answered():
    tally = tally_of("single", {"q": "a"}, {"q": "b"}, {"q": "b"}, {"q": "b"}, {})

    chart = TYPES["single"].chart(QUESTIONS["single"], tally, "fr", percent=True, source="")

    assert [value for _label, value in chart.rows] == [25, 75, 0]

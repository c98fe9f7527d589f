"""What a question's settings are, for whoever reads its history."""

import pytest
from django.utils import translation

from tests.tournee.questions.test_types import QUESTIONS
from tournee.questions.telling import settings_in_words


def told(language: str, **settings: object) -> str:
    with translation.override(language):
        return settings_in_words(settings)


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_no_setting_is_said_as_a_program_would(kind: str) -> None:
    said = told("en", **QUESTIONS[kind].settings)

    assert said
    assert not set(said) & set("{}[]_'")


def test_answers_are_said_in_the_readers_language() -> None:
    choices = [{"code": "a", "fr": "Oui", "en": "Yes"}, {"code": "b", "fr": "Non"}]

    assert told("en", choices=choices, other=True) == (
        "Answers to choose from: Yes, Non; Respondents may write another answer: yes"
    )


def test_nothing_set_is_nothing() -> None:
    assert told("en") == "nothing"


def test_settings_of_no_type_there_is_are_not_shown_raw() -> None:
    assert told("en", former={"x": 1}) == "nothing"

"""Text in two languages, and one spelling for searching."""

import pytest
from django.utils import translation

from tournee.texts.direction import unturned
from tournee.texts.search import search_key
from tournee.texts.translated import Translated, both_columns


class Titled:
    title = Translated()

    def __init__(self, fr: str, en: str) -> None:
        self.title_fr, self.title_en = fr, en


@pytest.mark.parametrize(
    ("language", "fr", "en", "shown"),
    [
        ("fr", "Étape", "Stop", "Étape"),
        ("en", "Étape", "Stop", "Stop"),
        ("en", "Étape", "", "Étape"),
        ("fr", "", "Stop", "Stop"),
    ],
)
def test_the_readers_language_is_shown_or_the_other_where_it_is_empty(
    language: str, fr: str, en: str, shown: str
) -> None:
    with translation.override(language):
        assert Titled(fr, en).title == shown


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("éclair", "Éclair"),
        ("OEUVRE", "œuvre"),
        ("saint die des vosges", "Saint-Dié-des-Vosges"),
        ("L'Aigle", "L’Aigle"),
    ],
)
def test_accents_case_and_punctuation_do_not_matter_for_searching(asked: str, stored: str) -> None:
    assert search_key(asked) == search_key(stored)


def test_columns_behind_translated_attributes() -> None:
    assert both_columns("title", "intro") == ["title_fr", "title_en", "intro_fr", "intro_en"]


@pytest.mark.parametrize("mark", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_marks_that_turn_the_text_around_them_are_left_out(mark: str) -> None:
    assert unturned(f"facture{mark}gpj.exe") == "facturegpj.exe"


def test_words_written_from_right_to_left_stay_as_they_are() -> None:
    assert unturned("שלום, café\u200f!") == "שלום, café\u200f!"

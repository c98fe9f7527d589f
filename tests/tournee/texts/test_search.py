import pytest

from tests.tournee.texts.search_cases import CASES
from tournee.texts.search import search_key


@pytest.mark.parametrize(("written", "found_by"), CASES.items())
def test_accents_case_and_punctuation_do_not_matter_in_any_script(written: str, found_by: str) -> None:
    assert search_key(written) == found_by


def test_texts_are_joined_and_empty_ones_left_out() -> None:
    assert search_key("Zoé", "", "Redon") == "zoe redon"

"""What figures count: each definition once, in both languages, on a page for anybody."""

import pytest
from django.test import Client

from tests.tournee.web.assertions import assert_house_page
from tournee.indicators import indicator, indicators

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "address"), [("fr", "/indicators/"), ("en", "/en/indicators/")])
def test_anybody_reads_what_figures_count(client: Client, language: str, address: str) -> None:
    answer = client.get(address)
    assert_house_page(answer, language=language)
    assert all(f'id="{one.code}"' in answer.text for one in indicators)


def test_a_code_is_one_definition() -> None:
    codes = [one.code for one in indicators]
    assert len(codes) == len(set(codes))
    assert indicator(codes[0]).code == codes[0]
    with pytest.raises(KeyError):
        indicator("nothing")

"""Text shown in the other language says so, and is escaped like any other."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from tests.tournee.texts.test_texts import Titled


def shown(template: str, titled: Titled, *, language: str) -> str:
    with translation.override(language):
        return Template("{% load tournee %}" + template).render(Context({"tour": titled}))


@pytest.mark.parametrize(
    ("language", "fr", "en", "text"),
    [
        ("fr", "Étape", "Stop", "Étape"),
        ("en", "Étape", "Stop", "Stop"),
        ("en", "Étape", "", '<span lang="fr">Étape</span>'),
        ("fr", "", "Stop", '<span lang="en">Stop</span>'),
        ("en-gb", "Étape", "", '<span lang="fr">Étape</span>'),
        ("en", "", "", ""),
        ("en", "<i>", "", '<span lang="fr">&lt;i&gt;</span>'),
        ("en", "", "<i>", "&lt;i&gt;"),
    ],
)
def test_text_in_the_other_language_says_so(language: str, fr: str, en: str, text: str) -> None:
    assert shown('{% in_its_language tour "title" %}', Titled(fr, en), language=language) == text


@pytest.mark.parametrize(
    ("language", "en", "attribute"), [("fr", "", ""), ("en", "Stop", ""), ("en", "", ' lang="fr"')]
)
def test_an_element_may_say_it_itself(language: str, en: str, attribute: str) -> None:
    assert shown('<h1{% lang_of tour "title" %}>', Titled("Étape", en), language=language) == f"<h1{attribute}>"

"""`{% once %}`: what is the same for every reader is rendered once."""

from __future__ import annotations

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override


class Told:
    """A value that counts how often it is shown."""

    def __init__(self) -> None:
        self.times = 0

    def __str__(self) -> str:
        self.times += 1
        return "<told>"


def once(inner: str, given: str = "") -> Template:
    return Template(f"{{% load i18n once %}}{{% once {given} %}}{inner}{{% endonce %}}")


def test_it_is_rendered_once_for_the_same_values() -> None:
    template, told = once("{{ told }}", "told"), Told()

    assert [template.render(Context({"told": told})) for _ in range(3)] == ["&lt;told&gt;"] * 3
    assert told.times == 1


def test_other_values_are_rendered_anew() -> None:
    template = once("{{ name }}", "name=person.name")

    assert [template.render(Context({"person": {"name": name}})) for name in "aba"] == ["a", "b", "a"]


def test_each_language_has_its_own() -> None:
    template = once("{% get_current_language as code %}{{ code }}")
    with override("fr"):
        french = template.render(Context())
    with override("en"):
        english = template.render(Context())

    assert (french, english) == ("fr", "en")


def test_what_is_not_named_is_unknown_inside() -> None:
    assert once("{{ secret|default_if_none:'' }}{% if secret %}x{% endif %}").render(Context({"secret": None})) == ""
    assert once("{% if secret %}x{% endif %}").render(Context({"secret": 1})) == ""


def test_it_does_not_keep_without_end() -> None:
    template = once("{{ number }}", "number")
    for number in range(1000):
        assert template.render(Context({"number": number})) == str(number)
    (node,) = [node for node in template.nodelist if hasattr(node, "_made")]

    assert len(node._made) <= 256


def test_a_tag_that_is_not_closed_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load once %}{% once %}")

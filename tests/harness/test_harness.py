"""The harness itself: what it refuses, and what it lets pass."""

import pytest
from django.template import Context, Origin, Template, engines
from django.test import Client

from tests.harness.reading import WrittenOnReading
from tests.harness.undefined import OURS, UndefinedVariable


def shown(source: str, origin: str = str(OURS / "page.html"), **values: object) -> str:
    """`source` rendered as if it stood in the file `origin`."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    return Template("{% load i18n %}" + source, Origin(origin), engine=engine).render(Context(values))


@pytest.mark.parametrize(
    "source",
    [
        "{{ nobody }}",
        "{{ known.unknown }}",
        "{{ nobody|upper }}",
        "{% with who=nobody %}{{ who }}{% endwith %}",
        "{% blocktranslate %}Dear {{ nobody }}{% endblocktranslate %}",
    ],
)
def test_a_variable_that_nobody_gave_fails(source: str) -> None:
    with pytest.raises(UndefinedVariable, match=r"page\.html, line 1: .* is undefined"):
        shown(source, known="text")


@pytest.mark.parametrize(
    "source",
    [
        "{% if nobody %}{% endif %}",
        "{% if nobody.name == 'Zoé' %}{% endif %}",
        "{% for one in nobody %}{% endfor %}",
        "{% firstof nobody '' %}",
        "{{ nobody|default:'' }}",
        "{{ given }}",
    ],
)
def test_asking_whether_it_is_there_passes(source: str) -> None:
    assert shown(source, given="") == ""


def test_templates_of_libraries_are_left_alone() -> None:
    assert shown("{{ nobody }}", origin="/elsewhere/page.html") == ""


@pytest.mark.urls("tests.harness.pages")
@pytest.mark.django_db
def test_a_page_that_writes_when_it_is_read_fails(client: Client) -> None:
    for read in (client.get, client.head):
        with pytest.raises(WrittenOnReading, match='INSERT INTO "tournee_user"'):
            read("/write/")


@pytest.mark.urls("tests.harness.pages")
@pytest.mark.django_db
def test_a_page_may_write_when_something_is_sent(client: Client) -> None:
    assert client.post("/write/").status_code == 200

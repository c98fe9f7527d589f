"""The sample holds everything there is, so that both faces can be looked at and checked whole."""

import typing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.tournee.documents.html.tree import parse
from tournee.documents import blocks, html, inline
from tournee.documents.document import Document
from tournee.documents.sample import sample_document
from tournee.documents.sample_figures import charts
from tournee.documents.sample_words import saying


def test_it_holds_every_kind_of_block_and_of_words():
    held = set(_kinds(sample_document("fr")))

    assert set(typing.get_args(blocks.Block)) <= held
    assert set(typing.get_args(inline.Inline)) <= held


def test_it_shows_every_kind_of_chart():
    folder = Path(charts.__code__.co_filename).parents[1] / "drawing" / "charts"
    kinds = {path.stem for path in folder.glob("*.py") if "\n    def _kind(" in path.read_text()} - {"base"}

    assert {type(chart).__module__.rpartition(".")[2] for chart in charts(saying("en"))} == kinds


def test_both_languages_are_the_same_document():
    french, english = (list(map(type, sample_document(language).every_block())) for language in ("fr", "en"))

    assert french == english


def test_it_says_that_all_is_made_up():
    assert "inventés" in sample_document("fr").notice
    assert "made up" in sample_document("en").notice


def test_french_has_its_spaces():
    text = parse(html.render(sample_document("fr"))).text()

    assert "«\u202fon m’a dit “revenez”\u202f»" in text
    assert "Document fictif\u00a0: lieux" in text
    assert "48,1\u202f%" in text


def test_no_id_is_said_twice():
    ids = [node["id"] for node in parse(html.render(sample_document("en"))).walk() if "id" in node.attributes]

    assert len(ids) == len(set(ids))


def test_it_keeps_the_sites_policy():
    read = parse(html.render(sample_document("en")))

    assert not read.all("style", "script", "link", "iframe")
    assert not [name for node in read.walk() for name in node.attributes if name == "style" or name.startswith("on")]


def test_every_link_within_it_leads_somewhere():
    read = parse(html.render(sample_document("en")))
    ids = {node.attributes.get("id") for node in read.walk()}
    inside = [node["href"][1:] for node in read.all("a") if node["href"].startswith("#")]

    assert len(inside) > 8
    assert set(inside) <= ids


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_command_writes_both_faces(tmp_path: Path, language: str):
    call_command("sample_document", out=tmp_path / "new", lang=language, verbosity=0)

    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == [f"sample-{language}.html", f"sample-{language}.pdf"]
    assert (tmp_path / "new" / f"sample-{language}.pdf").read_bytes().startswith(b"%PDF-")
    page = parse((tmp_path / "new" / f"sample-{language}.html").read_text())
    assert page.one("html")["lang"] == language
    assert page.one("h1").text() == page.one("head").one("title").text()
    assert not page.all("link", "script")


def test_the_command_writes_both_languages_unless_told(tmp_path: Path):
    call_command("sample_document", out=tmp_path, verbosity=0)

    assert len(list(tmp_path.iterdir())) == 4


def test_the_command_knows_two_languages(tmp_path: Path):
    with pytest.raises(CommandError, match="invalid choice: 'de'"):
        call_command("sample_document", "--out", str(tmp_path), "--lang", "de")


def _kinds(part: object) -> typing.Iterator[type]:
    """The class of everything in the tree of a document."""
    yield type(part)
    if isinstance(part, tuple | list):
        for inner in part:
            yield from _kinds(inner)
    elif type(part).__module__.startswith(Document.__module__.rpartition(".")[0]):
        for name in part.__dataclass_fields__:  # type: ignore[attr-defined]
            yield from _kinds(getattr(part, name))

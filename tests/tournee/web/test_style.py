"""The style sheets: small, without a rule for what is nowhere."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STYLES = ROOT / "tournee/web/static/web"
SHEETS = sorted(STYLES.rglob("*.css"))
# What the page of a tour loads, which is read on telephones: it has neither forms nor tables.
PUBLIC = ("tokens", "base", "layout", "utilities", "controls", "content", "drawing", "route", "catalogue")
LARGEST_BYTES = 40 * 1024
WRITTEN_BY = ("templates/**/*.html", "tournee/**/*.py", "events/**/*.py", "registrations/**/*.py", "surveys/**/*.py")
# tournee.drawing composes these of a role or a face.
COMPOSED = re.compile(r"fill-|stroke-|font-")


def selectors(css: str) -> str:
    """The text of a style sheet without its comments, its declarations’ values and its numbers."""
    return re.sub(r"/\*.*?\*/|:\s[^;{}]*;|\d*\.\d+", " ", css, flags=re.DOTALL)


@pytest.fixture(scope="module")
def written() -> set[str]:
    """Every word that a template or a program could write as a class."""
    files = chain.from_iterable(ROOT.glob(pattern) for pattern in WRITTEN_BY)
    return {word for file in files for word in re.findall(r"[a-zA-Z][\w-]*", file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_class_of_a_style_sheet_is_written_somewhere(sheet: Path, written: set[str]) -> None:
    named = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors(sheet.read_text(encoding="utf-8"))))

    assert {name for name in named - written if not COMPOSED.match(name)} == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_style_sheet_can_be_read_at_a_sitting(sheet: Path) -> None:
    assert len(sheet.read_text(encoding="utf-8").splitlines()) < 200


def test_what_a_public_page_loads_is_small() -> None:
    assert sum(sheet.stat().st_size for sheet in SHEETS if sheet.stem in PUBLIC) <= LARGEST_BYTES

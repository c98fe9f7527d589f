"""What the door's script takes from the page: its words, and the worker that answers without a network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

SCRIPTS = Path(settings.BASE_DIR) / "tournee/web/static/desk"
PAGE = (Path(settings.BASE_DIR) / "templates/registrations/desk/door/_phone.html").read_text(encoding="utf-8")
LINES = 250


def words_of_the_page() -> set[str]:
    """The names under which the script finds its words: `data-here-since` is `hereSince`."""
    opening = PAGE[: PAGE.index('<div id="door-top"')]
    return {re.sub(r"-(\w)", lambda m: m[1].upper(), name) for name in re.findall(r"data-([\w-]+)=", opening)}


@pytest.fixture(scope="module")
def script() -> str:
    """All of them, without their comments."""
    whole = "\n".join(file.read_text(encoding="utf-8") for file in SCRIPTS.glob("*.js"))
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", whole, flags=re.DOTALL)


def test_every_word_that_is_said_is_on_the_page(script: str) -> None:
    said = set(re.findall(r'\bsay\(\s*"(\w+)"', script))
    counted = {f"{name}{form}" for name in re.findall(r'\bcounted\("(\w+)"', script) for form in ("One", "Other")}

    assert (said | counted) - words_of_the_page() == set()


def test_no_word_of_the_page_is_left_unsaid(script: str) -> None:
    named = set(re.findall(r"\w+", script))

    assert {word for word in words_of_the_page() if not {word, re.sub("(One|Other)$", "", word)} & named} == set()


def test_no_sentence_is_written_in_a_script(script: str) -> None:
    assert re.findall(r'textContent = "[^"]+"|"[A-Z][a-z]+ [a-z ]+[.…]?"', script) == []


@pytest.mark.parametrize("file", sorted(SCRIPTS.glob("*.js")), ids=lambda file: file.stem)
def test_a_script_can_be_read_at_a_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < LINES


def test_the_worker_stands_where_it_may_answer_for_every_door(client: Client) -> None:
    address = reverse("desk_worker")
    response = client.get(address)

    assert address.startswith("/desk/")
    assert address.count("/") == 2
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    assert b'addEventListener("fetch"' in response.content

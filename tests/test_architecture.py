"""The architecture page says what the code does."""

from pathlib import Path

from django.conf import settings

from tournee.floors.announcements import announcements
from tournee.floors.contributions import contributions
from tournee.floors.table import as_markdown
from tournee.management.commands.list_floors import END, START


def test_the_page_shows_every_way_up_and_who_takes_it() -> None:
    page = (Path(settings.BASE_DIR) / "docs" / "architecture.md").read_text()
    shown = page.partition(START)[2].partition(END)[0].strip()

    assert shown == as_markdown(), "run manage.py list_floors --write"


def test_every_way_up_says_what_it_is() -> None:
    ways = [*contributions.values(), *announcements.values()]

    assert ways
    assert all(way.says for way in ways)

"""`manage.py export_documents`: every document of a tour in a folder for each stop, and a word on each."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.events.factories import SessionFactory, StopFactory

pytestmark = pytest.mark.django_db


def test_every_stop_has_its_folder_with_sheet_list_and_calendar(tmp_path: Path) -> None:
    stop = StopFactory(held=True, slug="amiens", number=3)
    SessionFactory(stop=stop)
    said = io.StringIO()

    call_command("export_documents", tour=stop.tour.slug, out=tmp_path, lang="en", stdout=said)

    folder = tmp_path / "03-amiens"
    assert {
        "amiens.ics",
        "attendance-sheet-amiens-2019-06-18.pdf",
        "attendance-sheet-amiens-2019-06-18.xlsx",
        "badges-amiens-2019-06-18-en.pdf",
        "door-posters-amiens-2019-06-18.pdf",
        "people-expected-amiens-2019-06-18.pdf",
        "people-expected-amiens-2019-06-18.xlsx",
        "stop-case-amiens-2019-06-18.pdf",
        "people-present-amiens-2019-06-18.pdf",
        "people-present-amiens-2019-06-18.xlsx",
    } <= {path.name for path in folder.iterdir()}
    assert (folder / "attendance-sheet-amiens-2019-06-18.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "amiens.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert str(folder / "amiens.ics") in said.getvalue()
    assert f"documents in {tmp_path}" in said.getvalue()


def test_a_stop_that_is_not_public_has_no_calendar_and_one_without_a_date_nothing(tmp_path: Path) -> None:
    stop = StopFactory(confirmed=True, slug="lens")
    StopFactory(tour=stop.tour, slug="idee")

    call_command("export_documents", tour=stop.tour.slug, out=tmp_path, stdout=io.StringIO())

    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["lens"]
    assert not (tmp_path / "lens" / "lens.ics").exists()


def test_a_tour_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    StopFactory(tour__slug="tournee-2027")

    with pytest.raises(CommandError, match="tournee-2027"):
        call_command("export_documents", tour="tournee-2028", out=tmp_path)

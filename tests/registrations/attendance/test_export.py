"""`manage.py export_documents`: every document of a tour in a folder for each stop, and a word on each."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from registrations.attendance.exports import documents_of_stops, left_out
from tests.events.factories import SessionFactory, StopFactory
from tests.registrations.factories import AttendeeFactory, RegistrationFactory

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


def test_a_stop_that_is_not_public_has_no_calendar_and_one_without_a_date_is_named_with_the_reason(
    tmp_path: Path,
) -> None:
    stop = StopFactory(confirmed=True, slug="lens")
    StopFactory(tour=stop.tour, slug="idee")
    said = io.StringIO()

    call_command("export_documents", tour=stop.tour.slug, out=tmp_path, stdout=said)

    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["lens"]
    assert not (tmp_path / "lens" / "lens.ics").exists()
    assert "idee: This stop has no date yet" in said.getvalue()


def test_of_a_stop_that_is_cancelled_or_put_off_the_people_expected_alone_are_written() -> None:
    stop = StopFactory(published=True, state="cancelled", slug="avignon", number=1)
    put_off = StopFactory(
        tour=stop.tour, published=True, state="postponed", starts_on=None, ends_on=None, slug="riom", number=2
    )
    for one in (stop, put_off):
        AttendeeFactory(registration=RegistrationFactory(stop=one))

    written = {document.path for document in documents_of_stops(stop.tour, "en")}

    assert {path for path in written if path[-1].endswith((".pdf", ".xlsx"))} == {
        ("01-avignon", f"people-expected-avignon-{stop.starts_on:%Y-%m-%d}.pdf"),
        ("01-avignon", f"people-expected-avignon-{stop.starts_on:%Y-%m-%d}.xlsx"),
        ("02-riom", "people-expected-riom.pdf"),
        ("02-riom", "people-expected-riom.xlsx"),
    }
    assert [folder for folder, _why in left_out(stop.tour, "en")] == ["01-avignon", "02-riom"]


def test_a_machine_that_never_served_a_page_writes_calendars_too(tmp_path: Path, settings) -> None:
    mark = tmp_path / "ours" / "web" / "mark.svg"
    mark.parent.mkdir(parents=True)
    mark.write_text("<svg/>")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "ours"], tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "tournee.web.hashed_files.HashedFiles"}}
    stop = StopFactory(held=True, slug="lens")

    call_command("export_documents", tour=stop.tour.slug, out=tmp_path / "out", stdout=io.StringIO())

    (calendar,) = (tmp_path / "out").glob("*lens/lens.ics")
    assert b"static/web/mark." in calendar.read_bytes().replace(b"\r\n ", b"")


def test_a_tour_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    StopFactory(tour__slug="tournee-2027")

    with pytest.raises(CommandError, match="tournee-2027"):
        call_command("export_documents", tour="tournee-2028", out=tmp_path)

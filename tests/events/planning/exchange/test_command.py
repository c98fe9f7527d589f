"""`manage.py import_stops`."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from events.models import Stop, Tour
from tests.events.planning.exchange.conftest import table


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "etapes.csv"
    path.write_bytes(table("Ville;Date", "Albert;12/03/2031"))
    return path


def run(file: Path, *options: str, tour: str = "tournee-2031") -> tuple[str, str]:
    """What the command says, and what it complains of."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_stops", str(file), "--tour", tour, *options, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error)
    return out.getvalue(), err.getvalue()


def test_it_writes_and_says_how_much(tour: Tour, file: Path) -> None:
    said, _complaint = run(file)

    assert "Stops: 1 new, 0 changed, 0 the same." in said
    assert "Written." in said
    assert Stop.objects.count() == 1
    assert "Nothing to change" in run(file)[0]


def test_a_dry_run_writes_nothing(tour: Tour, file: Path) -> None:
    said, _complaint = run(file, "--dry-run")

    assert "nothing is written" in said
    assert not Stop.objects.exists()


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_refused_row_is_named_and_the_exit_is_an_error(tour: Tour, file: Path, options: tuple[str, ...]) -> None:
    file.write_bytes(table("Ville;Date", "Albert;31/02/2031"))

    _said, complaint = run(file, *options)

    assert "row 2, column “Date”: “31/02/2031”:" in complaint
    assert "1 row" in complaint


def test_a_tour_that_is_not_there_is_answered_with_those_that_are(tour: Tour, file: Path) -> None:
    assert "tournee-2031" in run(file, tour="elsewhere")[1]


def test_a_file_that_is_not_there_is_said_so(tour: Tour, tmp_path: Path) -> None:
    assert "cannot be read" in run(tmp_path / "none.csv")[1]


def test_an_archived_tour_is_refused(tour: Tour, file: Path) -> None:
    Tour.objects.filter(pk=tour.pk).update(state="archived")

    assert "archived" in run(file)[1]

"""Signed sheets brought, said and read through by several people at the very same moment."""

import datetime

import pytest

from events.models import Stop
from registrations.attendance.papers.codes import sheet_code
from registrations.attendance.queries import facts_of
from registrations.attendance.scans import operations
from registrations.attendance.scans.errors import ScanError
from registrations.attendance.scans.sheets import lines_of, sheet_of, sheets_of
from registrations.models import ScannedSheet
from tests.events.factories import SessionFactory, StopFactory
from tests.racing import race
from tests.registrations.attendance.people import NINE, seated
from tests.registrations.attendance.scans import test_reading as drawn
from tests.tournee.factories import UserFactory
from tournee.files.models import StoredFile

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races, pytest.mark.xdist_group("races")]


@pytest.fixture
def stop() -> Stop:
    """A stop that is over, with a session of a whole day."""
    stop = StopFactory(held=True)
    SessionFactory(stop=stop, starts_at=NINE, ends_at=NINE + datetime.timedelta(hours=8))
    return stop


def pages(stop: Stop) -> list:
    """Two pages of the sheet of a morning."""
    codes = [sheet_code(stop, stop.sessions.get(), NINE.date(), False, page) for page in (1, 2)]
    return [drawn.file(drawn.bearing(code)) for code in codes]


def test_the_same_sheets_brought_twice_at_once_are_kept_once(stop: Stop) -> None:
    uploads = [pages(stop), pages(stop)[::-1]]

    outcomes = race([lambda sent=sent: operations.keep_sheets(stop, sent, actor=None) for sent in uploads])

    assert sum(one.again for one in outcomes if isinstance(one, operations.Kept)) == 2
    assert (ScannedSheet.objects.count(), StoredFile.objects.count()) == (2, 2)


def test_signatures_are_noted_of_the_sheet_they_were_read_on_or_not_at_all(stop: Stop) -> None:
    seated(stop, "Anna Martin", here=False)
    actor = UserFactory()
    scans = operations.keep_sheets(stop, pages(stop), actor=None).scans
    scan = scans[0]
    sheet, other = sheet_of(scan), next(sheets_of(stop))
    ticked = [box.name for line in lines_of(sheet) for box in line.boxes]

    outcomes = race(
        [
            lambda: operations.note_signatures(scan, ticked, of=sheet.key, actor=actor),
            lambda: operations.say_which(ScannedSheet.objects.get(pk=scan.pk), other, 1, actor=actor),
            lambda: operations.note_signatures(scans[1], (), of=sheet.key, actor=actor),
        ]
    )

    scan.refresh_from_db()
    (noted, said, _other_page) = outcomes
    assert [type(one) for one in outcomes if isinstance(one, Exception)] == [ScanError]
    assert isinstance(noted, ScanError) != isinstance(said, ScanError)
    assert sheet_of(scan).key == (other.key if isinstance(noted, ScanError) else sheet.key)
    assert facts_of(stop).exists() is not isinstance(noted, ScanError)

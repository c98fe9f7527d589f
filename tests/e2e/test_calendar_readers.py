"""Calendars beyond Python's libraries: ical.js reads what they read, and khal follows a feed through vdirsyncer."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from events.calendars import ics
from events.models import Stop
from events.planning.operations import cancel_stop, move_stop, postpone_stop, reschedule_stop
from tests.events.calendars.builders import feed
from tests.events.calendars.readers import told_by_ical_js, told_by_icalendar
from tests.events.calendars.test_readers import every_sort
from tests.events.factories import SessionFactory, StopFactory
from tests.served import served

pytestmark = pytest.mark.e2e
PARIS = ZoneInfo("Europe/Paris")
FIRST_DAY = datetime.date(2031, 6, 18)

VDIRSYNCER = """\
[general]
status_path = "{folder}/status/"
[pair tour]
a = "published"
b = "mine"
collections = null
[storage published]
type = "http"
url = "{address}"
[storage mine]
type = "filesystem"
path = "{folder}/mine/"
fileext = ".ics"
"""
KHAL = """\
[calendars]
[[tour]]
path = {folder}/mine/
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Paris
default_timezone = Europe/Paris
[sqlite]
path = {folder}/khal.db
"""


@dataclass(frozen=True)
class Subscriber:
    """Somebody who follows a feed with vdirsyncer, and reads it in khal."""

    folder: Path

    @classmethod
    def of(cls, address: str, folder: Path) -> Subscriber:
        """A new one, who follows `address`."""
        folder.mkdir()
        (folder / "mine").mkdir()
        (folder / "vdirsyncer").write_text(VDIRSYNCER.format(folder=folder, address=address))
        (folder / "khal").write_text(KHAL.format(folder=folder))
        subscriber = cls(folder)
        subscriber._run("vdirsyncer", "-c", str(folder / "vdirsyncer"), "discover")
        return subscriber

    def sees(self) -> list[tuple[str, str, str]]:
        """Once synchronised: (first moment, status, title) of every entry of the year."""
        self._run("vdirsyncer", "-c", str(self.folder / "vdirsyncer"), "sync")
        wanted = [word for field in ("start-long-full", "status", "title") for word in ("--json", field)]
        told = self._run("khal", "-c", str(self.folder / "khal"), "list", *wanted, "2031-01-01", "2031-12-31")
        rows = [row for line in told.splitlines() for row in json.loads(line)]
        return sorted({(row["start-long-full"], row["status"].strip(), row["title"].strip()) for row in rows})

    def _run(self, program: str, *arguments: str) -> str:
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder), "XDG_CACHE_HOME": str(self.folder)}
        command = [str(Path(sys.executable).parent / program), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


def test_ical_js_reads_every_time_status_and_text_as_the_others_do() -> None:
    written = ics.render(feed(*every_sort()))
    assert told_by_ical_js(written) == told_by_icalendar(written)


@pytest.mark.django_db(transaction=True)
def test_a_subscription_follows_a_move_a_postponement_and_a_cancellation(tmp_path: Path) -> None:
    stop = StopFactory(published=True, starts_on=FIRST_DAY, slug="albert", tour__slug="tournee")
    starts_at = datetime.datetime.combine(FIRST_DAY, datetime.time(9, 30), PARIS)
    SessionFactory(stop=stop, title_en="Pay", starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=2))
    dover = StopFactory(published=True, tour=stop.tour, place="Dover", time_zone="Europe/London", starts_on=FIRST_DAY)
    SessionFactory(stop=dover, title_en="Ship", starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=2))
    other = ("2031-06-18 09:30", "CONFIRMED", "Ship – Dover")

    with served(tmp_path) as (site, _process):
        subscriber = Subscriber.of(f"{site}/en/calendars/tours/tournee.ics", tmp_path / "reader")
        assert subscriber.sees() == [("2031-06-18 09:30", "CONFIRMED", "Pay – Albert"), other]

        moved = datetime.date(2031, 6, 25)
        move_stop(_fresh(stop), {"starts_on": moved, "ends_on": moved}, reason_fr="Salle prise.", actor=None)
        assert subscriber.sees() == [other, ("2031-06-25 09:30", "CONFIRMED", "Pay – Albert")]

        postpone_stop(_fresh(stop), reason_fr="Salle fermée.", actor=None)
        assert subscriber.sees() == [other, ("2031-06-25 09:30", "TENTATIVE", "Postponed: Pay – Albert")]

        reschedule_stop(_fresh(stop), starts_on=datetime.date(2031, 10, 29), actor=None)
        assert subscriber.sees() == [other, ("2031-10-29 09:30", "CONFIRMED", "Pay – Albert")]

        cancel_stop(_fresh(stop), reason_fr="Plus personne.", actor=None)
        assert subscriber.sees() == [other, ("2031-10-29 09:30", "CANCELLED", "Cancelled: Pay – Albert")]


def _fresh(stop: Stop) -> Stop:
    return Stop.objects.select_related("tour").get(pk=stop.pk)

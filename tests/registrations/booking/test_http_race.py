"""64 clients compete for ten seats in two sessions over real HTTP: never more get one, and every answer is plain."""

from __future__ import annotations

import re
import threading
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookiejar import CookieJar

import pytest
from django.db import connection

from events.models import Session, Stop
from registrations.models import Registration, Seat, WaitingEntry
from tests.events.factories import SessionFactory, StopFactory
from tests.served import served

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races, pytest.mark.xdist_group("races")]
CLIENTS = 64
SEATS = 5  # in each of two sessions


@pytest.fixture
def stop() -> Stop:
    stop = StopFactory(published=True)
    first = SessionFactory(stop=stop, capacity=SEATS)
    SessionFactory(stop=stop, capacity=SEATS, starts_at=first.ends_at)
    return stop


class Visitor:
    """A browser that keeps its cookies and follows redirects."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def open(self, data: list[tuple[str, str]] | None = None) -> tuple[int, str]:
        """Status and text of the form, or of what sending it leads to."""
        body = urllib.parse.urlencode(data).encode() if data else None
        try:
            with self.opener.open(self.address, body, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def hidden(self, page: str) -> list[tuple[str, str]]:
        """The token and the mark of the form."""
        return [
            (name, re.search(rf'name="{name}"[^>]*value="([^"]+)"', page)[1])
            for name in ("csrfmiddlewaretoken", "submission")
        ]


def register(address: str, number: int, sessions: list[int], together: threading.Barrier) -> tuple[int, str]:
    """One client, of whom each third wants both sessions or none."""
    visitor = Visitor(address)
    _status, page = visitor.open()
    assert _status == 200, page[:3000]
    chosen = sessions if number % 3 == 0 else [sessions[number % 2]]
    fields = {
        "party": "person",
        "kind": "other",
        "contact_name": f"Personne {number}",
        "contact_email": f"race{number}@example.org",
        "coming": "on",
        "all_or_none": "all" if number % 3 == 0 else "free",
    }
    together.wait(timeout=60)
    return visitor.open([*visitor.hidden(page), *fields.items(), *(("sessions", str(session)) for session in chosen)])


def race(address: str, stop: Stop) -> list[tuple[int, str]]:
    sessions = list(stop.sessions.order_by("pk").values_list("pk", flat=True))
    form = f"{address}/en/tours/{stop.tour.slug}/{stop.slug}/register/"
    together = threading.Barrier(CLIENTS)
    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(lambda number: register(form, number, sessions, together), range(CLIENTS)))


def confirmed(stop: Stop) -> dict[int, int]:
    """Confirmed seats by session."""
    return Counter(Seat.objects.filter(state=Seat.State.CONFIRMED).values_list("session_id", flat=True))


def test_never_more_than_there_are_seats(stop, tmp_path):
    with served(tmp_path) as (address, _process):
        answers = race(address, stop)

    assert Counter(status for status, _page in answers) == {200: CLIENTS}
    assert Registration.objects.count() == CLIENTS
    assert dict(confirmed(stop)) == dict(stop.sessions.values_list("pk", "seats_taken"))
    assert max(confirmed(stop).values()) == SEATS
    for session in stop.sessions.exclude(seats_taken=SEATS):
        # A seat stays free only because whoever waits first wants both sessions, and nobody passes them.
        seats = Seat.objects.filter(session=session, state=Seat.State.WAITLISTED)
        assert WaitingEntry.objects.filter(seats__in=seats).first().all_or_none
    for entry in WaitingEntry.objects.filter(all_or_none=True, state=WaitingEntry.State.WAITING):
        assert not Seat.objects.filter(attendee__registration=entry.registration, state=Seat.State.CONFIRMED).exists()


@contextmanager
def without_the_constraint() -> Iterator[None]:
    """The database's own guard taken away, and given back to a table that has been emptied."""
    every = Session._meta.constraints
    (guard,) = [one for one in every if one.name == "session_never_oversold"]
    # SQLite writes the table anew from what the model says, so the model must say it too.
    Session._meta.constraints = [one for one in every if one is not guard]
    _change_table("remove_constraint", guard)
    try:
        yield
    finally:
        Seat.objects.all().delete()
        Session.objects.all().delete()
        Session._meta.constraints = every
        _change_table("add_constraint", guard)


def _change_table(how: str, constraint: object) -> None:
    connection.disable_constraint_checking()
    with connection.schema_editor() as editor:
        getattr(editor, how)(Session, constraint)
    connection.enable_constraint_checking()


def test_without_the_guard_the_same_race_oversells(stop, tmp_path):
    """The control: with seats looked at first and taken later, and no constraint, too many are confirmed."""
    with (
        without_the_constraint(),
        served(tmp_path, application="tests.registrations.booking.unguarded:application") as (address, _process),
    ):
        race(address, stop)
        oversold = max(confirmed(stop).values()) > SEATS

    assert oversold

"""64 clients compete for ten seats in two sessions over real HTTP: never more get one, and every answer is plain.

Some want both sessions or neither, some cancel at once, some have a code with seats set aside; meanwhile a room grows.
"""

from __future__ import annotations

import datetime
import re
import threading
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.cookiejar import CookieJar

import pytest
from django.db import connection
from django.utils import timezone

from events.models import Session, Stop
from events.planning.operations import edit_session
from registrations.booking import links
from registrations.booking.operations import promote
from registrations.booking.terms.operations import add_code
from registrations.booking.upkeep import serve_waiting_lists
from registrations.models import Registration, Seat, SetAside, WaitingEntry
from tests.events.factories import SessionFactory, StopFactory
from tests.racing import PATIENCE
from tests.served import served

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races, pytest.mark.xdist_group("races")]
CLIENTS = 64
SEATS = 5  # in each of two sessions
ASIDE = 2  # of them, in the second, for whoever has the code
MORE = 2  # by which the first grows meanwhile
CODE = "Club des Partenaires"
UNGUARDED = "tests.registrations.booking.unguarded:application"


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
            with self.opener.open(self.address, body, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def hidden(self, page: str, *names: str) -> list[tuple[str, str]]:
        """The token and the mark of the form."""
        return [
            (name, re.search(rf'name="{name}"[^>]*value="([^"]+)"', page)[1])
            for name in names or ("csrfmiddlewaretoken", "submission")
        ]


def register(
    address: str, number: int, sessions: list[int], together: threading.Barrier, *, cancels: bool
) -> tuple[int, str]:
    """One client: each third wants both sessions or none, each eighth has the code, some cancel at once."""
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
        "access_code": "club des partenaires" if number % 8 == 1 else "",
    }
    together.wait(timeout=PATIENCE)
    sent = [*visitor.hidden(page), *fields.items(), *(("sessions", str(session)) for session in chosen)]
    answer = visitor.open(sent)
    return cancel(visitor, number) if cancels and answer[0] == 200 else answer


def cancel(visitor: Visitor, number: int) -> tuple[int, str]:
    """The client cancels by the link that was mailed to them."""
    made = Registration.objects.filter(contact__email=f"race{number}@example.org").first()
    connection.close()
    if made is None:
        return 0, "nothing was registered"
    visitor.address = re.sub(r"/en/.*", f"/en/r/{links.token_of(made)}/cancel/", visitor.address)
    status, page = visitor.open()
    return visitor.open(visitor.hidden(page, "csrfmiddlewaretoken")) if status == 200 else (status, page)


def grow(session: int, together: threading.Barrier) -> tuple[int, str]:
    """The team finds a larger room."""
    together.wait(timeout=PATIENCE)
    try:
        found = Session.objects.select_related("stop__tour").get(pk=session)
        edit_session(found, {"capacity": SEATS + MORE}, expected_version=None, actor=None)
    finally:
        connection.close()
    return 200, ""


def race(address: str, stop: Stop, *, grows: bool, cancels: int) -> list[tuple[int, str]]:
    """The answers to all of them; of so many clients one cancels, where any does (0: none)."""
    sessions = list(stop.sessions.order_by("pk").values_list("pk", flat=True))
    form = f"{address}/en/tours/{stop.tour.slug}/{stop.slug}/register/"
    together = threading.Barrier(CLIENTS + grows)
    with ThreadPoolExecutor(CLIENTS + grows) as pool:
        growing = [pool.submit(grow, sessions[0], together)] if grows else []
        ends = {number for number in range(CLIENTS) if cancels and number % cancels == 0}
        one = partial(register, form, sessions=sessions, together=together)
        answers = list(pool.map(lambda number: one(number, cancels=number in ends), range(CLIENTS)))
        return [*answers, *(growth.result() for growth in growing)]


def confirmed(stop: Stop) -> dict[int, int]:
    """Confirmed seats by session."""
    return Counter(Seat.objects.filter(state=Seat.State.CONFIRMED).values_list("session_id", flat=True))


def test_never_more_than_there_are_seats(stop, tmp_path):
    first, second = stop.sessions.order_by("pk")
    until = timezone.now() + datetime.timedelta(days=1)
    add_code(stop, {"code": CODE, "until": until}, set_aside={second.pk: ASIDE}, actor=None)

    with served(tmp_path) as (address, _process):
        answers = race(address, stop, grows=True, cancels=7)

    assert Counter(status for status, _page in answers) == {200: CLIENTS + 1}, [one for one in answers if one[0] != 200]
    assert Registration.objects.count() == CLIENTS
    serve_waiting_lists()
    assert promote(stop) == []  # nothing that somebody waits for is left over
    kept = dict(SetAside.objects.values_list("session_id", "left"))
    for session in stop.sessions.all():
        assert session.seats_taken == confirmed(stop)[session.pk] + kept.get(session.pk, 0)
        assert session.seats_taken <= session.capacity == SEATS + (MORE if session == first else 0)
    with_code = Seat.objects.filter(
        session=second, attendee__registration__access_code__code=CODE, state__in=Seat.TAKING
    )
    assert kept[second.pk] == max(0, ASIDE - with_code.count())
    for entry in WaitingEntry.objects.filter(all_or_none=True, state=WaitingEntry.State.WAITING):
        assert not Seat.objects.filter(attendee__registration=entry.registration, state=Seat.State.CONFIRMED).exists()
    gone = Registration.objects.filter(state=Registration.State.CANCELLED)
    assert gone.count() == len(range(0, CLIENTS, 7))
    assert not Seat.objects.filter(attendee__registration__in=gone, state__in=Seat.LIVE).exists()


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
    """The control: with seats looked at first and taken later, and no constraint, too many are confirmed.

    One seat each: of the six who have looked before anybody takes, at least three want the same.
    """
    stop.sessions.update(capacity=1)
    with (
        without_the_constraint(),
        served(tmp_path, application=UNGUARDED, workers=1) as (address, _process),
    ):
        race(address, stop, grows=False, cancels=0)  # nobody gives a seat back that was one too many
        oversold = max(confirmed(stop).values()) > 1

    assert oversold

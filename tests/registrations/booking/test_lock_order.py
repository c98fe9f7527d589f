"""Planning and booking take what both need in one order: neither throws the other out."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from events.models import Session, Stop
from events.planning.operations.public import readers_see_a_change
from events.planning.operations.sessions import edit_session
from events.planning.operations.stop_states import cancel_stop
from events.planning.operations.stops import edit_stop
from registrations.booking.operations import register
from registrations.desk.operations import Noted, check_in
from registrations.models import Attendee, CheckIn, Registration
from tests.events.factories import SessionFactory, StopFactory
from tests.racing import PATIENCE, in_the_way
from tests.registrations.booking.test_seats import a_firm

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races, pytest.mark.xdist_group("races")]


@pytest.fixture
def stop() -> Stop:
    stop = StopFactory(published=True)
    SessionFactory.create_batch(2, stop=stop, capacity=10)
    return stop


def while_booking(stop: Stop, planning: Callable[[], object], wanted: Callable[[], object] = int) -> None:
    """Run `planning` while somebody books: they hold the first session, and want the second, `wanted` and the tour."""
    first, second = stop.sessions.order_by("pk")

    def take(session: Session) -> None:
        Session.objects.select_for_update(no_key=True).get(pk=session.pk)

    def take_the_rest() -> None:
        take(second)
        wanted()
        readers_see_a_change(stop.tour_id)

    in_the_way(lambda: take(first), planning, then=take_the_rest)


def test_a_stop_is_cancelled_while_somebody_registers(stop: Stop) -> None:
    register(stop, a_firm(*stop.sessions.all()))

    while_booking(stop, lambda: cancel_stop(stop, reason_fr="La salle est fermée.", actor=None))

    assert Stop.objects.get().state == Stop.State.CANCELLED


def test_a_session_moves_while_somebody_registers(stop: Stop) -> None:
    second = stop.sessions.order_by("pk")[1]

    while_booking(stop, lambda: edit_session(second, {"room": "Salle B"}, expected_version=None, actor=None))

    assert Session.objects.get(pk=second.pk).room == "Salle B"


def test_somebody_is_checked_in_to_a_session_while_its_seats_are_held(stop: Stop) -> None:
    first = stop.sessions.order_by("pk")[0]
    register(stop, a_firm(first))
    attendee = Attendee.objects.select_related("stop__tour").get()

    while_booking(
        stop,
        lambda: check_in(attendee, Noted(), session=first),
        wanted=lambda: Attendee.objects.filter(pk=attendee.pk).update(needs=""),
    )

    assert CheckIn.objects.get().session == first


def test_somebody_registers_while_the_stop_itself_is_edited(stop: Stop) -> None:
    edited = Stop.objects.select_related("tour").get()
    with ThreadPoolExecutor(2) as pool:
        sides = [
            pool.submit(_closing, lambda: register(stop, a_firm(*stop.sessions.all()))),
            pool.submit(_closing, lambda: edit_stop(edited, {"venue": "Halle"}, expected_version=None, actor=None)),
        ]
        for side in sides:
            side.result(PATIENCE)

    assert Stop.objects.get().venue == "Halle"
    assert Registration.objects.count() == 1


def _closing(operation: Callable[[], object]) -> None:
    try:
        operation()
    finally:
        connection.close()

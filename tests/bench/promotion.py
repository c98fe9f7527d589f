"""Serving a waiting list of 1,000 entries, each told by mail, beside a loop that writes the same rows."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from events.models import Session, Stop
from registrations.booking.operations import register
from registrations.booking.request import PersonRequest, RegistrationRequest
from registrations.booking.upkeep import serve_waiting_lists
from registrations.models import CalendarInvitation, Registration, Seat, WaitingEntry
from tests.bench.posting import AIM
from tournee.history.operations import record
from tournee.mail.models import OutboxAbout, OutboxMessage, OutboxPart

ENTRIES = 1_000


def measure_promotion() -> Iterator[dict[str, object]]:
    """Seconds until everybody who waited has a seat and a message."""
    session = Session.objects.filter(stop__tour__slug="mesuree", stop__slug="ville-9").order_by("pk")[0]
    Session.objects.filter(pk=session.pk).update(capacity=1)
    stop = Stop.objects.select_related("tour").get(pk=session.stop_id)
    waiting = [_waits(stop, session, number) for number in range(ENTRIES + 1)][1:]
    floor = _seconds(lambda: _bare(waiting, session))
    Session.objects.filter(pk=session.pk).update(capacity=ENTRIES + 1)
    took = _seconds(serve_waiting_lists)
    left = WaitingEntry.objects.filter(state=WaitingEntry.State.WAITING, registration__stop=stop).count()
    if left:
        raise RuntimeError(f"{left} of {ENTRIES} still wait")
    yield {
        "what": f"a waiting list of {ENTRIES} entries served, each told by mail with its calendar entry",
        "seconds": round(took, 2),
        "floor": "the same rows written one after the other in one transaction; no message is rendered",
        "floor_seconds": round(floor, 2),
        "ratio": round(floor / took, 2),
        "aim": AIM,
        "met": floor / took >= AIM,
    }


def _waits(stop: Stop, session: Session, number: int) -> Registration:
    person = PersonRequest(f"Attente {number}", f"wait{number}@example.org", sessions=frozenset({session.pk}))
    request = RegistrationRequest(Registration.Party.PERSON, person.name, person.email, [person])
    return register(stop, request)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _bare(waiting: list[Registration], session: Session) -> None:
    """The rows of each promotion, written and taken back."""
    with transaction.atomic():
        for registration in waiting:
            _bare_rows(registration, session)
        transaction.set_rollback(True)


def _bare_rows(registration: Registration, session: Session) -> None:
    now, attendee = timezone.now(), registration.attendees.get()
    Session.objects.filter(pk=session.pk).update(seats_taken=1)
    Seat.objects.filter(attendee=attendee).update(state=Seat.State.CONFIRMED, since=now)
    WaitingEntry.objects.filter(registration=registration).update(state=WaitingEntry.State.PROMOTED, settled_at=now)
    record("registration.promote", registration, actor=None, changes={"seats": (0, 1)})
    CalendarInvitation.objects.create(attendee=attendee, day=0, sent="x")
    message = OutboxMessage.objects.create(
        message_id=f"<{uuid.uuid4()}@localhost>", template="x", language="fr", purpose="x", to_address="x@example.org",
        subject="x", text="x" * 800, html="x" * 4000, headers={},
    )  # fmt: skip
    OutboxPart.objects.create(message=message, content_type="text/calendar", content=b"x" * 1500, alternative=True)
    for one in (registration, registration.stop):
        content_type = ContentType.objects.get_for_model(one)
        OutboxAbout.objects.create(message=message, content_type=content_type, object_id=one.pk)

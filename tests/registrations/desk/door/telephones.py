"""A telephone at a door: a link, and what it sends and is told."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any

from django.test import Client

from events.models import Session, Stop
from registrations.desk.devices.links import expires_of, token_of
from registrations.models import Attendee, DeskDevice
from tests.registrations.factories import AttendeeFactory, CompanyFactory, PersonFactory, RegistrationFactory

MORNING = datetime.datetime(2031, 6, 18, 5, tzinfo=datetime.UTC)  # seven o'clock at the stop
NOON = "2031-06-18T10:00:00Z"


def telephone(stop: Stop, *, session: Session | None = None, day: datetime.date | None = None) -> DeskDevice:
    """A link for that day of the stop (its first), made at seven in the morning and good until four in the night."""
    on = day or stop.starts_on
    assert on
    return DeskDevice.objects.create(
        stop=stop, session=session, name="Entrée", day=on, created_at=MORNING,
        expires_at=expires_of(on, stop),
    )  # fmt: skip


def somebody(stop: Stop, name: str = "Anna Martin", **values: Any) -> Attendee:
    """Registered at the stop, from a sawmill."""
    company = CompanyFactory(name="Scierie fictive")
    person = PersonFactory(name=name, company=company)
    return AttendeeFactory(registration=RegistrationFactory(stop=stop, company=company), person=person, **values)


def address(device: DeskDevice, name: str = "") -> str:
    """The door's page, or what is asked below it."""
    return f"/desk/{token_of(device)}/{name}"


def fact(kind: str = "in", **values: Any) -> dict[str, Any]:
    """A fact as a telephone notes it."""
    return {"nonce": str(uuid.uuid4()), "kind": kind, "at": NOON, "how": "search", **values}


def send(client: Client, device: DeskDevice, *facts: object, now: str = NOON) -> list[dict[str, Any]]:
    """Send these facts; what is answered about each."""
    body = json.dumps({"device_now": now, "facts": facts})
    answer = client.post(address(device, "facts.json"), body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["facts"]
    return found


def told(client: Client, device: DeskDevice, name: str = "people.json") -> dict[str, Any]:
    """What the telephone is told."""
    answer = client.get(address(device, name))
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found

"""A server killed in a burst of check-ins: whatever it acknowledged is in the database, once."""

from __future__ import annotations

import datetime
import http.client
import json
import os
import signal
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from registrations.models import Attendee, CheckIn, DeskDevice
from tests.events.factories import StopFactory
from tests.racing import PATIENCE
from tests.registrations.desk.door.telephones import address, fact
from tests.registrations.factories import AttendeeFactory, RegistrationFactory
from tests.served import served

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.races,
    pytest.mark.xdist_group("races"),
]
CLIENTS, EACH, ENOUGH = 8, 30, 60
HEADERS = {"Content-Type": "application/json", "Host": "localhost"}


def telephone_until_it_dies(
    port: int, where: str, facts: list[dict[str, Any]], done: list[str], killed: threading.Event
) -> None:
    """Send a fact at a time, keeping the nonces that were acknowledged; ends when the server does.

    The last is kept until then: however late the server is killed, it is in the middle.
    """
    connected = closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE))
    with connected as asking, suppress(OSError, http.client.HTTPException):
        for one in facts:
            if one is facts[-1]:
                assert killed.wait(PATIENCE)
            asking.request("POST", where, json.dumps({"device_now": one["at"], "facts": [one]}), HEADERS)
            answer = asking.getresponse()
            said = json.loads(answer.read())
            done.extend(each["nonce"] for each in said["facts"] if each["done"] in {"noted", "known"})


def test_killing_the_server_in_a_burst_loses_no_acknowledged_check_in(tmp_path: Path) -> None:
    now = timezone.now()
    stop = StopFactory(published=True, starts_on=now.date())
    device = DeskDevice.objects.create(
        stop=stop, name="Entrée", day=now.date(), expires_at=now + datetime.timedelta(days=1)
    )
    registration = RegistrationFactory(stop=stop)
    people = Attendee.objects.bulk_create(
        AttendeeFactory.build(registration=registration, stop=stop, person=registration.contact, email_key="")
        for _number in range(CLIENTS * EACH)
    )
    facts = [fact(person=str(one.public_id), at=now.isoformat()) for one in people]
    walk_ins = [fact("walk_in", name=f"Passante {number}", at=now.isoformat()) for number in range(CLIENTS)]
    done: list[str] = []
    killed = threading.Event()
    with served(tmp_path) as (url, process):
        port = int(url.rpartition(":")[2])
        telephones = [
            threading.Thread(
                target=telephone_until_it_dies,
                args=(port, address(device, "facts.json"), [walk_ins[number], *facts[number::CLIENTS]], done, killed),
            )
            for number in range(CLIENTS)
        ]
        for one in telephones:
            one.start()
        deadline = time.monotonic() + PATIENCE
        while len(done) < ENOUGH and time.monotonic() < deadline:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)  # the whole group: `served` gives the server one of its own
        killed.set()
        for one in telephones:
            one.join()

    kept = [str(nonce) for nonce in CheckIn.objects.values_list("nonce", flat=True)]
    assert ENOUGH <= len(done) < len(people), "killed in the middle"
    assert set(done) <= set(kept)
    assert len(kept) == len(set(kept))
    newcomers = CheckIn.objects.filter(nonce__in=[one["nonce"] for one in walk_ins])
    assert Attendee.objects.exclude(registration=registration).count() == newcomers.count(), "no half of a walk-in"

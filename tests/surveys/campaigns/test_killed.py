"""A server killed in a burst of answers: each answer it acknowledged is in the database, and none is half there."""

from __future__ import annotations

import http.client
import os
import signal
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from surveys.models import Answer, Recipient, Response
from tests.racing import PATIENCE
from tests.served import served
from tests.surveys.campaigns.asked import PAGE_1, PAGE_2, address, ask, open_campaign

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.races,
    pytest.mark.xdist_group("races"),
]
CLIENTS, EACH, ENOUGH = 8, 30, 60
Acknowledged = list[tuple[int, int]]


def answer_until_it_dies(port: int, people: list[Recipient], done: Acknowledged, killed: threading.Event) -> None:
    """Send both pages of each, noting what was acknowledged with a redirect; ends when the server does.

    The last one's are kept until then: however late the server is killed, it is in the middle.
    """
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}
    connected = closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE))
    with connected as asking, suppress(OSError, http.client.HTTPException):
        for recipient in people:
            if recipient is people[-1]:
                assert killed.wait(PATIENCE)
            for page, data in ((1, PAGE_1), (2, PAGE_2)):
                asking.request("POST", address(recipient, page), urlencode(data, doseq=True), headers)
                answer = asking.getresponse()
                answer.read()
                assert answer.status == 302, answer.status
                done.append((recipient.pk, page))


def test_killing_the_server_in_a_burst_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    campaign = open_campaign()
    people = [ask(campaign) for _number in range(CLIENTS * EACH)]
    done: Acknowledged = []
    killed = threading.Event()
    with served(tmp_path) as (url, process):
        port = int(url.rpartition(":")[2])
        clients = [
            threading.Thread(target=answer_until_it_dies, args=(port, people[number::CLIENTS], done, killed))
            for number in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        deadline = time.monotonic() + PATIENCE
        while len(done) < ENOUGH and time.monotonic() < deadline:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)  # the whole group: `served` gives the server one of its own
        killed.set()
        for client in clients:
            client.join()

    assert ENOUGH <= len(done) < 2 * len(people), "killed in the middle"
    assert lost(done) == []
    assert half_saved() == []


def lost(done: Acknowledged) -> list[tuple[int, int]]:
    """What was acknowledged and is not there."""
    pages = dict(Response.objects.values_list("recipient_id", "page"))
    submitted = set(Response.objects.filter(submitted_at__isnull=False).values_list("recipient_id", flat=True))
    return [(pk, page) for pk, page in done if pages.get(pk, 0) < page or (page == 2 and pk not in submitted)]


def half_saved() -> list[int]:
    """Responses that lack a row of a page they have: two rows on the first, three on the second."""
    found: dict[int, int] = dict.fromkeys(Response.objects.values_list("pk", flat=True), 0)
    for response in Answer.objects.values_list("response_id", flat=True):
        found[response] += 1
    pages = dict(Response.objects.values_list("pk", "page"))
    return [pk for pk, rows in found.items() if rows != {0: 0, 1: 2, 2: 5}[pages[pk]]]

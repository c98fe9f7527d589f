"""A server killed in a burst of answers: each answer it acknowledged is in the database, and none is half there."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection

from surveys.models import Answer, Recipient, Response
from tests.surveys.campaigns.asked import PAGE_1, PAGE_2, address, ask, open_campaign
from tests.tournee.mail.mail_server import free_port
from tournee.jobs.serving import web_command

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.races,
    pytest.mark.xdist_group("races"),
]
CLIENTS, EACH, ENOUGH = 8, 30, 60
Acknowledged = list[tuple[int, int]]


def database_url() -> str:
    """The address of the tests' own database, for another process."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    password = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
    return f"postgres://{known['USER']}{password}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


@contextmanager
def server() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The web server as it is run, in a group of its own so that it can be killed whole."""
    port = free_port()
    known = {
        "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": database_url(), "DEMO": "1",
        "SECRET_KEY": settings.SECRET_KEY, "LOG_LEVEL": "CRITICAL",
    }  # fmt: skip
    process = subprocess.Popen(
        web_command(host="127.0.0.1", port=port, workers=2),
        cwd=settings.BASE_DIR, env={**os.environ, **known}, start_new_session=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port)
        yield port, process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 12
    while time.monotonic() < deadline:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as asking:
                asking.request("GET", "/healthz", headers={"Host": "localhost"})
                if asking.getresponse().status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not start.")


def answer_until_it_dies(port: int, people: list[Recipient], done: Acknowledged) -> None:
    """Send both pages of each, noting what was acknowledged with a redirect; ends when the server does."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}
    connected = closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5))
    with connected as asking, suppress(OSError, http.client.HTTPException):
        for recipient in people:
            for page, data in ((1, PAGE_1), (2, PAGE_2)):
                asking.request("POST", address(recipient, page), urlencode(data, doseq=True), headers)
                answer = asking.getresponse()
                answer.read()
                assert answer.status == 302, answer.status
                done.append((recipient.pk, page))


def test_killing_the_server_in_a_burst_loses_no_acknowledged_answer() -> None:
    campaign = open_campaign()
    people = [ask(campaign) for _number in range(CLIENTS * EACH)]
    done: Acknowledged = []
    with server() as (port, process):
        clients = [
            threading.Thread(target=answer_until_it_dies, args=(port, people[number::CLIENTS], done))
            for number in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        deadline = time.monotonic() + 10
        while len(done) < ENOUGH and time.monotonic() < deadline:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
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

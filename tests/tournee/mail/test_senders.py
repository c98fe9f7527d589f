"""Senders of flesh and blood: several at once, and one that is killed while the server has a message in hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tests.harness.databases import fresh_sqlite
from tests.racing import PATIENCE
from tests.tournee.mail.mail_server import OK, MailServer

pytestmark = [pytest.mark.races, pytest.mark.xdist_group("races")]
TEMPLATES = Path(__file__).parent / "templates"
WRITE = """
from tournee.mail.operations import queue_message
for to, bulk in (("first@example.org", {bulk}), ("second@example.org", {bulk})):
    queue_message("tests/greeting", to=to, language="fr", context={{"place": "Albert"}}, purpose="x", bulk=bulk)
"""
SEND = "from tournee.mail.sending import send_due; send_due()"
READY = "print('ready', flush=True); input()\n"
RECOVER = """
import datetime
from tournee.mail.sending import recover_uncertain
recover_uncertain(older_than=datetime.timedelta(0))
"""
WRITE_MANY = """
from django.db import transaction
from tournee.mail.operations import queue_message
with transaction.atomic():
    for number in range(120):
        queue_message(
            "tests/greeting", to=f"p{number}@example.org", language="fr", context={}, purpose="x", bulk=True
        )
"""
READ = """
import json
from tournee.mail.models import OutboxMessage
rows = OutboxMessage.objects.order_by("pk").values_list("message_id", "state", "uncertain_at")
print(json.dumps([[id, state, uncertain is not None] for id, state, uncertain in rows]))
"""
SETUP = f"""
import django
django.setup()
from django.conf import settings
settings.TEMPLATES[0]["DIRS"].append({str(TEMPLATES)!r})
"""


@pytest.fixture
def environment(tmp_path: Path, transactional_db: None, mail_server: MailServer) -> dict[str, str]:
    """What a process needs to use a database file of its own, or the PostgreSQL database the tests run on."""
    if connection.vendor == "postgresql":
        place = connection.settings_dict
        access = f"{quote(place['USER'])}:{quote(place['PASSWORD'])}@{quote(place['HOST'], safe='')}:{place['PORT']}"
        url = f"postgres://{access}/{place['NAME']}"
    else:
        url = fresh_sqlite(tmp_path / "crash.sqlite3")
    known = {
        "DATABASE_URL": url,
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tournee.settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
        "VAR_DIR": str(tmp_path),
    }
    return {**os.environ, **known}


def python(code: str, environment: dict[str, str]) -> str:
    """What a process running `code` on the product prints."""
    done = subprocess.run(
        [sys.executable, "-c", SETUP + code],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def kill_a_sender_in_hand(environment: dict[str, str], mail_server: MailServer) -> None:
    """Start a sender, and kill it while the server has the first message and has not answered yet."""
    in_hand, killed = threading.Event(), threading.Event()

    def hold(_address: str, _times: int) -> str:
        in_hand.set()
        killed.wait(PATIENCE)
        return OK

    mail_server.on_data = hold
    sender = subprocess.Popen([sys.executable, "-c", SETUP + SEND], cwd=settings.BASE_DIR, env=environment)
    assert in_hand.wait(PATIENCE)
    sender.kill()
    sender.wait()
    killed.set()
    mail_server.on_data = lambda _address, _times: OK


def test_a_personal_message_in_hand_is_sent_again_under_the_same_id(
    environment: dict[str, str], mail_server: MailServer
) -> None:
    python(WRITE.format(bulk=False), environment)
    kill_a_sender_in_hand(environment, mail_server)
    python(RECOVER + SEND, environment)
    rows = json.loads(python(READ, environment))
    first, second = rows[0][0], rows[1][0]
    assert rows == [[first, "accepted", True], [second, "accepted", False]]
    assert sorted(set(mail_server.ids)) == sorted([first, second])
    assert mail_server.ids.count(second) == 1


def test_one_of_many_in_hand_is_held_and_the_next_is_sent(environment: dict[str, str], mail_server: MailServer) -> None:
    python(WRITE.format(bulk=True), environment)
    kill_a_sender_in_hand(environment, mail_server)
    python(RECOVER + SEND, environment)
    rows = json.loads(python(READ, environment))
    assert [row[1:] for row in rows] == [["held", True], ["accepted", False]]
    assert mail_server.asked["first@example.org"] == 1


def test_two_senders_at_once_send_each_message_once(environment: dict[str, str], mail_server: MailServer) -> None:
    python(WRITE_MANY, environment)
    meeting, met = threading.Barrier(2), threading.Event()

    def meet(_address: str, _times: int) -> str:
        if not met.is_set():
            meeting.wait(PATIENCE)  # the first message of each, for one waits for its answer before it sends the next
            met.set()
        return OK

    mail_server.on_data = meet
    senders = [
        subprocess.Popen(
            [sys.executable, "-c", SETUP + READY + SEND], cwd=settings.BASE_DIR, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _sender in range(2)
    ]  # fmt: skip
    for sender in senders:
        assert sender.stdout
        assert sender.stdout.readline() == b"ready\n"
    for sender in senders:
        assert sender.stdin
        sender.stdin.write(b"go\n")
        sender.stdin.flush()
    for sender in senders:
        sender.communicate(timeout=PATIENCE)
    assert [sender.returncode for sender in senders] == [0, 0]
    assert len(mail_server.ids) == len(set(mail_server.ids)) == 120
    assert {row[1] for row in json.loads(python(READ, environment))} == {"accepted"}


def test_a_worker_sends_what_another_process_wrote_and_stops_when_asked(
    environment: dict[str, str], mail_server: MailServer
) -> None:
    worker = subprocess.Popen([sys.executable, "-m", "django", "worker"], cwd=settings.BASE_DIR, env=environment)
    try:
        python(WRITE.format(bulk=False), environment)
        deadline = time.monotonic() + PATIENCE
        while len(mail_server.ids) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        worker.terminate()
    assert worker.wait(PATIENCE) == 0
    assert python("from tournee.models import WorkerRecord; print(WorkerRecord.objects.count())", environment) == "0\n"

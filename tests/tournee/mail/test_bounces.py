"""Bounces and complaints that a provider reports."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from tests.tournee.mail.conftest import Write
from tournee.mail.models import BouncedAddress, OutboxMessage, State

SECRET = "a-long-secret"


@pytest.fixture(autouse=True)
def _secret(settings: Settings) -> None:
    settings.MAIL_WEBHOOK_SECRET = SECRET


def report(body: Any, *, secret: str = SECRET) -> HttpResponse:
    """What the webhook answers to `body`."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    client = Client(enforce_csrf_checks=True)
    answer: HttpResponse = client.post(f"/mail/bounces/{secret}/", content, content_type="application/json")
    return answer


def test_a_bounce_marks_the_message_and_the_address_once(write: Write) -> None:
    message = write()
    OutboxMessage.objects.update(state=State.ACCEPTED)
    event = {
        "type": "bounce",
        "address": "Camille@example.org",
        "message_id": message.message_id.strip("<>"),
        "reason": "5.1.1 Unknown",
    }
    for _time in range(2):
        assert report({"events": [event]}).status_code == 200
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.BOUNCED, "5.1.1 Unknown")
    assert BouncedAddress.objects.get().source == "webhook"


def test_a_bounce_of_another_address_leaves_the_message(write: Write) -> None:
    message = write()
    OutboxMessage.objects.update(state=State.ACCEPTED)
    report({"type": "bounce", "address": "other@example.org", "message_id": message.message_id})
    message.refresh_from_db()
    assert message.state == State.ACCEPTED


def test_a_complaint_spares_the_address_and_not_the_message(write: Write) -> None:
    message = write()
    OutboxMessage.objects.update(state=State.ACCEPTED)
    report({"type": "complaint", "address": "camille@example.org", "message_id": message.message_id})
    message.refresh_from_db()
    assert message.state == State.ACCEPTED
    assert BouncedAddress.objects.get().source == "complaint"


def test_a_temporary_bounce_is_passed_over(db: None) -> None:
    assert report({"type": "bounce", "address": "camille@example.org", "permanent": False}).status_code == 200
    assert not BouncedAddress.objects.exists()


@pytest.mark.parametrize("secret", ["wrong", "a-long-secre", "é"])
def test_without_the_secret_there_is_nothing(db: None, secret: str) -> None:
    assert report({"type": "bounce", "address": "camille@example.org"}, secret=secret).status_code == 404
    assert not BouncedAddress.objects.exists()


def test_without_a_secret_set_there_is_no_webhook(db: None, settings: Settings) -> None:
    settings.MAIL_WEBHOOK_SECRET = ""
    assert report({}, secret="x").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        [],
        {},
        {"events": "all"},
        {"events": [{}] * 1001},
        {"events": [None]},
        {"type": "delivered", "address": "camille@example.org"},
        {"type": "bounce", "address": "camille"},
        {"type": "bounce", "address": ["camille@example.org"]},
        {"type": ["bounce"], "address": "camille@example.org"},
        {"type": "bounce", "address": "camille@example.org", "message_id": 7},
        {"events": [{"type": "bounce", "address": "camille@example.org"}, {"type": "bounce"}]},
        {"type": "bounce", "address": "camille\x00@example.org"},
        {"type": "bounce", "address": "camille@\ud800example.org"},
        {"type": "bounce", "address": f"camille@{'e' * 60}.{'e' * 60}.{'e' * 60}.{'e' * 60}.org"},
    ],
)
def test_what_is_no_report_is_refused_whole(db: None, body: Any) -> None:
    answer = report(body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert not BouncedAddress.objects.exists()


def test_a_provider_s_odd_words_are_kept_as_far_as_a_database_takes_them(write: Write) -> None:
    write()
    odd = {"message_id": "\x00" + "x" * 5000, "reason": "550\x00 5.1.1 \ud800" + "x" * 5000}
    assert report({"type": "bounce", "address": "camille@example.org", **odd}).status_code == 200
    reason = BouncedAddress.objects.get().reason
    assert reason.startswith("550 5.1.1 ?x")
    assert len(reason) == 1000

"""Templates of the tests' own, and a mail server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.tournee.mail.mail_server import MailServer
from tournee.mail.models import OutboxMessage
from tournee.mail.operations import queue_message

TEMPLATES = Path(__file__).parent / "templates"
Write = Callable[..., OutboxMessage]


@pytest.fixture(autouse=True)
def _own_templates(settings: Settings) -> None:
    """The templates under tests/greeting."""
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], TEMPLATES]}]


@pytest.fixture
def write(db: None) -> Write:
    """Queue a greeting; anything may be said otherwise."""

    def write(to: Any = "camille@example.org", **wishes: Any) -> OutboxMessage:
        context = {"place": wishes.pop("place", "Albert"), "details": ""}
        plain = {"language": "fr", "purpose": "Greeting", "context": context}
        return queue_message("tests/greeting", to=to, **{**plain, **wishes})

    return write


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A running SMTP server, which the settings name."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "tournee.mail.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.EMAIL_TIMEOUT = 5
    yield server
    server.stop()

"""A real SMTP server on the loopback, whose answers a test chooses."""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.served import free_port

OK = "250 Message taken"


class MailServer(Controller):
    """Counts connections, keeps what it accepted, and answers as `on_recipient` and `on_data` say.

    Both are called with the recipient's address and the number of times it was asked (from 1), and return an SMTP
    answer; "cut" closes the connection without one. `on_data` may take its time: others are served meanwhile.
    """

    def __init__(self) -> None:
        self.connections = 0
        self.accepted: list[EmailMessage] = []
        self.senders: list[str] = []
        self.asked: dict[str, int] = {}
        self.on_recipient: Callable[[str, int], str] = lambda _address, _times: OK
        self.on_data: Callable[[str, int], str] = lambda _address, _times: OK
        super().__init__(self, hostname="127.0.0.1", port=free_port())

    def start(self) -> None:
        super().start()
        self.connections = 0  # the controller connects once itself, to see that it serves

    def factory(self) -> SMTP:
        self.connections += 1
        return SMTP(self, hostname="mail.test")

    async def handle_RCPT(  # noqa: N802 (aiosmtpd calls it so)
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        self.asked[address] = self.asked.get(address, 0) + 1
        answer = self.on_recipient(address, self.asked[address])
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return self._say(answer, server)

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        answer = await asyncio.to_thread(self.on_data, address, self.asked[address])
        if answer == OK:
            message = email.message_from_bytes(cast("bytes", envelope.content), policy=email.policy.default)
            self.accepted.append(cast("EmailMessage", message))
            self.senders.append(envelope.mail_from or "")
        return self._say(answer, server)

    def _say(self, answer: str, server: SMTP) -> str:
        if answer == "cut":
            assert server.transport is not None
            server.transport.abort()
        return answer

    @property
    def ids(self) -> list[str]:
        """The Message-IDs accepted, in order."""
        return [str(message["Message-ID"]) for message in self.accepted]

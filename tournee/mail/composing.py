"""From a row of the outbox to the e-mail a server is handed: the same bytes each time it is tried."""

from __future__ import annotations

from email.utils import format_datetime, formataddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.functional import cached_property

from tournee.mail.addresses import sender_named
from tournee.mail.models import OutboxMessage
from tournee.mail.pictures import QR_CODE, drawn


class _Written(EmailMultiAlternatives):
    """An e-mail whose form on the wire is made once, whoever looks at it first."""

    @cached_property
    def _as_sent(self) -> Any:
        return super().message()

    def message(self, **_options: Any) -> Any:
        return self._as_sent


def compose(message: OutboxMessage) -> EmailMultiAlternatives:
    """The e-mail of `message`: text first, HTML and other forms beside it, pictures and files attached.

    The sender's name is the message's, the address is the installation's (so that SPF and DKIM hold); replies go where
    the message says. Raises ValueError when a header cannot be written.
    """
    sender = sender_named(message.sender_name)
    email = _Written(
        subject=message.subject,
        body=message.text,
        from_email=settings.MAIL_RETURN_PATH or sender.address,
        to=[formataddr((message.to_name, message.to_address))],
        reply_to=[message.reply_to] if message.reply_to else [],
        headers={
            "From": formataddr((sender.name, sender.address)),
            "Message-ID": message.message_id,
            "Date": format_datetime(message.written_at),
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
            **message.headers,
        },
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    for part in message.parts.all():
        content = bytes(part.content)
        if part.alternative:
            email.attach_alternative(content.decode("utf-8"), part.content_type)
        elif part.content_type == QR_CODE:
            email.attach(drawn(content.decode("utf-8"), part.filename))
        else:
            email.attach(part.filename or None, content, part.content_type)
    return email

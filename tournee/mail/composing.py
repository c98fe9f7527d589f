"""From a row of the outbox to the e-mail a server is handed: the same bytes each time it is tried."""

from __future__ import annotations

from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from tournee.mail.models import OutboxMessage


def compose(message: OutboxMessage) -> EmailMultiAlternatives:
    """The e-mail of `message`: text first, HTML and other forms beside it, files attached.

    The sender's name is the message's, the address is the installation's (so that SPF and DKIM hold); replies go where
    the message says. Raises ValueError when a header cannot be written.
    """
    default_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    sender = formataddr((message.sender_name or default_name or settings.SITE_NAME, address))
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=settings.MAIL_RETURN_PATH or address,
        to=[formataddr((message.to_name, message.to_address))],
        reply_to=[message.reply_to] if message.reply_to else [],
        headers={
            "From": sender,
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
        else:
            email.attach(part.filename or None, content, part.content_type)
    return email

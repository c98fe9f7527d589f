"""What comes back after a server accepted a message: reports of a mail provider.

Every provider has a format of its own; a relay of a few lines brings it to ours, POSTed to `/mail/bounces/<secret>/`:

    {"events": [{"type": "bounce", "address": "camille@example.org", "message_id": "<…>", "permanent": true,
                 "reason": "550 5.1.1 No such user"}]}

    the provider's                                  ours
    permanent failure (hard bounce, blocked)        "type": "bounce"
    temporary failure (soft bounce, delay)          "permanent": false, or left out altogether
    spam report, feedback loop                      "type": "complaint"
    the Message-ID header of what we sent           "message_id" (never the provider's own number)
    its words                                       "reason"
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal, cast, get_args

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tournee.mail.addresses import MailError, normal_address
from tournee.mail.models import BouncedAddress, OutboxMessage, State

Kind = Literal["bounce", "complaint"]
MOST_AT_ONCE = 1000
LONGEST_ADDRESS = 254  # as the models hold it, and SMTP takes it (RFC 5321, 4.5.3.1.3)


@dataclass(frozen=True, slots=True)
class Report:
    """One report: `address` took no mail (`bounce`) or called ours unwanted (`complaint`); the message if known."""

    kind: Kind
    address: str
    message_id: str = ""
    reason: str = ""


def report_bounce(report: Report, *, source: BouncedAddress.Source = BouncedAddress.Source.WEBHOOK) -> None:
    """Note a permanent failure; the same report twice changes nothing more."""
    if report.kind == "complaint":
        source = BouncedAddress.Source.COMPLAINT
    address = normal_address(report.address)
    with transaction.atomic():
        BouncedAddress.objects.get_or_create(
            address=address, defaults={"source": source, "reason": report.reason[:1000]}
        )
        if report.message_id and report.kind == "bounce":
            OutboxMessage.objects.filter(
                message_id=report.message_id, to_address__iexact=address, state__in=[State.ACCEPTED, State.HELD]
            ).update(state=State.BOUNCED, last_error=report.reason[:1000])


def webhook_secret() -> str:
    """The secret in the webhook's address (`MAIL_WEBHOOK_SECRET`); "" where there is no webhook."""
    secret: str = settings.MAIL_WEBHOOK_SECRET
    return secret


def read_reports(body: bytes) -> list[Report]:
    """The reports in a webhook's JSON body: one object, or a list of at most 1,000 under "events".

    Each has "type" ("bounce" or "complaint") and "address", and may have "message_id", "reason" and "permanent" (false:
    the provider tries again, so it is passed over). Raises `MailError` (`bad_report`) if any of it is not so.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _bad(_("The body is not JSON.")) from error
    events = data.get("events", [data]) if isinstance(data, dict) else None
    if not isinstance(events, list) or len(events) > MOST_AT_ONCE:
        raise _bad(_("Send one object, or at most 1,000 in a list under “events”."))
    return [_report(event) for event in events if not (isinstance(event, dict) and event.get("permanent") is False)]


def _report(event: object) -> Report:
    """One report of the body, or a refusal."""
    if not isinstance(event, dict) or event.get("type") not in get_args(Kind):
        raise _bad(_("The “type” of a report is “bounce” or “complaint”."))
    texts = {name: event.get(name) or "" for name in ("address", "message_id", "reason")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise _bad(_("“address”, “message_id” and “reason” are texts."))
    address = texts["address"].strip()
    try:
        validate_email(address)
        address.encode()
    except (ValidationError, UnicodeEncodeError) as error:
        raise _bad(_("The “address” of a report is one e-mail address.")) from error
    if len(normal_address(address)) > LONGEST_ADDRESS:
        raise _bad(_("The “address” of a report is one e-mail address."))
    message_id = _storable(texts["message_id"]).strip()
    if message_id and not message_id.startswith("<"):
        message_id = f"<{message_id}>"  # several providers leave the brackets out
    return Report(cast("Kind", event["type"]), address, message_id, _storable(texts["reason"]))


def _storable(text: str) -> str:
    """`text` without what no database takes: the character of value 0 and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _bad(sentence: object) -> MailError:
    return MailError(str(sentence), code="bad_report")

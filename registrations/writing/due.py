"""Work that is due: rules whose moment has come send once a stop, to those who come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Stop
from registrations.models import Message, MessageSent, Registration
from registrations.writing.audience import readers_of
from registrations.writing.moments import LATE, moment_at, stops_of
from registrations.writing.operations import send_to


def send_due_messages() -> str | None:
    """Send what is due by now; run twice, it sends once."""
    now = timezone.now()
    sent = sum(send_to_stop(message, stop, now) for message, stop in list(_due(now)))
    return _("Messages by rule: %(count)s written.") % {"count": sent} if sent else None


def _in_use() -> QuerySet[Message]:
    """The rules of tours that are still worked on."""
    rules = Message.objects.filter(active=True, days__isnull=False).exclude(tour__state="archived")
    return rules.select_related("tour").order_by("pk")


def _due(now: datetime.datetime) -> Iterator[tuple[Message, Stop]]:
    """The rules and the stops there is something to do for; nothing is written."""
    for message in _in_use().prefetch_related("sendings"):
        done = {one.stop_id: one for one in message.sendings.all()}
        for stop in stops_of(message):
            moment = moment_at(message, stop)
            unused = stop.pk in done and not done[stop.pk].recipients
            if moment is not None and (unused if moment > now else stop.pk not in done):
                yield message, stop


@transaction.atomic
def send_to_stop(message: Message, stop: Stop, now: datetime.datetime) -> int:
    """Send one rule for one stop; how many. Who came too late for it, or another worker did it, sends nothing.

    Rule and stop are read again, the rule held: it may rest, say something else or be gone by now, and the stop be
    cancelled. A stop that moved to a later day is written to on its new day, where its moment had passed unused.
    """
    rule = _in_use().select_for_update(of=("self",)).filter(pk=message.pk).first()
    at = stops_of(rule).filter(pk=stop.pk).first() if rule else None
    moment = moment_at(rule, at) if rule and at else None
    if rule is None or at is None or moment is None:
        return 0
    done = MessageSent.objects.filter(message=rule, stop=at)
    if moment > now:
        done.filter(recipients=0).delete()
        return 0
    if done.exists():
        return 0
    readers = readers_of(rule.audience, Registration.objects.filter(stop=at)).found if now - moment <= LATE else []
    if readers:
        return send_to(rule, readers)
    MessageSent.objects.create(message=rule, stop=at, recipients=0)
    return 0

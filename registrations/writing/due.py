"""Work that is due: rules whose moment has come send once a stop, to those who come."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
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
    sent = sum(_send(message, stop, now) for message, stop in _due(now))
    return _("Messages by rule: %(count)s written.") % {"count": sent} if sent else None


def _due(now: datetime.datetime) -> list[tuple[Message, Stop]]:
    """The rules and the stops whose moment has come, of tours that are still worked on.

    A stop that moved to a later day is written to on its new day, where its moment had passed unused.
    """
    rules = Message.objects.filter(active=True, days__isnull=False).select_related("tour").order_by("pk")
    due = []
    for message in rules.exclude(tour__state="archived"):
        done = {one.stop_id: one for one in message.sendings.all()}
        for stop in stops_of(message):
            moment = moment_at(message, stop)
            unused = stop.pk in done and not done[stop.pk].recipients
            if moment is None:
                continue
            if moment > now and unused:
                done[stop.pk].delete()
            elif moment <= now and stop.pk not in done:
                due.append((message, stop))
    return due


def _send(message: Message, stop: Stop, now: datetime.datetime) -> int:
    """Send one rule for one stop; how many. Who came too late for it, or another worker did it, sends nothing."""
    moment = moment_at(message, stop)
    too_late = moment is None or now - moment > LATE
    with transaction.atomic():
        registrations = Registration.objects.filter(stop=stop)
        readers = [] if too_late else readers_of(message.audience, registrations).found
        try:
            with transaction.atomic():
                if readers:
                    return send_to(message, readers)
                MessageSent.objects.create(message=message, stop=stop, recipients=0)
        except IntegrityError:  # another worker
            return 0
    return 0

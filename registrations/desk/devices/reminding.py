"""The day before, whoever made a link hears of the telephones that are not ready without a network."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.calendars.links import absolute
from events.models import Stop, Tour
from events.team.rules import edits_tour
from registrations.desk.rules import runs_door
from registrations.models import DeskDevice
from tournee.accounts.models import User
from tournee.mail.operations import queue_message

HOUR = 14  # o'clock where the stop is: early enough to reach whoever has the telephone


def remind() -> str | None:
    """Write the reminders that are due; a sentence that says how many, or None."""
    now = timezone.now()
    tomorrow = now.date() + datetime.timedelta(days=1)
    days = (tomorrow - datetime.timedelta(days=1), tomorrow, tomorrow + datetime.timedelta(days=1))  # in some zone
    due = DeskDevice.objects.filter(day__in=days, revoked_at=None, readied_at=None, reminded_at=None)
    due = due.exclude(stop__tour__state=Tour.State.ARCHIVED).exclude(
        stop__state__in=[Stop.State.CANCELLED, Stop.State.POSTPONED]
    )
    ids = [one.pk for one in due.select_related("stop") if _is_the_day_before(one, now)]
    written = _write_all(ids, now) if ids else 0
    if not written:
        return None
    said = ngettext("%(count)s reminder of telephones written.", "%(count)s reminders of telephones written.", written)
    return said % {"count": written}


def _is_the_day_before(device: DeskDevice, now: datetime.datetime) -> bool:
    local = now.astimezone(device.stop.zone)
    return local.hour >= HOUR and local.date() == device.day - datetime.timedelta(days=1)


@transaction.atomic
def _write_all(ids: list[int], now: datetime.datetime) -> int:
    """One message to each person for each stop; a link is told of once."""
    devices = DeskDevice.objects.select_for_update(of=("self",)).filter(pk__in=ids, reminded_at=None)
    found = devices.select_related("stop__tour", "stop__lead", "created_by").order_by("stop", "name", "pk")
    written = 0
    for _stop, telephones in groupby(found, key=lambda one: one.stop_id):
        told: dict[User, list[DeskDevice]] = {}
        for one in telephones:
            if user := _answers_for(one):
                told.setdefault(user, []).append(one)
        for user, theirs in told.items():
            _write(user, theirs)
        written += len(told)
    DeskDevice.objects.filter(pk__in=ids).update(reminded_at=now)
    return written


def _answers_for(device: DeskDevice) -> User | None:
    """Whoever made the link, while they still run the door; else who looks after the stop."""
    maker, lead = device.created_by, device.stop.lead
    if maker and maker.is_active and runs_door.test(maker, device.stop):
        return maker
    return lead if lead and lead.is_active and edits_tour.test(lead, device.stop) else None


def _write(user: User, telephones: Sequence[DeskDevice]) -> None:
    names = [one.name for one in telephones]
    stop = telephones[0].stop
    with translation.override(user.language):
        queue_message(
            "registrations/desk/devices/mail/not_ready",
            to=user,
            language=user.language,
            context={
                "stop": stop,
                "names": names,
                "count": len(names),
                "url": absolute(reverse("desk_devices", args=[stop.tour.slug, stop.slug])),
            },
            purpose=_("Telephones that are not ready"),
            reply_to=stop.tour.contact_email,
            sender_name=stop.tour.contact_name,
            about=[stop],
        )

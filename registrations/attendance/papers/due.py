"""The evening before each day of a stop, its case is made and sent to those who look after it: once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from events.models import Stop, Tour
from registrations.attendance.papers.files import CASE, Paper
from registrations.attendance.queries import people_with_a_seat
from registrations.models import CaseSent
from tournee.mail.addresses import Recipient
from tournee.mail.operations import Part, queue_message

EVENING = datetime.time(18)
_UNTIL = datetime.time(10)  # of the day itself: what was not sent in the evening still helps in the morning
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who receives it, and in which language."""

    recipient: Recipient
    language: str


def send_due_cases(now: datetime.datetime | None = None) -> str | None:
    """Send each case that is due at `now`; says how many, or None. A stop that nobody looks after has none."""
    now = now or timezone.now()
    sent = sum(_send(stop, day) for stop in _near(now) if (day := _due_day(stop, now)) is not None)
    if not sent:
        return None
    return ngettext("%(count)s stop’s case sent", "%(count)s stops’ cases sent", sent) % {"count": sent}


def _near(now: datetime.datetime) -> list[Stop]:
    """Public stops with a day around that moment, whatever their zone."""
    today = now.date()
    stops = Stop.objects.annotate(last_day=Coalesce("ends_on", F("starts_on"))).filter(
        Q(starts_on__lte=today + 2 * _DAY, last_day__gte=today - _DAY), state=Stop.State.PUBLISHED
    )
    found = stops.exclude(tour__state=Tour.State.ARCHIVED).select_related("tour", "contact__organisation", "lead")
    return list(found.order_by("pk"))


def _due_day(stop: Stop, now: datetime.datetime) -> datetime.date | None:
    """The day of the stop whose case is due by its own clock and was not sent."""
    local = now.astimezone(stop.zone)
    if local.time() >= EVENING:
        day = local.date() + _DAY
    elif local.time() < _UNTIL:
        day = local.date()
    else:
        return None
    if stop.starts_on is None or not stop.starts_on <= day <= (stop.ends_on or stop.starts_on):
        return None
    return None if CaseSent.objects.filter(stop=stop, day=day).exists() else day


def _send(stop: Stop, day: datetime.date) -> bool:
    """Make the case in each reader’s language, and write to them. False where nobody reads it or another was first."""
    readers = _readers(stop)
    if not readers:
        return False
    papers = {language: Paper(stop, CASE, "pdf", language) for language in {one.language for one in readers}}
    files = {language: Part("application/pdf", one.content(), one.name) for language, one in papers.items()}
    expected = people_with_a_seat(stop).count()
    with transaction.atomic():
        _case, made = CaseSent.objects.get_or_create(stop=stop, day=day)
        if made:
            for reader in readers:
                _write(stop, day, reader, files[reader.language], expected)
    return made


def _readers(stop: Stop) -> list[_Reader]:
    """The stop's contact and who in the team looks after it, each address once."""
    found: dict[str, _Reader] = {}
    if stop.contact is not None and stop.contact.email:
        contact = stop.contact
        found[contact.email.casefold()] = _Reader(Recipient(contact.email, contact.name), contact.language)
    if stop.lead is not None and stop.lead.is_active:
        lead = stop.lead
        found.setdefault(lead.email.casefold(), _Reader(Recipient(lead.email, lead.name), lead.language))
    return list(found.values())


def _write(stop: Stop, day: datetime.date, reader: _Reader, file: Part, expected: int) -> None:
    with override(reader.language):
        address = settings.SITE_URL + reverse("stop_papers", args=[stop.tour.slug, stop.slug])
    queue_message(
        "registrations/attendance/papers/mail/case",
        to=reader.recipient,
        language=reader.language,
        context={"stop": stop, "day": day, "expected": expected, "url": address},
        purpose=_("The stop’s case"),
        reply_to=stop.tour.contact_email,
        sender_name=stop.tour.contact_name,
        confidential=True,
        about=[stop],
        attachments=[file],
    )

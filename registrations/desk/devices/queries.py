"""The links made for a stop's telephones, and how each of them is doing."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.catalogue.words import Word
from events.models import Stop
from events.planning.queries import stop_at
from registrations.desk.devices.links import REVOKED, why_ended
from registrations.models import DeskDevice
from tournee.texts.typography import format_date, format_number, format_time


@dataclass(frozen=True, slots=True)
class Telephone:
    """One link, in words."""

    device: DeskDevice
    now: datetime.datetime

    @property
    def name(self) -> str:
        """What it is called; its name is forgotten a year after the day."""
        return self.device.name or _("a telephone")

    @property
    def ended(self) -> str:
        """Why it opens nothing any more, or ""."""
        return why_ended(self.device, self.now)

    @property
    def ready(self) -> Word:
        """Whether it can go on without a network."""
        if self.ended:
            return Word(pgettext("link", "withdrawn") if self.ended == REVOKED else pgettext("link", "over"), "off")
        if self.device.readied_at is None:
            return Word(_("not ready without network") if self.device.seen_at else _("not opened yet"), "warn")
        return Word(_("ready without network"), "ok")

    @property
    def saved(self) -> str:
        """How many names it keeps, since when."""
        if self.ended or self.device.readied_at is None:
            return ""
        people = self.device.readied_people or 0
        said = ngettext("%(count)s person, saved %(when)s", "%(count)s people, saved %(when)s", people)
        return said % {"count": format_number(people), "when": self._moment(self.device.readied_at)}

    @property
    def seen(self) -> str:
        """When it was last there."""
        return self._moment(self.device.seen_at) if self.device.seen_at else ""

    @property
    def ends(self) -> str:
        """When it ends."""
        return self._dated(self.device.expires_at)

    def _moment(self, at: datetime.datetime) -> str:
        zone = self.device.stop.zone
        if at.astimezone(zone).date() == self.now.astimezone(zone).date():
            return format_time(at, zone=zone)
        return self._dated(at)

    def _dated(self, at: datetime.datetime) -> str:
        zone = self.device.stop.zone
        return f"{format_date(at, weekday=False, year=False, zone=zone)}, {format_time(at, zone=zone)}"


def telephones_of(stop: Stop) -> list[Telephone]:
    """The links of the stop: those that open the door first, in order of day and name. One query."""
    now = timezone.now()
    devices = DeskDevice.objects.filter(stop=stop).select_related("session", "created_by")
    found = []
    for device in devices:
        device.stop = stop
        found.append(Telephone(device, now))
    return sorted(found, key=lambda one: bool(one.ended))


def device_at(tour: str, stop: str, device: uuid.UUID) -> DeskDevice:
    """The link at that address, with its stop. Raises Http404."""
    at = stop_at(tour, stop)
    found = DeskDevice.objects.filter(stop=at, public_id=device).select_related("session", "created_by").first()
    if found is None:
        raise Http404
    found.stop = at
    if found.session:
        found.session.stop = at
    return found


def days_of(stop: Stop) -> list[datetime.date]:
    """The days of the stop that are not over, by its clock."""
    if stop.starts_on is None:
        return []
    today = timezone.now().astimezone(stop.zone).date()
    count = ((stop.ends_on or stop.starts_on) - stop.starts_on).days + 1
    days = (stop.starts_on + datetime.timedelta(days=number) for number in range(count))
    return [day for day in days if day >= today]

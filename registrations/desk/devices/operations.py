"""Links for telephones at the door are made, sent and withdrawn; what a telephone says of itself is kept."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop
from registrations.desk.devices.links import door_address, expires_of, why_ended
from registrations.desk.operations import DeskError, closed_in_words, is_closed
from registrations.models import DeskDevice
from tournee.accounts.models import User
from tournee.history.operations import record
from tournee.mail.operations import queue_message

_SEEN_EVERY = datetime.timedelta(minutes=1)


def make_link(
    stop: Stop, *, name: str, day: datetime.date, session: Session | None = None, actor: User | None
) -> DeskDevice:
    """A link to the door of one day of the stop, or of one of its sessions, for a telephone called `name`.

    Raises DeskError for a stop that is over or archived, for a day that is not the stop's, and for a session of
    another day or stop.
    """
    _require_day(stop, day, session)
    with transaction.atomic():
        device = DeskDevice.objects.create(
            stop=stop, session=session, name=name.strip(), day=day, expires_at=expires_of(day, stop), created_by=actor
        )
        record("desk.link", device, actor=actor)
    return device


def _require_day(stop: Stop, day: datetime.date, session: Session | None) -> None:
    if is_closed(stop):
        raise DeskError(closed_in_words(), code="tour_archived")
    if stop.starts_on is None or not stop.starts_on <= day <= (stop.ends_on or stop.starts_on):
        raise DeskError(_("Choose a day of the stop."), code="another_day", field="day")
    if timezone.now().astimezone(stop.zone).date() > day:
        raise DeskError(_("This day is over. Who came is corrected on the attendance page."), code="over", field="day")
    if session is not None and (session.stop_id != stop.pk or session.state != Session.State.PLANNED):
        raise DeskError(_("Choose a session of this stop."), code="another_stop", field="session")
    if session is not None and not _goes_on(session, day, stop):
        raise DeskError(_("This session is on another day."), code="another_day", field="session")


def _goes_on(session: Session, day: datetime.date, stop: Stop) -> bool:
    return session.starts_at.astimezone(stop.zone).date() <= day <= session.ends_at.astimezone(stop.zone).date()


def revoke_link(device: DeskDevice, *, actor: User | None) -> None:
    """The link opens nothing any more; what was noted by it stays. Twice is once."""
    with transaction.atomic():
        if DeskDevice.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=timezone.now()):
            record("desk.revoke", device, actor=actor)


def send_link(device: DeskDevice, email: str, *, language: str, actor: User | None) -> None:
    """Write the link to whoever serves the door.

    Raises DeskError for one that has ended, MailError for an address that cannot be one.
    """
    if why_ended(device, timezone.now()):
        raise DeskError(_("This link opens nothing any more. Make a new one and send that."), code="ended")
    stop = device.stop
    with transaction.atomic():
        queue_message(
            "registrations/desk/devices/mail/link",
            to=email,
            language=language,
            context={"device": device, "stop": stop, "url": door_address(device)},
            purpose=_("Link to the door"),
            reply_to=stop.tour.contact_email,
            sender_name=stop.tour.contact_name,
            confidential=True,
            about=[device.stop],
        )
        record("desk.send_link", device, actor=actor)


def note_ready(device: DeskDevice, people: int) -> None:
    """The telephone said that it can go on without a network, with so many names."""
    now = timezone.now()
    DeskDevice.objects.filter(pk=device.pk).update(readied_at=now, readied_people=people, seen_at=now)


def note_seen(device: DeskDevice, now: datetime.datetime) -> None:
    """The telephone was there; written once a minute, as taps come fast."""
    if device.seen_at is None or now - device.seen_at >= _SEEN_EVERY:
        DeskDevice.objects.filter(pk=device.pk).update(seen_at=now)

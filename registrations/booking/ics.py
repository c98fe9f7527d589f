"""An attendee's day at a stop as a calendar message: REQUEST, and CANCEL (RFC 5546, 3.2.2 and 3.2.5)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import vCalAddress, vText

from events.calendars.feed import Days, Entry, Hours, Status
from events.calendars.ics import calendar_of, event_of
from events.calendars.links import stop_page
from events.calendars.uid import Family, uid
from events.calendars.wording import stop_words, summary
from registrations.booking import links
from registrations.booking.entries import DayEntry
from tournee.mail.addresses import Recipient
from tournee.mail.operations import Part
from tournee.texts.typography import format_time_range


def part_of(entry: DayEntry, *, language: str, organiser: Recipient, invited: str) -> Part:
    """The entry as a part of the message to `invited`, an address; `organiser` is who sends it.

    Mail readers take an update or a cancellation only from whom the entry names as its organiser: they are one.
    To the attendee themselves it is an invitation that mail readers show as one; to somebody who passes it on, a file.
    """
    own = bool(entry.attendee.person.email) and invited == entry.attendee.person.email
    method = ("CANCEL" if entry.cancelled else "REQUEST") if own else "PUBLISH"
    content = _render(entry, method, language=language, organiser=organiser)
    if own:
        return Part(f'text/calendar; method={method}; charset="UTF-8"', content, alternative=True)
    return Part("text/calendar", content, filename=f"{entry.attendee.code}.ics")


def _render(entry: DayEntry, method: str, *, language: str, organiser: Recipient) -> bytes:
    plain = _plain_entry(entry)
    event = event_of(plain)
    event.add("transp", "TRANSPARENT" if entry.tentative else "OPAQUE")
    event.add("organizer", _address(organiser.name, organiser.address), encode=False)
    person = entry.attendee.person
    if method != "PUBLISH":
        attendee = _address(person.name, person.email)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("ACCEPTED")  # they registered: nobody asks them again
        attendee.params["RSVP"] = vText("FALSE")  # an answer would reach nobody: the link does
        event.add("attendee", attendee, encode=False)
    zones = {entry.stop.time_zone} if isinstance(plain.when, Hours) else set()
    return calendar_of(event, zones, method=method, language=language)


def _address(name: str, address: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    if name:
        found.params["CN"] = vText(name)
    return found


def _plain_entry(entry: DayEntry) -> Entry:
    stop, tour = entry.stop, entry.stop.tour
    words = stop_words(stop, tour)
    status = _status(entry)
    online = bool(entry.sessions) and all(session.kind == session.Kind.WEBINAR for session in entry.sessions)
    position = (stop.latitude, stop.longitude) if stop.latitude is not None and stop.longitude is not None else None
    return Entry(
        uid=uid(Family.INVITATION, entry.invitation.public_id),
        sequence=entry.invitation.sequence,
        status=status,
        when=_when(entry),
        changed_at=timezone.now(),
        summary=summary(stop.title or tour.title, stop.place, status),
        location=_("Online") if online else words.location,
        position=None if online else position,
        category=_("stop"),
        description=_description(entry, words.introduction, words.access),
        url=stop_page(tour.slug, stop.slug),
    )


def _status(entry: DayEntry) -> Status:
    if entry.cancelled:
        return Status.CANCELLED
    return Status.TENTATIVE if entry.tentative else Status.CONFIRMED


def _when(entry: DayEntry) -> Hours | Days:
    """From the first session to the end of the last; the day itself where nothing is left."""
    if entry.sessions:
        starts_at = min(session.starts_at for session in entry.sessions)
        return Hours(starts_at, max(session.ends_at for session in entry.sessions), entry.stop.zone)
    day = entry.stop.starts_on or entry.stop.previous_starts_on or timezone.localdate()
    return Days(day, day)


def _description(entry: DayEntry, introduction: str, access: str) -> str:
    programme = [
        f"{format_time_range(session.starts_at, session.ends_at, zone=entry.stop.zone)} {session.title}"
        + (f" ({session.room})" if session.room else "")
        + (f"\n{session.online_url}" if session.online_url else "")
        for session in entry.sessions
    ]
    if entry.cancelled:
        return "\n\n".join(filter(None, [introduction, access]))
    said = {"name": entry.attendee.person.name, "code": entry.attendee.code, "link": links.my_ticket(entry.attendee)}
    own = [
        _("Ticket of %(name)s: %(code)s") % said,
        _("Declining here does not cancel. To cancel, or to send somebody else:\n%(link)s") % said,
    ]
    return "\n\n".join(filter(None, [introduction, "\n".join(programme), access, *own]))

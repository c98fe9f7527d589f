"""An attendee's day at a stop as a calendar message: REQUEST, and CANCEL (RFC 5546, 3.2.2 and 3.2.5)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import vCalAddress, vText

from events.calendars import links
from events.calendars.feed import Days, Entry, Hours, Status
from events.calendars.ics import calendar_of, event_of
from events.calendars.uid import Family, uid
from events.calendars.wording import stop_words, summary
from registrations.booking.entries import DayEntry
from tournee.mail.operations import Part
from tournee.texts.typography import format_time_range


def part_of(entry: DayEntry, *, language: str, organiser: tuple[str, str], invited: str) -> Part:
    """The entry as a part of the message to `invited`, an address; `organiser` is (name, address).

    To the attendee themselves it is an invitation that mail readers show as one; to somebody who passes it on, a file.
    """
    own = bool(entry.attendee.person.email) and invited == entry.attendee.person.email
    method = ("CANCEL" if entry.cancelled else "REQUEST") if own else "PUBLISH"
    content = _render(entry, method, language=language, organiser=organiser)
    if own:
        return Part(f'text/calendar; method={method}; charset="UTF-8"', content, alternative=True)
    return Part("text/calendar", content, filename=f"{entry.attendee.code}.ics")


def _render(entry: DayEntry, method: str, *, language: str, organiser: tuple[str, str]) -> bytes:
    plain = _plain_entry(entry)
    event = event_of(plain)
    event.add("transp", "OPAQUE")
    organiser_name, organiser_address = organiser
    if organiser_address:
        event.add("organizer", _address(organiser_name, organiser_address), encode=False)
    person = entry.attendee.person
    if method != "PUBLISH":
        attendee = _address(person.name, person.email)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("ACCEPTED")  # they registered: nobody asks them again
        attendee.params["RSVP"] = vText("FALSE")
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
    status = Status.CANCELLED if entry.cancelled else Status.CONFIRMED
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
        url=links.stop_page(tour.slug, stop.slug),
    )


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
    code = _("Ticket of %(name)s: %(code)s") % {"name": entry.attendee.person.name, "code": entry.attendee.code}
    return "\n\n".join(filter(None, [introduction, "\n".join(programme), access, "" if entry.cancelled else code]))

"""A feed as iCalendar (RFC 5545, RFC 7986): one builder over plain data, for every feed."""

from __future__ import annotations

import datetime
import re
from functools import cache, lru_cache
from html import escape

from icalendar import Calendar, Component, Event, Timezone, vCalAddress, vCategory, vDuration, vText, vUri

from events.calendars.feed import Conference, Days, Entry, Feed, Hours, Organiser
from events.calendars.folding import folded
from events.calendars.timezones import VTIMEZONES

COLOR = "firebrick"  # the route's vermilion, as near as the colour names of CSS come (RFC 7986, 5.9)
REFRESH = datetime.timedelta(hours=1)
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
# What no calendar shows and some choke on; directional overrides would let a title turn the rest of a line round.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_BLANKS = re.compile(r"[ \t\n]+")  # not the no-break spaces of French
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def render(feed: Feed) -> bytes:
    """`feed` as text/calendar in UTF-8: CRLF, lines folded at 75 octets; the same feed gives the same bytes."""
    calendar = _begun("PUBLISH", feed.language)
    for label in ("name", "x-wr-calname"):
        calendar.add(label, vText(_line(feed.name)))  # the library escapes no X- property by itself
    if feed.description:
        for label in ("description", "x-wr-caldesc"):
            calendar.add(label, vText(_text(feed.description)))
    calendar.add("last-modified", feed.changed_at)
    calendar.add("url", feed.url)
    calendar.add("source", feed.address, parameters={"VALUE": "URI"})
    if feed.image:
        # As `vUri` it is written as it is; the library takes a plain string for an image of unknown sort.
        calendar.add("image", vUri(feed.image, params={"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/svg+xml"}))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("color", COLOR)
    for zone in _zones(feed):
        calendar.add_component(_vtimezone(zone))
    for entry in feed.entries:
        # Who follows a tour is not busy at all its stops.
        calendar.add_component(_told(entry, feed.language, transparency="TRANSPARENT"))
    return calendar.to_ical()


def file_of(entry: Entry, language: str) -> bytes:
    """A calendar of `entry` alone, to be added once: whoever does means to come, and is busy."""
    zones = {entry.when.zone.key} if isinstance(entry.when, Hours) else set()
    return calendar_of(_told(entry, language, transparency="OPAQUE"), zones, method="PUBLISH", language=language)


def _told(entry: Entry, language: str, *, transparency: str) -> Event:
    event = event_of(entry)
    event.add("x-alt-desc", vText(_html(entry.description, language)), parameters={"FMTTYPE": "text/html"})
    event.add("transp", transparency)
    return event


def calendar_of(event: Event, zones: set[str], *, method: str, language: str) -> bytes:
    """A calendar of one event, with the time zones it is told in: for a message (RFC 5546), or a file of its own.

    The zones are written once a process and put in as text: they are half of such a calendar, and always the same.
    """
    calendar = _begun(method, language)
    calendar.add_component(event)
    begin = b"BEGIN:VEVENT\r\n"
    told_in = b"".join(_vtimezone_text(zone) for zone in sorted(zones & VTIMEZONES.keys()))
    return folded(calendar.content_lines()).replace(begin, told_in + begin, 1)


def _begun(method: str, language: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Tournee//Calendars//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _zones(feed: Feed) -> list[str]:
    """The zones the entries are told in; the tour's where there are none, since a calendar must hold something."""
    used = {entry.when.zone.key for entry in feed.entries if isinstance(entry.when, Hours)} & VTIMEZONES.keys()
    if feed.entries:
        return sorted(used)
    return [feed.zone if feed.zone in VTIMEZONES else "Europe/Paris"]


@cache
def _vtimezone_text(zone: str) -> bytes:
    return _vtimezone(zone).to_ical()


@cache
def _vtimezone(zone: str) -> Component:
    return Timezone.from_ical(VTIMEZONES[zone].replace("\n", "\r\n"))


def event_of(entry: Entry) -> Event:
    """The component of an entry; whether it makes its reader busy is for the caller to say (TRANSP)."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("status", entry.status.value)
    for label, moment in zip(("dtstart", "dtend"), _bounds(entry.when), strict=True):
        event.add(label, moment)
    event.add("summary", _line(entry.summary))
    event.add("location", _line(entry.location))
    if entry.position:
        # To four decimals, eleven metres: more could come out as 1e-05, which is no FLOAT of RFC 5545.
        event.add("geo", tuple(round(degrees, 4) for degrees in entry.position))
    event.add("categories", _categories(entry.category, entry.themes))
    event.add("description", _text(entry.description))
    event.add("url", entry.url)
    if entry.organiser:
        event.add("organizer", _organiser(entry.organiser), encode=False)
    if entry.conference:
        event.add("conference", _conference(entry.conference))
    return event


@lru_cache(maxsize=1024)
def _categories(kind: str, themes: tuple[str, ...]) -> vCategory:
    """The kind and the themes, without commas: some readers split at an escaped one."""
    return vCategory([_line(name.replace(",", " ")) for name in (kind, *themes)])


@lru_cache(maxsize=256)
def _organiser(organiser: Organiser) -> vCalAddress:
    """Made once for the same person; icalendar writes quotes and line ends in a name as RFC 6868 says."""
    found = vCalAddress(f"mailto:{organiser.address}")
    if name := _line(organiser.name):
        found.params["CN"] = vText(name)
    return found


def _conference(conference: Conference) -> vUri:
    return vUri(conference.url, params={"VALUE": "URI", "LABEL": _line(conference.label)})


def _html(typed: str, language: str) -> str:
    """A description as HTML, for readers that show it so: paragraphs, lines, and addresses as links."""
    paragraphs = (
        f"<p>{_ADDRESS.sub(_link, escape(paragraph, quote=False)).replace(chr(10), '<br>')}</p>"
        for paragraph in _text(typed).split("\n\n")
    )
    return f'<html lang="{language}"><body>{"".join(paragraphs)}</body></html>'


def _link(found: re.Match[str]) -> str:
    address = found[0]
    return f'<a href="{address}">{address}</a>'


def _bounds(when: Hours | Days) -> tuple[datetime.date, datetime.date]:
    """DTSTART and DTEND; the end of whole days is the day after (RFC 5545, 3.6.1: exclusive)."""
    if isinstance(when, Days):
        return when.first, when.last + datetime.timedelta(days=1)
    return _local(when.starts_at, when), _local(when.ends_at, when)


def _local(moment: datetime.datetime, hours: Hours) -> datetime.datetime:
    """Local time with TZID, or UTC where the zone has no VTIMEZONE here, or the hour is the second of a repeated one,
    which local time cannot name (RFC 5545, 3.3.5).
    """
    local = moment.astimezone(hours.zone)
    return moment.astimezone(datetime.UTC) if hours.zone.key not in VTIMEZONES or local.fold else local


def _text(typed: str) -> str:
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", typed)).strip()


def _line(typed: str) -> str:
    return _BLANKS.sub(" ", _text(typed))

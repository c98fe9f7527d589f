"""The words of an entry, in the active language. What comes out is plain text as typed; `ics` makes it safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.calendars.feed import Status
from events.models import Session, Stop, Tour
from tournee.texts.typography import format_time_range


@dataclass(frozen=True, slots=True)
class StopWords:
    """What all entries of one stop say, put together once: a stop may have many sessions."""

    location: str
    introduction: str  # whether it is made up; which tour, which stop
    reason: str  # why it is postponed or cancelled
    access: str


def about_tour(tour: Tour, nothing_dated: str) -> str:
    """What the calendar of a tour (or of one of its stops) is; `nothing_dated` says why it is empty, if it is."""
    return paragraphs(_made_up(tour), nothing_dated, tour.intro)


def about_followed(stops: Sequence[Stop], nothing: str) -> str:
    """What a calendar across tours is; `nothing` says why it is empty, if it is."""
    made_up = next((stop.tour for stop in stops if stop.tour.fictitious), None)
    return paragraphs(
        _made_up(made_up) if made_up and all(stop.tour.fictitious for stop in stops) else "",
        nothing or _("Stops and sessions of all tours that concern it, as they are published."),
    )


def nothing_yet() -> str:
    """Why a calendar is empty where no stop is public yet."""
    return _("No stop is published here yet. This calendar will fill in by itself.")


def nothing_dated(stops: Sequence[Stop]) -> str:
    """Why a calendar of `stops` is empty: a date may come, unless they are past and no source tells their day."""
    if not stops or any(stop.state != Stop.State.RECORDED for stop in stops):
        return _("No date is published yet. This calendar will fill in by itself.")
    month = stops[0].month if len(stops) == 1 else None
    return _("Day not known: %(month)s.") % {"month": date_format(month, "F Y")} if month else _("Day not known.")


def stop_words(stop: Stop, tour: Tour) -> StopWords:
    """The words that the entries of `stop` share."""
    announced = stop.state in {Stop.State.POSTPONED, Stop.State.CANCELLED}
    part_of = _("%(tour)s – %(place)s")
    if stop.number is not None:
        part_of = _("%(tour)s, stop no. %(number)s: %(place)s")
    return StopWords(
        location=_location(stop),
        introduction=paragraphs(
            _made_up(tour), part_of % {"tour": tour.title, "number": stop.number, "place": stop.place}
        ),
        reason=_("Reason: %(reason)s") % {"reason": stop.reason} if announced and stop.reason else "",
        access=paragraphs(
            _("How to come: %(access)s") % {"access": stop.access} if stop.access else "",
            capfirst(str(stop.get_step_free_display())) + "." if stop.step_free else "",
        ),
    )


def kind_names() -> dict[str, str]:
    """What each kind of session is called: {"workshop": "atelier", …}."""
    return {str(kind): str(kind.label) for kind in Session.Kind}


def summary(title: str, place: str, status: Status) -> str:
    """The entry's title. Its status is said in words too: not every calendar shows STATUS."""
    text = f"{title} – {place}"
    if status == Status.CANCELLED:
        return _("Cancelled: %(title)s") % {"title": text}
    if status == Status.TENTATIVE:
        return _("Postponed: %(title)s") % {"title": text}
    return text


def about_stop(stop: Stop, words: StopWords, url: str, programme: str = "") -> str:
    """The description of a stop as one entry: what, its `programme` if told, where, how to come, and its page."""
    place = where(words.location)
    return paragraphs(words.introduction, words.reason, stop.summary, programme, place, words.access, _programme(url))


def about_session(session: Session, kind: str, words: StopWords, url: str) -> str:
    """The description of a session of this kind: what, where, how to come, and its place on the stop's page."""
    online = session.kind == Session.Kind.WEBINAR
    place = _("Online") if online else words.location
    return paragraphs(
        words.introduction,
        words.reason,
        f"{capfirst(kind)}.",
        session.summary,
        where(f"{place} ({session.room})" if session.room else place),
        "" if online else words.access,
        _programme(url),
    )


def programme(sessions: Iterable[Session], zone: ZoneInfo) -> str:
    """The sessions of a stop told on a line each, with their hours in its own `zone`."""
    return "\n".join(
        f"{format_time_range(session.starts_at, session.ends_at, zone=zone)} {session.title}"
        + (f" ({session.room})" if session.room else "")
        for session in sessions
    )


def _location(stop: Stop) -> str:
    """Venue, address and town, the town once; such as “Lycée Lamarck, 7 rue Roger-Salengro, Albert”."""
    parts = [stop.venue, stop.address]
    if not stop.address.casefold().endswith(stop.place.casefold()):
        parts.append(stop.place)
    return ", ".join(part for part in parts if part)


def _made_up(tour: Tour) -> str:
    return _("Made up for a demonstration: nothing of this takes place.") if tour.fictitious else ""


def where(place: str) -> str:
    """The line that says where."""
    return _("Where: %(place)s") % {"place": place}


def _programme(url: str) -> str:
    return _("Programme: %(url)s") % {"url": url}


def paragraphs(*texts: str) -> str:
    """Those of the texts that say something, with an empty line between."""
    return "\n\n".join(text for text in texts if text)

"""The words of an entry, in the active language. What comes out is plain text as typed; `ics` makes it safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.calendars.feed import Status
from events.models import Session, Stop, Tour


@dataclass(frozen=True, slots=True)
class StopWords:
    """What all entries of one stop say, put together once: a stop may have many sessions."""

    location: str
    introduction: str  # whether it is made up; which tour, which stop
    reason: str  # why it is postponed or cancelled
    access: str


def about_tour(tour: Tour, nothing_dated: str) -> str:
    """What the calendar of a tour (or of one of its stops) is; `nothing_dated` says why it is empty, if it is."""
    return _paragraphs(_made_up(tour), nothing_dated, tour.intro)


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
        introduction=_paragraphs(
            _made_up(tour), part_of % {"tour": tour.title, "number": stop.number, "place": stop.place}
        ),
        reason=_("Reason: %(reason)s") % {"reason": stop.reason} if announced and stop.reason else "",
        access=_paragraphs(
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


def about_stop(stop: Stop, words: StopWords, url: str) -> str:
    """The description of a stop that has a date and no programme yet."""
    return _paragraphs(
        words.introduction, words.reason, stop.summary, _where(words.location), words.access, _programme(url)
    )


def about_session(session: Session, kind: str, words: StopWords, url: str) -> str:
    """The description of a session of this kind: what, where, how to come, and its place on the stop's page."""
    online = session.kind == Session.Kind.WEBINAR
    where = _("Online") if online else words.location
    return _paragraphs(
        words.introduction,
        words.reason,
        f"{capfirst(kind)}.",
        session.summary,
        _where(f"{where} ({session.room})" if session.room else where),
        "" if online else words.access,
        _programme(url),
    )


def _location(stop: Stop) -> str:
    """Venue, address and town, the town once; such as “Lycée Lamarck, 7 rue Roger-Salengro, Albert”."""
    parts = [stop.venue, stop.address]
    if not stop.address.casefold().endswith(stop.place.casefold()):
        parts.append(stop.place)
    return ", ".join(part for part in parts if part)


def _made_up(tour: Tour) -> str:
    return _("Made up for a demonstration: nothing of this takes place.") if tour.fictitious else ""


def _where(place: str) -> str:
    return _("Where: %(place)s") % {"place": place}


def _programme(url: str) -> str:
    return _("Programme: %(url)s") % {"url": url}


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)

"""What changed on a tour, newest first, for whoever follows it: read from history, never who did it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from events.calendars import links
from events.catalogue.words import when
from events.models import Stop, Tour
from tournee.floors import Contribution
from tournee.history.models import HistoryEntry
from tournee.texts.languages import active_language
from tournee.texts.typography import format_date

MOST = 60  # entries of a feed; who asks once a week misses none of a tour of forty stops
_STEPS = ("stop.postpone", "stop.cancel", "stop.reinstate", "stop.reschedule")
_PLACE = ("place", "venue", "address")


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it is read: what it is called, in a sentence, where to read on (absolute), and when it was made.

    `key` tells it from any other for ever.
    """

    key: str
    title: str
    text: str
    url: str
    at: datetime.datetime


tour_changes = Contribution[Callable[[Tour], Iterable[Change]]](
    "tour_changes", says="What else changed on a tour, for the feed of its changes: a function of the tour"
)


def changes_of(tour: Tour) -> list[Change]:
    """The latest changes of a public tour, newest first, in the active language.

    Two queries, and what is contributed.
    """
    stops = {
        stop.pk: stop for stop in Stop.objects.filter(tour=tour, published_at__isnull=False).select_related("region")
    }
    found = [_published(tour, stop) for stop in stops.values()]
    found += [change for entry in _history(tour) if (change := _told(tour, stops, entry))]
    found += [change for contributed in tour_changes for change in contributed(tour)]
    return sorted(found, key=lambda change: (change.at, change.key), reverse=True)[:MOST]


def _history(tour: Tour) -> Sequence[HistoryEntry]:
    """What was done to its stops since each was published."""
    seen = Stop.objects.filter(pk=OuterRef("object_id"), tour=tour, published_at__lte=OuterRef("at"))
    moved = Q(action="stop.edit") & Q(changes__has_any_keys=["starts_on", *_PLACE])
    entries = HistoryEntry.objects.filter(content_type=ContentType.objects.get_for_model(Stop))
    return list(entries.filter(Exists(seen), Q(action__in=_STEPS) | moved).order_by("-at", "-pk")[:MOST])


def _published(tour: Tour, stop: Stop) -> Change:
    title = _("%(stop)s: published") % {"stop": _named(stop)}
    at = stop.published_at or tour.changed_at
    return Change(f"{stop.public_id}/published", title, when(stop, year=True), _url(tour, stop), at)


def _told(tour: Tour, stops: dict[int, Stop], entry: HistoryEntry) -> Change | None:
    stop = stops.get(entry.object_id)
    if stop is None:
        return None
    title, text = _words(stop, entry)
    key = f"{stop.public_id}/{entry.action.removeprefix('stop.')}-{entry.pk}"
    return Change(key, title, " ".join(sentence for sentence in text if sentence), _url(tour, stop), entry.at)


def _words(stop: Stop, entry: HistoryEntry) -> tuple[str, Iterable[str]]:
    """Its title, and its sentences with the dates as they were changed then."""
    named, days = {"stop": _named(stop)}, list(_days(entry))
    match entry.action:
        case "stop.postpone":
            return _("%(stop)s: postponed") % named, [*days, _reason(stop, entry)]
        case "stop.cancel":
            return _("%(stop)s: cancelled") % named, [_reason(stop, entry)]
        case "stop.reinstate":
            return _("%(stop)s: takes place after all") % named, [when(stop, year=True)]
        case "stop.reschedule":
            return _("%(stop)s: has a new date") % named, days
    if days:
        return _("%(stop)s: moved to another day") % named, [*days, _reason(stop, entry)]
    return _("%(stop)s: moved to another place") % named, [_place(stop), _reason(stop, entry)]


def _days(entry: HistoryEntry) -> Iterator[str]:
    before, after = (parse_date(str(day)[:10]) if day else None for day in _pair(entry, "starts_on"))
    if after:
        yield _("New date: %(date)s.") % {"date": format_date(after)}
    if before:
        yield _("It was announced for %(date)s.") % {"date": format_date(before)}


def _reason(stop: Stop, entry: HistoryEntry) -> str:
    """Why, as it was said then, in the language of the feed, or the other."""
    said = {name: _pair(entry, f"reason_{name}")[1] or "" for name in ("fr", "en")}
    return str(said[active_language()] or said["fr"] or said["en"])


def _pair(entry: HistoryEntry, field: str) -> tuple[object, object]:
    before, after = entry.changes.get(field) or (None, None)
    return before, after


def _place(stop: Stop) -> str:
    return ", ".join(part for part in (stop.venue, stop.address, stop.place) if part)


def _named(stop: Stop) -> str:
    return stop.place if stop.number is None else _("Stop %(number)d") % {"number": stop.number} + f", {stop.place}"


def _url(tour: Tour, stop: Stop) -> str:
    return links.stop_page(tour.slug, stop.slug)

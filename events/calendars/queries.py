"""What is read for a feed: the tour or stop an address names, and its entries; one stop or forty, the same queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.http import Http404
from django.utils.translation import gettext as _

from events.calendars import links, wording
from events.calendars.feed import Days, Entry, Feed, Hours, Status
from events.calendars.uid import Family, uid
from events.models import Session, Stop, Tour
from tournee.texts.languages import active_language

_STATUSES: dict[str, Status] = {
    Stop.State.PUBLISHED: Status.CONFIRMED,
    Stop.State.RECORDED: Status.CONFIRMED,
    Stop.State.CANCELLED: Status.CANCELLED,
}
_SESSION_COLUMNS = (
    "stop_id", "public_id", "kind", "state", "title_fr", "title_en", "summary_fr", "summary_en",
    "starts_at", "ends_at", "room", "sequence", "changed_at",
)  # fmt: skip


def public_tour(tour: str) -> Tour:
    """The public tour at this slug, or that was there once; Http404 if none. One query for a present slug."""
    tours = Tour.objects.exclude(state=Tour.State.DRAFT)
    found = tours.filter(slug=tour).first() or tours.filter(former_slugs__slug=tour).first()
    if found is None:
        raise Http404
    return found


def public_stop(tour: str, stop: str) -> Stop:
    """The public stop at these slugs, or that was there once, with its tour; Http404 if none. One query if present."""
    stops = Stop.objects.public().select_related("tour")
    found = stops.filter(tour__slug=tour, slug=stop).first()
    if found is None:
        stops = stops.filter(tour=public_tour(tour))
        found = stops.filter(slug=stop).first() or stops.filter(former_slugs__slug=stop).first()
    if found is None:
        raise Http404
    return found


def tour_feed(tour: Tour) -> Feed:
    """Everything dated of a public tour, in the active language. Two queries."""
    stops = Stop.objects.public().filter(tour=tour).along_the_route()
    return _feed(tour, stops, tour.title, links.tour_calendar(tour.slug), links.tour_page(tour.slug))


def stop_feed(stop: Stop) -> Feed:
    """Everything dated of one public stop, in the active language. One query; `stop.tour` is at hand."""
    tour = stop.tour
    return _feed(
        tour,
        [stop],
        _("%(tour)s – %(place)s") % {"tour": tour.title, "place": stop.place},
        links.stop_calendar(tour.slug, stop.slug),
        links.stop_page(tour.slug, stop.slug),
    )


def _feed(tour: Tour, stops: Iterable[Stop], name: str, address: str, url: str) -> Feed:
    stops = list(stops)
    sessions: defaultdict[int, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(stop__in=[stop.pk for stop in stops]).only(*_SESSION_COLUMNS):
        sessions[session.stop_id].append(session)
    kinds = wording.kind_names()
    entries = [entry for stop in stops for entry in _entries(tour, stop, sessions[stop.pk], kinds)]
    return Feed(
        language=active_language(),
        name=name,
        description=wording.about_tour(tour, "" if entries else wording.nothing_dated(stops)),
        address=address,
        url=url,
        zone=tour.time_zone,
        changed_at=max([tour.changed_at, *(entry.changed_at for entry in entries)]),
        entries=entries,
    )


def _entries(tour: Tour, stop: Stop, sessions: list[Session], kinds: dict[str, str]) -> list[Entry]:
    """One entry a session; a stop that has only a date is one entry of whole days; one without a date is none."""
    words = wording.stop_words(stop, tour)
    page = links.stop_page(tour.slug, stop.slug)
    if sessions:
        return [_session_entry(stop, session, words, kinds[session.kind], page) for session in sessions]
    days = _days(stop)
    return [_stop_entry(tour, stop, days, words, page)] if days else []


def _stop_entry(tour: Tour, stop: Stop, days: Days, words: wording.StopWords, page: str) -> Entry:
    status = _STATUSES.get(stop.state, Status.TENTATIVE)
    return Entry(
        uid=uid(Family.STOP, stop.public_id),
        sequence=stop.sequence,
        status=status,
        when=days,
        changed_at=stop.changed_at,
        summary=wording.summary(stop.title or tour.title, stop.place, status),
        location=words.location,
        position=_position(stop),
        category=_("stop"),
        description=wording.about_stop(stop, words, page),
        url=page,
    )


def _session_entry(stop: Stop, session: Session, words: wording.StopWords, kind: str, page: str) -> Entry:
    status = _STATUSES.get(stop.state, Status.TENTATIVE)
    if session.state == Session.State.CANCELLED:
        status = Status.CANCELLED
    online = session.kind == Session.Kind.WEBINAR
    url = links.session_anchor(page, session.public_id)
    return Entry(
        uid=uid(Family.SESSION, session.public_id),
        sequence=session.sequence,
        status=status,
        when=Hours(session.starts_at, session.ends_at, stop.zone),
        changed_at=max(session.changed_at, stop.changed_at),  # the stop's place is told here too
        summary=wording.summary(session.title, stop.place, status),
        location=_("Online") if online else words.location,
        position=None if online else _position(stop),
        category=kind,
        description=wording.about_session(session, kind, words, url),
        url=url,
    )


def _days(stop: Stop) -> Days | None:
    """The stop's days; the last first day announced where it has none any more."""
    if stop.starts_on:
        return Days(stop.starts_on, stop.ends_on or stop.starts_on)
    if stop.previous_starts_on:
        return Days(stop.previous_starts_on, stop.previous_starts_on)
    return None


def _position(stop: Stop) -> tuple[float, float] | None:
    if stop.latitude is None or stop.longitude is None:
        return None
    return stop.latitude, stop.longitude

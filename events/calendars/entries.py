"""The entries of stops: one a session, or the days of a stop that has no programme yet. Always the same queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from events.calendars import links, wording
from events.calendars.feed import Conference, Days, Entry, Hours, Organiser, Status
from events.calendars.uid import Family, uid
from events.models import Session, Stop, Theme, Tour

STATUSES: dict[str, Status] = {
    Stop.State.PUBLISHED: Status.CONFIRMED,
    Stop.State.RECORDED: Status.CONFIRMED,
    Stop.State.CANCELLED: Status.CANCELLED,
}
_SESSION_COLUMNS = (
    "stop_id", "public_id", "kind", "state", "title_fr", "title_en", "summary_fr", "summary_en",
    "starts_at", "ends_at", "room", "sequence", "changed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Programme:
    """The sessions of some stops (by stop), and the names of their themes in the active language (by id)."""

    sessions: Mapping[int, Sequence[Session]]
    of_stops: Mapping[int, tuple[str, ...]]
    of_sessions: Mapping[int, tuple[str, ...]]

    def themes(self, stop: Stop, session: Session | None = None) -> tuple[str, ...]:
        """Those of the stop, then those of the session, each once."""
        own = self.of_sessions.get(session.pk, ()) if session else ()
        return tuple(dict.fromkeys((*self.of_stops.get(stop.pk, ()), *own)))


def programme_of(
    stops: Iterable[Stop], *, among: QuerySet[Session] | None = None, more: Sequence[str] = ()
) -> Programme:
    """The programme of `stops`; of their sessions, those `among` these. `more` names further columns. Four queries."""
    ids = [stop.pk for stop in stops]
    found: defaultdict[int, list[Session]] = defaultdict(list)
    wanted = (Session.objects.all() if among is None else among).filter(stop__in=ids)
    for session in wanted.order_by("starts_at", "pk").only(*_SESSION_COLUMNS, *more):
        found[session.stop_id].append(session)
    labels = {theme.pk: theme.label for theme in Theme.objects.order_by("position", "pk")}
    of_stops = Stop.themes.through.objects.filter(stop__in=ids).values_list("stop_id", "theme_id")
    of_sessions = Session.themes.through.objects.filter(session__stop__in=ids).values_list("session_id", "theme_id")
    return Programme(found, _named(of_stops, labels), _named(of_sessions, labels))


def _named(pairs: Iterable[tuple[int, int]], labels: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """The labels of each object's themes, in the order of the vocabulary."""
    chosen: defaultdict[int, set[int]] = defaultdict(set)
    for pk, theme in pairs:
        chosen[pk].add(theme)
    return {pk: tuple(label for theme, label in labels.items() if theme in themes) for pk, themes in chosen.items()}


def entries_of(stops: Iterable[Stop], programme: Programme) -> list[Entry]:
    """One entry a session; a stop that has only a date is one of whole days; one without a date is none.

    The tour of each stop is at hand.
    """
    kinds = wording.kind_names()
    return [entry for stop in stops for entry in _of_stop(stop, programme, kinds)]


def _of_stop(stop: Stop, programme: Programme, kinds: Mapping[str, str]) -> list[Entry]:
    told = Told(stop)
    if sessions := programme.sessions.get(stop.pk):
        return [_session_entry(told, session, kinds[session.kind], programme) for session in sessions]
    days = days_of(stop)
    return [stop_entry(told, days, programme.themes(stop))] if days else []


class Told:
    """What all entries of one stop share, put together once: a stop may have many sessions."""

    def __init__(self, stop: Stop) -> None:
        self.stop = stop
        self.words = wording.stop_words(stop, stop.tour)
        self.page = links.stop_page(stop.tour.slug, stop.slug)
        self.status = STATUSES.get(stop.state, Status.TENTATIVE)
        self.position = position_of(stop)
        self.organiser = organiser_of(stop.tour)


def stop_entry(told: Told, when: Days | Hours, themes: tuple[str, ...], programme: str = "") -> Entry:
    """The stop as one entry; `programme` tells its sessions, where they have no entry of their own."""
    stop = told.stop
    return Entry(
        uid=uid(Family.STOP, stop.public_id),
        sequence=stop.sequence,
        status=told.status,
        when=when,
        changed_at=stop.changed_at,
        summary=wording.summary(stop.title or stop.tour.title, stop.place, told.status),
        location=told.words.location,
        position=told.position,
        category=_("stop"),
        description=wording.about_stop(stop, told.words, told.page, programme),
        url=told.page,
        themes=themes,
        organiser=told.organiser,
    )


def session_entry(session: Session, programme: Programme) -> Entry:
    """One session of a public stop, which is at hand with its tour."""
    return _session_entry(Told(session.stop), session, wording.kind_names()[session.kind], programme)


def _session_entry(told: Told, session: Session, kind: str, programme: Programme) -> Entry:
    stop = told.stop
    status = session_status(stop, session)
    online = session.kind == Session.Kind.WEBINAR
    url = links.session_anchor(told.page, session.public_id)
    return Entry(
        uid=uid(Family.SESSION, session.public_id),
        sequence=session.sequence,
        status=status,
        when=Hours(session.starts_at, session.ends_at, stop.zone),
        changed_at=max(session.changed_at, stop.changed_at),  # the stop's place is told here too
        summary=wording.summary(session.title, stop.place, status),
        location=_("Online") if online else told.words.location,
        position=None if online else told.position,
        category=kind,
        description=wording.about_session(session, kind, told.words, url),
        url=url,
        themes=programme.themes(stop, session),
        organiser=told.organiser,
        # Whoever registers is sent the address itself: it is not given away here.
        conference=Conference(url, _("Register to receive the link")) if online else None,
    )


def session_status(stop: Stop, session: Session) -> Status:
    """That of the stop, unless the session alone is cancelled."""
    if session.state == Session.State.CANCELLED:
        return Status.CANCELLED
    return STATUSES.get(stop.state, Status.TENTATIVE)


def organiser_of(tour: Tour) -> Organiser | None:
    """The tour's contact; None where it names none."""
    return Organiser(tour.contact_name, tour.contact_email) if tour.contact_email else None


def days_of(stop: Stop) -> Days | None:
    """The stop's days; the last first day announced where it has none any more."""
    if stop.starts_on:
        return Days(stop.starts_on, stop.ends_on or stop.starts_on)
    if stop.previous_starts_on:
        return Days(stop.previous_starts_on, stop.previous_starts_on)
    return None


def position_of(stop: Stop) -> tuple[float, float] | None:
    """Where it is on the map; None where nobody has said."""
    if stop.latitude is None or stop.longitude is None:
        return None
    return stop.latitude, stop.longitude

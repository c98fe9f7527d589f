"""What somebody plans, as a feed: the stops of their tours and those they co-host. Always the same queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from events.calendars import links, wording
from events.calendars.entries import STATUSES, Programme, days_of, position_of, programme_of, session_status
from events.calendars.feed import Conference, Days, Entry, Feed, Hours, Status
from events.calendars.mine import words
from events.calendars.uid import Family, uid
from events.models import DateOption, Session, Side, Stop, Task, Tour
from events.planning.checklist.queries import OUT_OF_PLAY
from events.team.queries import co_hosted_stops, tours_for
from tournee.accounts.models import User
from tournee.texts.languages import active_language

_SETTLED = {Stop.State.CONFIRMED, *STATUSES}


def feed_of(user: User, address: str) -> Feed:
    """The planning calendar of `user`, read at `address`, in the active language."""
    hosted = set(co_hosted_stops(user).values_list("pk", flat=True))
    stops = _stops(user, hosted)
    entries = [
        *_planned(stops, programme_of(stops, more=["online_url", "version"])),
        *_possible_days(stops),
        *_tasks(user, stops, hosted),
    ]
    return Feed(
        language=active_language(),
        name=_("My stops"),
        description=_("Private: do not pass this calendar on. Its address can be revoked in the workspace.")
        if entries
        else _("No stop of yours has a date yet. This calendar will fill in by itself."),
        address=address,
        url=links.absolute(reverse("planning_calendar")),
        zone=stops[0].tour.time_zone if stops else "Europe/Paris",
        changed_at=max([user.date_joined, *(entry.changed_at for entry in entries)]),
        entries=entries,
        image=links.emblem(),
    )


def _stops(user: User, hosted: set[int]) -> list[Stop]:
    """The stops of tours that are not archived: of one's teams, and those one co-hosts."""
    mine = Q(tour__in=tours_for(user)) | Q(pk__in=hosted)
    stops = Stop.objects.filter(mine).exclude(tour__state=Tour.State.ARCHIVED)
    return list(stops.select_related("tour", "lead").along_the_route())


def _planned(stops: Iterable[Stop], programme: Programme) -> Iterable[Entry]:
    kinds = wording.kind_names()
    for stop in stops:
        if sessions := programme.sessions.get(stop.pk):
            told = _Told(stop)
            yield from (_of_session(told, session, kinds[session.kind], programme) for session in sessions)
        elif days := days_of(stop):
            yield _of_stop(stop, days, programme)


def _of_stop(stop: Stop, days: Days, programme: Programme) -> Entry:
    told = _Told(stop)
    status = _status(stop)
    return replace(
        told.entry(uid(Family.PLANNED_STOP, stop.public_id), days, wording.where(told.words.location)),
        status=status,
        summary=words.title(stop, stop.title or stop.tour.title, status),
        category=_("stop"),
        themes=programme.themes(stop),
    )


def _of_session(told: _Told, session: Session, kind: str, programme: Programme) -> Entry:
    stop = told.stop
    status = Status.CANCELLED if session_status(stop, session) == Status.CANCELLED else _status(stop)
    online = session.kind == Session.Kind.WEBINAR
    location = _("Online") if online else told.words.location
    when = Hours(session.starts_at, session.ends_at, stop.zone)
    name = uid(Family.PLANNED_SESSION, session.public_id)
    plain = told.entry(name, when, *words.of_session(session, kind, location))
    return replace(
        plain,
        sequence=plain.sequence + session.version + session.sequence,
        changed_at=max(session.changed_at, stop.changed_at),
        status=status,
        summary=words.title(stop, session.title, status),
        location=location,
        position=None if online else plain.position,
        category=kind,
        themes=programme.themes(stop, session),
        conference=Conference(session.online_url, session.title) if session.online_url else None,
    )


def _possible_days(stops: Iterable[Stop]) -> Iterable[Entry]:
    """Each day a stop may still take, until one is chosen."""
    by_pk = {stop.pk: stop for stop in stops if stop.starts_on is None and stop.state not in _SETTLED}
    for option in DateOption.objects.filter(stop__in=by_pk):
        stop = by_pk[option.stop_id]
        name = uid(Family.POSSIBLE_DATE, _part(stop, "date", option.pk))
        plain = _Told(stop).entry(name, Days(option.starts_on, option.ends_on), option.note)
        title = words.possible_day(stop)
        yield replace(plain, status=Status.TENTATIVE, summary=title, category=_("possible date"))


def _tasks(user: User, stops: Iterable[Stop], hosted: set[int]) -> Iterable[Entry]:
    """What is to be done by them: given to them by name, or to nobody at a stop they look after or co-host."""
    by_pk = {stop.pk: stop for stop in stops if stop.state not in OUT_OF_PLAY}
    nobody = Q(side=Side.TEAM, stop__lead=user) | Q(side=Side.PARTNER, stop__in=hosted)
    tasks = Task.objects.filter(Q(assignee=user) | (Q(assignee=None) & nobody), stop__in=by_pk, done_at=None)
    for task in tasks.order_by("pk"):
        task.stop = stop = by_pk[task.stop_id]
        if due := task.due:
            plain = _Told(stop).entry(uid(Family.TASK, _part(stop, "task", task.pk)), Days(due, due), task.note)
            yield replace(
                plain,
                sequence=plain.sequence + task.version,
                summary=words.to_do(task, stop),
                location="",
                position=None,
                category=_("task"),
            )


class _Told:
    """What all entries of one stop share, put together once."""

    def __init__(self, stop: Stop) -> None:
        self.stop = stop
        self.words = wording.stop_words(stop, stop.tour)
        self.url = links.absolute(reverse("planning_stop", args=[stop.tour.slug, stop.slug]))

    def entry(self, name: str, when: Hours | Days, *told: str) -> Entry:
        """A certain entry, without a title yet; its number grows with every change of the stop, public or not."""
        stop = self.stop
        return Entry(
            uid=name,
            sequence=stop.version + stop.sequence,
            status=Status.CONFIRMED,
            when=when,
            changed_at=stop.changed_at,
            summary="",
            location=self.words.location,
            position=position_of(stop),
            category="",
            description=words.about(stop, self.words, self.url, *told),
            url=self.url,
        )


def _status(stop: Stop) -> Status:
    """A day that is agreed is certain, published or not."""
    return Status.CONFIRMED if stop.state == Stop.State.CONFIRMED else STATUSES.get(stop.state, Status.TENTATIVE)


def _part(stop: Stop, kind: str, pk: int) -> uuid.UUID:
    """A stable name for a part of a stop that has no public id of its own."""
    return uuid.uuid5(stop.public_id, f"{kind}-{pk}")

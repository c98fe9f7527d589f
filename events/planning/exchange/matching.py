"""Which stop of the tour a file's stop is, and which of its sessions; none where it is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from events.models import Session, Stop, Territory
from events.planning.exchange.columns import moment_of
from events.planning.exchange.errors import CellRefused
from events.planning.exchange.grouping import FileSession, FileStop
from events.planning.exchange.rows import when_of
from events.planning.exchange.towns import Towns
from tournee.texts.search import search_key

F = TypeVar("F", FileStop, FileSession)
T = TypeVar("T", Stop, Session)
Refuse = Callable[[FileStop, CellRefused], None]


def stops_meant(
    said: Sequence[FileStop], standing: Sequence[Stop], towns: Towns, refuse: Refuse
) -> dict[int, Stop | None]:
    """By its place in `said`, the stop each means: that of its reference; else one in its town with its date, or with
    its subject, or the only one there. Who is refused is left out.
    """
    by_reference = {str(stop.public_id): stop for stop in standing}
    meant: dict[int, Stop | None] = {}
    left: dict[tuple[object, ...], list[int]] = {}
    for at, stop in enumerate(said):
        try:
            if reference := stop.values.get("reference"):
                meant[at] = _referred(by_reference, str(reference))
            else:
                left.setdefault(_place(stop, towns), []).append(at)
        except CellRefused as refused:
            refuse(stop, refused)
    taken = {stop.pk for stop in meant.values() if stop}
    there: dict[tuple[object, ...], list[Stop]] = {}
    for known in standing:
        if known.pk not in taken:
            there.setdefault(_place_of(known.place, known.town), []).append(known)
    for place, waiting in left.items():
        named, known_there = [said[at] for at in waiting], there.get(place, [])
        pairs = _paired(named, known_there, (_same_day_and_subject, _same_day, _same_subject))
        meant |= dict(zip(waiting, _only_one(pairs, named, known_there), strict=True))
    return meant


def sessions_meant(
    said: Sequence[FileSession],
    stop: Stop,
    sessions: Iterable[Session],
    refuse: Callable[[FileSession, CellRefused], None],
) -> Iterator[tuple[FileSession, Session | None]]:
    """Each of `said` with the one of `sessions` it means: that of its reference; else the one of its title at its time,
    then of its title, then at its time. One whose reference is none of the stop's is refused and left out.

    `sessions` are those of `stop`.
    """
    standing = {str(session.public_id): session for session in sessions}
    referred = [one for one in said if one.values.get("session_reference")]
    for one in referred:
        if session := standing.pop(str(one.values["session_reference"]), None):
            yield one, session
        else:
            reason = _("No session of this stop has this reference.")
            refuse(one, CellRefused("session_reference", reason, _fresh()))

    def at_its_time(one: FileSession, session: Session) -> bool:
        starts = one.values.get("starts")
        local = session.starts_at.astimezone(stop.zone).replace(tzinfo=None)
        return bool(starts and stop.starts_on and moment_of(starts, stop.starts_on) == local)

    def same_title(one: FileSession, session: Session) -> bool:
        return search_key(str(one.values.get("session_title_fr") or "")) == search_key(session.title_fr)

    def both(one: FileSession, session: Session) -> bool:
        return same_title(one, session) and at_its_time(one, session)

    others = [one for one in said if not one.values.get("session_reference")]
    yield from zip(others, _paired(others, standing.values(), (both, same_title, at_its_time)), strict=True)


def _paired(said: Sequence[F], standing: Iterable[T], alike: Sequence[Callable[[F, T], bool]]) -> list[T | None]:
    """Each of `said` with the first of `standing` that is alike and not taken, the surest likeness first."""
    free = list(standing)
    found: list[T | None] = [None] * len(said)
    for likeness in alike:
        for at, one in enumerate(said):
            if found[at] is None and (match := next((known for known in free if likeness(one, known)), None)):
                found[at] = match
                free.remove(match)
    return found


def _only_one(pairs: list[Stop | None], said: Sequence[FileStop], standing: Iterable[Stop]) -> list[Stop | None]:
    """The one stop left in a town is the one row left of that town, unless their subjects are different."""
    free = [stop for stop in standing if stop not in pairs]
    waiting = [at for at, found in enumerate(pairs) if found is None]
    if len(free) == 1 and len(waiting) == 1:
        subject = str(said[waiting[0]].values.get("title_fr") or "")
        if not subject or not free[0].title_fr:
            pairs[waiting[0]] = free[0]
    return pairs


def _same_day_and_subject(one: FileStop, stop: Stop) -> bool:
    return _same_day(one, stop) and _same_subject(one, stop)


def _same_day(one: FileStop, stop: Stop) -> bool:
    return one.values.get("when") == when_of(stop) and not _other_subject(one, stop)


def _same_subject(one: FileStop, stop: Stop) -> bool:
    subject = search_key(str(one.values.get("title_fr") or ""))
    return bool(subject) and subject == search_key(stop.title_fr)


def _other_subject(one: FileStop, stop: Stop) -> bool:
    """Both without a date: only their subjects can tell them apart."""
    return one.values.get("when") is None and bool(one.values.get("title_fr")) and not _same_subject(one, stop)


def _referred(by_reference: dict[str, Stop], reference: str) -> Stop:
    if reference not in by_reference:
        raise CellRefused("reference", _("No stop of this tour has this reference."), _fresh())
    return by_reference[reference]


def _fresh() -> str:
    return _("Leave this cell empty to add a new one, or take the reference from a fresh export.")


def _place(stop: FileStop, towns: Towns) -> tuple[object, ...]:
    name = str(stop.values["town"])
    return _place_of(name, towns.named(name, str(stop.values.get("town_code") or "")))


def _place_of(name: str, town: Territory | None) -> tuple[object, ...]:
    return ("commune", town.pk) if town else ("place", search_key(name))

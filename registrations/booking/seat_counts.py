"""The seats of sessions counted and named: who has one, what is held and for whom, who waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils.translation import ngettext, pgettext

from events.models import Session, Stop
from registrations.models import Seat, SetAside
from tournee.texts.typography import format_number


@dataclass(frozen=True, slots=True)
class SeatCounts:
    """The seats of a session by how they stand; `for_codes` are set aside and left. Together they are `seats_taken`.

    `waiting` is who has none.
    """

    session: Session
    confirmed: int = 0
    for_codes: int = 0
    pending: int = 0
    offered: int = 0
    waiting: int = 0

    @property
    def free(self) -> int | None:
        """How many are left for everybody; None without a limit."""
        taken = self.confirmed + self.for_codes + self.pending + self.offered
        return None if self.session.capacity is None else max(self.session.capacity - taken, 0)

    @property
    def held(self) -> str:
        """What is taken and not confirmed, in words; empty where all that is taken is."""
        return ", ".join(self._held())

    @property
    def in_words(self) -> str:
        """“18 confirmed, 4 held for codes, 2 waiting for approval, of 30”."""
        said = [ngettext("%(count)s confirmed", "%(count)s confirmed", self.confirmed) % _number(self.confirmed)]
        said += self._held()
        if self.session.capacity is not None:
            said.append(pgettext("seats", "of %(count)s") % _number(self.session.capacity))
        return ", ".join(said)

    def _held(self) -> Iterator[str]:
        if self.for_codes:
            yield ngettext("%(count)s held for codes", "%(count)s held for codes", self.for_codes) % _number(
                self.for_codes
            )
        if self.pending:
            yield ngettext("%(count)s waiting for approval", "%(count)s waiting for approval", self.pending) % _number(
                self.pending
            )
        if self.offered:
            yield ngettext("%(count)s offered", "%(count)s offered", self.offered) % _number(self.offered)


def _number(count: int) -> dict[str, str]:
    return {"count": format_number(count)}


def seats_of(sessions: Iterable[Session]) -> list[SeatCounts]:
    """The seats of each of those sessions, in their order; two queries."""
    found = list(sessions)
    ids = [session.pk for session in found]
    seats: dict[int, dict[str, int]] = {pk: {} for pk in ids}
    rows = Seat.objects.filter(session__in=ids, state__in=Seat.LIVE).order_by()
    for pk, state, count in rows.values_list("session", "state").annotate(Count("pk")):
        seats[pk][state] = count
    asides = SetAside.objects.filter(session__in=ids, left__gt=0).order_by()
    for_codes = dict(asides.values_list("session").annotate(Sum("left")))
    return [_counted(session, seats[session.pk], for_codes.get(session.pk, 0)) for session in found]


def _counted(session: Session, seats: Mapping[str, int], for_codes: int) -> SeatCounts:
    state = Seat.State
    confirmed, pending, offered, waiting = (
        seats.get(one, 0) for one in (state.CONFIRMED, state.PENDING, state.OFFERED, state.WAITLISTED)
    )
    return SeatCounts(session, confirmed, for_codes, pending, offered, waiting)


def seats_by_session(stop: Stop) -> list[SeatCounts]:
    """The seats of the stop's sessions, also of those cancelled, in order of time; three queries."""
    return seats_of(Session.objects.filter(stop=stop).order_by("starts_at", "pk"))


def held_in_words(sessions: Sequence[Session]) -> Mapping[int, str]:
    """For each session of which seats are taken and not confirmed, all that is taken in words; two queries at most."""
    if not any(session.seats_taken for session in sessions):
        return {}
    return {one.session.pk: one.in_words for one in seats_of(sessions) if one.held}

"""What a stop offers to whoever registers: its sessions with what is left of them, and who would call them back."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.catalogue.availability import of_session
from events.catalogue.words import state_word
from events.models import Organisation, Session, Stop
from registrations.booking import seats
from registrations.booking.asked import co_hosts_of
from registrations.booking.errors import BookingError
from registrations.booking.operations.open_stop import planned_sessions, refusal
from registrations.booking.questions.queries import OwnQuestions, questions_of
from registrations.booking.terms.queries import terms_of
from registrations.models import AccessCode
from tournee.texts.typography import format_date, format_time_range


@dataclass(frozen=True, slots=True)
class OfferedSession:
    """A session one can choose: `left` seats (None: unlimited; none while somebody waits), `day` where it matters."""

    session: Session
    hours: str
    left: int | None
    day: str = ""

    @property
    def waits(self) -> bool:
        """Whether whoever chooses it now goes on its waiting list."""
        return self.left is not None and self.left <= 0

    @property
    def label(self) -> SafeString:
        """Title, hours, room and whether there is a seat, as the form shows it."""
        word = state_word(Stop.Phase.UPCOMING, of_session(self.session.capacity, self.session.seats_taken))
        said = _("full: waiting list") if self.waits else word.text
        about = " · ".join(filter(None, [self.day, self.hours, self.session.room]))
        return format_html(
            '<span class="offered"><b>{}</b> <span class="muted">{}</span> <span class="badge {}">{}</span></span>',
            self.session.title, about, "warn" if self.waits else word.tone, said,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen at a stop at one moment, or why nothing can (`refusal`)."""

    stop: Stop
    sessions: list[OfferedSession]
    co_hosts: list[Organisation]
    refusal: BookingError | None
    questions: OwnQuestions = field(default_factory=OwnQuestions)

    def would_wait(self, wanted: Iterable[Iterable[int]]) -> list[OfferedSession]:
        """Where a party would wait, whose people want these sessions (ids)."""
        counted = Counter(session for one in wanted for session in one)
        return [
            offered
            for offered in self.sessions
            if counted[offered.session.pk] and offered.left is not None and offered.left < counted[offered.session.pk]
        ]


def offer_of(stop: Stop, at: datetime.datetime, *, co_hosts: bool = True, by_team: bool = False) -> Offer:
    """The offer of `stop` at that moment; five queries, or two where nobody can register.

    Without `co_hosts` only the sessions are looked for. The team registers somebody at any time until the stop is over,
    and no consent is asked of it.
    """
    prefetch_related_objects([stop], "sessions")
    why = refusal(stop, at, by_team=by_team)
    if why is not None:
        return Offer(stop, [], [], why)
    sessions = offered_sessions(stop, at)
    if not co_hosts:
        return Offer(stop, sessions, [], None)
    return Offer(stop, sessions, [] if by_team else co_hosts_of(stop.pk), None, questions_of(stop))


def asks_for_code(stop: Stop) -> str:
    """Whether the form asks for a code: “needed” where nobody registers without, “known” where some have one, or not.

    At most one query beside the stop's terms.
    """
    if terms_of(stop).with_code_only:
        return "needed"
    return "known" if AccessCode.objects.filter(stop=stop, withdrawn_at=None).exists() else ""


def offered_sessions(stop: Stop, at: datetime.datetime) -> list[OfferedSession]:
    """The planned sessions that are not over, in order of time."""
    sessions = [session for session in planned_sessions(stop) if session.ends_at > at]
    waited_for = seats.waited_for(stop.pk)
    days = _days(stop, sessions)
    return [
        OfferedSession(
            session,
            format_time_range(session.starts_at, session.ends_at, zone=stop.zone),
            _left(session, waited_for),
            days.get(session.pk, ""),
        )
        for session in sessions
    ]


def _left(session: Session, waited_for: set[int]) -> int | None:
    if session.pk in waited_for:
        return 0
    return None if session.capacity is None else session.capacity - session.seats_taken


def _days(stop: Stop, sessions: list[Session]) -> Mapping[int, str]:
    """The day of each session, where they are on several."""
    days = {session.pk: session.starts_at.astimezone(stop.zone).date() for session in sessions}
    if len(set(days.values())) < 2:
        return {}
    return {pk: format_date(day, year=False) for pk, day in days.items()}

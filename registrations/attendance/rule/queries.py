"""Which rule of attendance holds, of a stop or of one of its sessions."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from events.models import Session, Stop
from events.planning.queries import stop_at
from registrations.models import AttendanceRule


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one stop: its own, and those that sessions have instead."""

    of_stop: AttendanceRule
    of_sessions: dict[int, AttendanceRule]

    def of(self, session: Session | None) -> AttendanceRule:
        """The rule that holds in that session, or at the stop as a whole."""
        return self.of_sessions.get(session.pk, self.of_stop) if session else self.of_stop


def rules_of(stop: Stop) -> Rules:
    """The rules of the stop; one query."""
    found = {rule.session_id: rule for rule in AttendanceRule.objects.filter(stop=stop)}
    of_stop = found.pop(None, None) or AttendanceRule(stop=stop)
    return Rules(of_stop, {session_id: rule for session_id, rule in found.items() if session_id is not None})


def rule_of(stop: Stop, session: Session | None = None) -> AttendanceRule:
    """The session's own rule, else the stop's, else that of an information meeting, which is not saved. One query."""
    return rules_of(stop).of(session)


def session_of(tour: str, stop: str, session: UUID) -> Session:
    """The session of that public id at the stop's address. Raises Http404."""
    at = stop_at(tour, stop)
    found = at.sessions.filter(public_id=session).first()
    if found is None:
        raise Http404
    found.stop = at
    return found

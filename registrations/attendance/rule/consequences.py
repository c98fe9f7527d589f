"""What another regime would change of what was proved already: hours, and the certificates that state them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Session, Stop
from registrations.attendance.certificates.certified import is_overtaken
from registrations.attendance.certificates.words import hours_in_words
from registrations.attendance.presence import CONFIRMED_ONLY, evidence_at
from registrations.attendance.rule.queries import rules_of
from registrations.models import Certificate
from tournee.texts.typography import format_number


@dataclass(frozen=True, slots=True)
class Consequences:
    """How many people’s hours would change, all minutes before and after, and how many certificates be overtaken.

    `lacks_sheets`: they fall because no signed sheet says yet who was in the sessions.
    """

    people: int
    before: int
    after: int
    certificates: int
    lacks_sheets: bool = False

    def said(self) -> Iterator[str]:
        """In sentences; none where nothing changes."""
        if self.people:
            said = ngettext(
                "The hours of %(count)s person change: %(before)s before, %(after)s after.",
                "The hours of %(count)s people change: %(before)s in all before, %(after)s after.",
                self.people,
            )
            yield said % {
                "count": format_number(self.people),
                "before": hours_in_words(self.before), "after": hours_in_words(self.after),
            }  # fmt: skip
        if self.lacks_sheets:
            yield _("That holds as long as the signed sheets are not brought back.")
        if self.certificates:
            said = ngettext(
                "%(count)s certificate is overtaken: it is no longer printed nor sent until it is replaced.",
                "%(count)s certificates are overtaken: they are no longer printed nor sent until they are replaced.",
                self.certificates,
            )
            yield said % {"count": format_number(self.certificates)}


def consequences_of(stop: Stop, session: Session | None, regime: str) -> Consequences:
    """What would change if that regime held in the session, or in all of the stop’s without a rule of their own; six
    queries, whatever the number of people."""
    now = evidence_at([stop])
    of_sessions = rules_of(stop).of_sessions
    moved = {session.pk} if session else now.sessions.keys() - of_sessions.keys()
    then = replace(now, strict=now.strict | moved if regime in CONFIRMED_ONLY else now.strict - moved)
    attended = {pk: (now.attended_by(pk), then.attended_by(pk)) for pk in now.facts}
    changed = [(one.minutes, other.minutes) for one, other in attended.values() if one != other]
    standing = Certificate.objects.filter(attendee__in=attended, revoked_at=None)
    overtaken = [
        is_overtaken(one, attended[one.attendee_id][1], came=True)
        and not is_overtaken(one, attended[one.attendee_id][0], came=True)
        for one in standing
    ]
    before, after = (sum(minutes) for minutes in zip(*changed, strict=True)) if changed else (0, 0)
    lacks_sheets = regime in CONFIRMED_ONLY and after < before
    return Consequences(len(changed), before, after, sum(overtaken), lacks_sheets)

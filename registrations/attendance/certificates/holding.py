"""Who came to a stop, who holds a certificate of it, and whether that still says what presence says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from events.models import Stop
from registrations.attendance.certificates.certified import is_overtaken
from registrations.attendance.presence import Attended, evidence_at
from registrations.models import Attendee, Certificate

_NOBODY = Attended(0, ())


@dataclass(frozen=True, slots=True)
class Came:
    """Whoever came to a stop, by attendee: what they attended, and who was in no session that counts.

    Where a stop has sessions, nobody is certified who was in none: noted on the eve, on a day without a session of
    theirs, or where a session counts only once it is confirmed.
    """

    attended: dict[int, Attended]
    unconfirmed: frozenset[int]

    @property
    def certifiable(self) -> set[int]:
        """The attendees who may have a certificate."""
        return self.attended.keys() - self.unconfirmed


@dataclass(frozen=True, slots=True)
class Held:
    """What stands of one person: what they attended, their certificates, the latest first."""

    attendee: Attendee
    attended: Attended
    came: bool
    unconfirmed: bool
    certificates: tuple[Certificate, ...]

    @property
    def valid(self) -> Certificate | None:
        """The certificate that stands."""
        return next((one for one in self.certificates if one.revoked_at is None), None)

    @property
    def overtaken(self) -> bool:
        """The certificate that stands says something else than presence does by now."""
        return self.valid is not None and is_overtaken(self.valid, self.attended, came=self.came)

    @property
    def withdrawn(self) -> bool:
        """They came, and their last certificate was revoked by somebody: only by their name they get another."""
        return self.came and is_withdrawn(self.certificates[0] if self.certificates else None)

    @property
    def bereft(self) -> bool:
        """They were sent theirs, and once it is replaced they have none: they did not come, or in no session."""
        gone = self.overtaken and (not self.came or self.unconfirmed)
        return gone and _sent(self) and bool(self.attendee.person.email) and not self.erased

    @property
    def erased(self) -> bool:
        """Nobody knows any more who it was."""
        return self.attendee.person.erased_at is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many came to a stop, have a certificate that says what presence says, still wait for one; and the others.

    Of those `printable` the name is still known; `withdrawn` are those whose last one somebody revoked.
    """

    came: int
    valid: int
    printable: int
    waiting: int
    withdrawn: int
    overtaken: int
    unconfirmed: int
    bereft: int
    to_send: int
    without_address: int
    revoked: int


def who_came(stop: Stop) -> Came:
    """Whoever came, and what of it counts; four queries, whatever the number."""
    evidence = evidence_at([stop])
    attended = evidence.attended()
    lacking = (pk for pk, one in attended.items() if not one.minutes) if evidence.sessions else ()
    return Came(attended, frozenset(lacking))


def everybody(stop: Stop) -> list[Held]:
    """Everybody who came or holds a certificate, in order of name; six queries, whatever the number."""
    came = who_came(stop)
    theirs: dict[int, list[Certificate]] = {}
    for certificate in Certificate.objects.filter(attendee__stop=stop).order_by("-number"):
        theirs.setdefault(certificate.attendee_id, []).append(certificate)
    people = Attendee.objects.filter(Q(pk__in=came.attended) | Q(pk__in=theirs), stop=stop)
    return [
        Held(
            attendee,
            came.attended.get(attendee.pk, _NOBODY),
            attendee.pk in came.attended,
            attendee.pk in came.unconfirmed,
            tuple(theirs.get(attendee.pk, ())),
        )
        for attendee in people.select_related("person__company", "registration").order_by("person__search_key", "pk")
    ]


def tally_of(people: Iterable[Held]) -> Tally:
    """The figures of these people; no query."""
    held = list(people)
    valid = [one for one in held if one.valid and not one.overtaken]
    named = [one for one in valid if not one.erased]
    lacking = [one for one in held if one.came and not one.valid and not one.unconfirmed and not one.erased]
    return Tally(
        came=sum(one.came for one in held),
        valid=len(valid),
        printable=len(named),
        waiting=sum(not one.withdrawn for one in lacking),
        withdrawn=sum(one.withdrawn for one in lacking),
        overtaken=sum(one.overtaken for one in held),
        bereft=sum(one.bereft for one in held),
        unconfirmed=sum(one.unconfirmed and not one.valid for one in held),
        to_send=sum(bool(one.attendee.person.email) and not _sent(one) for one in named),
        without_address=sum(not one.attendee.person.email for one in named),
        revoked=sum(certificate.revoked_at is not None for one in held for certificate in one.certificates),
    )


def _sent(held: Held) -> bool:
    return held.valid is not None and held.valid.sent_at is not None


def is_withdrawn(last: Certificate | None) -> bool:
    """Whether somebody revoked that certificate, the last of a person, and said why; presence gives no reason."""
    return last is not None and last.revoked_at is not None and last.reason != ""

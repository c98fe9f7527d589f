"""Who may have a certificate of a stop, who has one, and whether it still says what presence says."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import override

from events.models import Stop
from events.planning.queries import stop_at
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
class OneCertificate:
    """A certificate with the stop it is of: rules ask about the stop."""

    certificate: Certificate
    stop: Stop


@dataclass(frozen=True, slots=True)
class OneAttendee:
    """Somebody named at a stop, with the stop."""

    attendee: Attendee
    stop: Stop


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
    attended = {attendee: evidence.attended_by(attendee) for attendee in evidence.facts}
    lacking = (pk for pk, one in attended.items() if not one.minutes) if evidence.sessions else ()
    return Came(attended, frozenset(lacking))


def of_stop(stop: Stop) -> QuerySet[Certificate]:
    """The certificates of a stop with the people they are of, by number."""
    return (
        Certificate.objects.filter(attendee__stop=stop)
        .select_related("attendee__person__company", "attendee__registration", "tour")
        .order_by("number")
    )


def valid_of(stop: Stop) -> QuerySet[Certificate]:
    """Those that stand, of people whose name is still known."""
    return of_stop(stop).filter(revoked_at=None, attendee__person__erased_at=None)


def to_print(stop: Stop) -> QuerySet[Certificate]:
    """Those of them that say what presence says, in order of name."""
    overtaken = [one.valid.pk for one in everybody(stop) if one.valid and one.overtaken]
    return valid_of(stop).exclude(pk__in=overtaken).order_by("attendee__person__search_key", "number")


def to_send(stop: Stop) -> QuerySet[Certificate]:
    """Those to print that were not sent yet, whose holder has an address; by number."""
    return to_print(stop).filter(sent_at=None).exclude(attendee__person__email="").order_by("number")


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


def is_overtaken(certificate: Certificate, attended: Attended, *, came: bool) -> bool:
    """Whether presence says something else by now than what was certified."""
    if not came:
        return True
    certified = [(one["session"], one["minutes"]) for one in certificate.sessions]
    return certificate.minutes != attended.minutes or certified != _pairs(attended)


def sessions_as_printed(attended: Attended, stop: Stop, language: str) -> list[dict[str, Any]]:
    """The sessions somebody attended, as their certificate keeps them: title, hours by the stop's clock, minutes."""
    with override(language):
        return [
            {
                "session": str(one.session.public_id),
                "title": one.session.title,
                "starts_at": one.session.starts_at.astimezone(stop.zone).isoformat(),
                "ends_at": one.session.ends_at.astimezone(stop.zone).isoformat(),
                "minutes": one.minutes,
            }
            for one in attended.sessions
        ]


def in_language(certificate: Certificate, language: str, stop: Stop) -> Certificate:
    """The same certificate, not saved, with the titles that its sessions have in that language; at most one query."""
    if language == certificate.language:
        return certificate
    found = stop.sessions.filter(public_id__in=[one["session"] for one in certificate.sessions])
    with override(language):
        titles = {str(session.public_id): session.title for session in found}
    drawn = copy(certificate)
    drawn.language = language
    drawn.sessions = [{**one, "title": titles.get(one["session"], one["title"])} for one in certificate.sessions]
    return drawn


def _pairs(attended: Attended) -> list[tuple[str, int]]:
    return [(str(one.session.public_id), one.minutes) for one in attended.sessions]


def is_over(stop: Stop, at: datetime.datetime) -> bool:
    """Whether all that a certificate counts is over at `at` (aware): the last planned session, else the last day."""
    last = stop.sessions.planned().aggregate(last=Max("ends_at"))["last"]
    if last is not None:
        return bool(last <= at)
    day = stop.ends_on or stop.starts_on
    return day is not None and day < at.astimezone(stop.zone).date()


def next_number(tour: int) -> int:
    """The number after the last of that tour; whoever asks holds the tour."""
    last: int | None = Certificate.objects.filter(tour=tour).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def certificate_of(attendee: Attendee) -> Certificate | None:
    """The certificate of theirs that stands; one query."""
    return Certificate.objects.filter(attendee=attendee, revoked_at=None).first()


def certificate_at(tour: str, stop: str, number: int) -> OneCertificate:
    """The certificate of that number at that stop. Raises Http404."""
    at = stop_at(tour, stop)
    found = of_stop(at).filter(number=number).first()
    if found is None:
        raise Http404
    found.attendee.stop = at
    return OneCertificate(found, at)


def attendee_at(tour: str, stop: str, attendee: uuid.UUID) -> OneAttendee:
    """The attendee of that id at that stop. Raises Http404."""
    at = stop_at(tour, stop)
    found = Attendee.objects.filter(stop=at, public_id=attendee).select_related("person", "registration").first()
    if found is None:
        raise Http404
    found.stop = at
    return OneAttendee(found, at)


def found_by_code(code: str) -> Certificate | None:
    """The certificate that bears this code, with its tour, its stop and its holder; one query."""
    related = ("tour", "attendee__stop__tour", "attendee__person__company")
    return Certificate.objects.filter(code=code).select_related(*related).first()


def codes_numbered(number: int) -> list[str]:
    """The codes of the certificates of that number, one a tour; one query."""
    return list(Certificate.objects.filter(number=number).values_list("code", flat=True))


def last_of(people: Iterable[Attendee]) -> dict[int, Certificate]:
    """The last certificate of each of these people who had any, standing or not; one query."""
    return {one.attendee_id: one for one in Certificate.objects.filter(attendee__in=people).order_by("number")}


def former_numbers(certificates: Iterable[Certificate]) -> dict[int, int]:
    """By certificate: the number of the one before it of the same person, revoked since. One query."""
    by_attendee = {one.attendee_id: one for one in certificates}
    former = Certificate.objects.filter(attendee__in=by_attendee).exclude(revoked_at=None).order_by("number")
    return {
        by_attendee[attendee].pk: number
        for attendee, number in former.values_list("attendee", "number")
        if number < by_attendee[attendee].number
    }


def replaced_by(certificate: Certificate) -> Certificate | None:
    """The one that stands for the same person instead of one that was revoked; one query."""
    return Certificate.objects.filter(attendee=certificate.attendee_id, revoked_at=None).first()


def begun_on(attended: Attended, stop: Stop) -> datetime.date:
    """The day a certificate bears: that of the first session attended, else the stop's first."""
    if attended.sessions:
        return attended.sessions[0].session.starts_at.astimezone(stop.zone).date()
    return stop.starts_on or timezone.now().astimezone(stop.zone).date()

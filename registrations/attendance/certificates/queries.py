"""The certificates of a stop: those that stand, to print or to send, and one by its number, code or holder."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.http import Http404

from events.models import Stop
from events.planning.queries import stop_at
from registrations.attendance.certificates.holding import everybody
from registrations.models import Attendee, Certificate


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


def certificate_of(attendee: Attendee) -> Certificate | None:
    """The certificate of theirs that stands; one query."""
    return Certificate.objects.filter(attendee=attendee, revoked_at=None).first()


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


def found_by_code(code: str) -> Certificate | None:
    """The certificate that bears this code, with its tour, its stop and its holder; one query."""
    related = ("tour", "attendee__stop__tour", "attendee__person__company")
    return Certificate.objects.filter(code=code).select_related(*related).first()


def codes_numbered(number: int) -> list[str]:
    """The codes of the certificates of that number, one a tour; one query."""
    return list(Certificate.objects.filter(number=number).values_list("code", flat=True))


def next_number(tour: int) -> int:
    """The number after the last of that tour; whoever asks holds the tour."""
    last: int | None = Certificate.objects.filter(tour=tour).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1

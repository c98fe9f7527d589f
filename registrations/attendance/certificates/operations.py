"""Every change of certificates: issued, replaced, revoked, sent.

Numbers run by tour without gaps: whoever issues holds the people it is about, by their ids, then the tour; so does the
door, and nobody waits in a circle. A certificate is never deleted, and its number never used again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models import Stop, Tour
from registrations.attendance.certificates import certified, holding, queries
from registrations.attendance.certificates.errors import CertificateError
from registrations.attendance.certificates.sending import queue_certificates, queue_revocations
from registrations.attendance.certificates.signing import Certified, sign
from registrations.attendance.presence import Attended
from registrations.models import Attendee, Certificate
from tournee.accounts.models import User
from tournee.history.operations import record, record_all


@dataclass(frozen=True, slots=True)
class Replaced:
    """What bringing certificates up to date did: those revoked, and those issued instead."""

    revoked: list[Certificate]
    issued: list[Certificate]


def issue_all(stop: Stop, *, actor: User | None) -> list[Certificate]:
    """A certificate for everybody who came and has none, numbered in order of name; those that are new.

    Whoever had one that somebody revoked is left out: `issue` gives them another, once it is known to be theirs.
    Raises CertificateError before the last session is over, and of a stop that is cancelled or has no date.
    """
    _require_over(stop)
    with transaction.atomic():
        people = _hold(stop, holding.who_came(stop).certifiable)
        return _issue(stop, people, actor)


def issue(attendee: Attendee, *, actor: User | None) -> Certificate:
    """A certificate for one person. Raises CertificateError where they did not come, or have one that stands."""
    stop = attendee.stop
    _require_over(stop)
    with transaction.atomic():
        people = _hold(stop, [attendee.pk])
        _require_certifiable(attendee, stop)
        issued = _issue(stop, people, actor, withdrawn_too=True)
        if not issued:
            raise CertificateError(
                _("This person has a certificate that stands. Revoke it first."), code="issued_already"
            )
        return issued[0]


def revoke(
    certificate: Certificate, *, reason: str, actor: User | None, tell: bool = False, note: str = ""
) -> Certificate:
    """From now on it is not genuine any more; why is for the team alone. Revoked twice, it is revoked since the first.

    With `tell` whoever had it is written to in their language, with the `note`, if they have an address. Raises
    CertificateError without a reason, and for a note to nobody.
    """
    if note.strip() and not tell:
        raise CertificateError(
            _("Tick the box above, or empty this field: otherwise nobody reads it."),
            code="note_to_nobody", field="note",
        )  # fmt: skip
    if not reason.strip():
        raise CertificateError(_("Say why: whoever asks later is told by you."), code="no_reason", field="reason")
    with transaction.atomic():
        current = Certificate.objects.select_for_update(no_key=True).get(pk=certificate.pk)
        if current.revoked_at is None:
            _revoke([current], reason.strip(), actor)
            if tell:
                _tell(current.attendee.stop, [current], note.strip())
    return current


def bring_up_to_date(stop: Stop, *, actor: User | None, tell: bool = False) -> Replaced:
    """Revoke the certificates that presence has overtaken since, and issue what it says now to those who came.

    With `tell` those to whom theirs was sent, and who get none instead, are written to. Raises CertificateError before
    the last session is over.
    """
    _require_over(stop)
    with transaction.atomic():
        held = {one.attendee.pk for one in holding.everybody(stop) if one.overtaken}
        people = _hold(stop, held)
        # Held too, so that one revoked meanwhile keeps its reason.
        standing = Certificate.objects.filter(attendee__in=held, revoked_at=None).order_by("pk")
        list(standing.select_for_update(no_key=True).values_list("pk"))
        overtaken = [one for one in holding.everybody(stop) if one.overtaken and one.attendee.pk in held]
        revoked = [one.valid for one in overtaken if one.valid]
        _revoke(revoked, "", actor)
        certifiable = holding.who_came(stop).certifiable
        issued = _issue(stop, [one for one in people if one.pk in certifiable], actor)
        if tell:
            served = {one.attendee_id for one in issued}
            _tell(stop, [one for one in revoked if one.sent_at and one.attendee_id not in served])
        return Replaced(revoked, issued)


def send(stop: Stop, *, expected: int, actor: User | None) -> int:
    """Write to everybody whose certificate was not sent yet and who has an address; how many.

    Each reads where theirs is, in its language. Raises CertificateError where they are not as many as `expected`.
    """
    with transaction.atomic():
        waiting = queries.to_send(stop).select_for_update(of=("self",), no_key=True)
        certificates = list(waiting)
        if len(certificates) != expected:
            said = ngettext(
                "Meanwhile it is %(count)s person. Look again before you send.",
                "Meanwhile it is %(count)s people. Look again before you send.",
                len(certificates),
            )
            raise CertificateError(said % {"count": len(certificates)}, code="changed_meanwhile")
        queue_certificates(stop, certificates)
        Certificate.objects.filter(pk__in=[one.pk for one in certificates]).update(sent_at=timezone.now())
        record("certificate.send", stop, actor=actor, changes={"certificates": (None, len(certificates))})
    return len(certificates)


def _require_over(stop: Stop) -> None:
    if why := certified.takes_no_place(stop):
        raise CertificateError(why, code="no_day")
    if not certified.is_over(stop, timezone.now()):
        raise CertificateError(
            _("The stop is not over yet. Certificates say hours really attended: issue them after its last session."),
            code="not_over",
        )


def _require_certifiable(attendee: Attendee, stop: Stop) -> None:
    came = holding.who_came(stop)
    if attendee.pk in came.unconfirmed:
        raise CertificateError(
            _("This person was noted in no session that counts. Note who signed its sheet, or add a presence, first."),
            code="unconfirmed",
        )
    if attendee.pk not in came.attended or attendee.person.erased_at is not None:
        raise CertificateError(
            _("Nobody noted this person as here. Correct the presence first, if they came."), code="not_here"
        )


def _hold(stop: Stop, people: Iterable[int]) -> list[Attendee]:
    """These people, held until the end of the transaction, then the tour; in order of name."""
    ids = list(people)
    list(Attendee.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    Tour.objects.select_for_update(no_key=True).get(pk=stop.tour_id)
    named = Attendee.objects.filter(pk__in=ids, stop=stop, person__erased_at=None)
    return list(named.select_related("person", "registration").order_by("person__search_key", "pk"))


def _issue(
    stop: Stop, people: Sequence[Attendee], actor: User | None, *, withdrawn_too: bool = False
) -> list[Certificate]:
    """Those of these people who have none that stands get one; the tour is held. What they attended is read again.

    Whose last one somebody revoked is left out, unless `withdrawn_too`.
    """
    attended = holding.who_came(stop).attended
    last = queries.last_of(people)
    passed_over = {pk for pk, one in last.items() if one.revoked_at is None}
    if not withdrawn_too:
        passed_over |= {pk for pk, one in last.items() if holding.is_withdrawn(one)}
    number = queries.next_number(stop.tour_id)
    wanted = [one for one in people if one.pk in attended and one.pk not in passed_over]
    issued = Certificate.objects.bulk_create(
        _certificate(stop, attendee, attended[attendee.pk], number + place, actor)
        for place, attendee in enumerate(wanted)
    )
    record_all("certificate.issue", issued, actor=actor)
    return issued


def _certificate(stop: Stop, attendee: Attendee, attended: Attended, number: int, actor: User | None) -> Certificate:
    language = attendee.registration.language
    signed = Certified(stop.tour_id, number, attended.minutes, certified.begun_on(attended, stop))
    return Certificate(
        tour_id=stop.tour_id,
        attendee=attendee,
        number=number,
        code=sign(signed),
        minutes=attended.minutes,
        sessions=certified.sessions_as_printed(attended, stop, language),
        language=language,
        issued_by=actor,
    )


def _revoke(certificates: Sequence[Certificate], reason: str, actor: User | None) -> None:
    """Say of each since when it stands no more, and why: nothing, where presence has overtaken it.

    History keeps no reason, which may name somebody.
    """
    now = timezone.now()
    for certificate in certificates:
        certificate.revoked_at, certificate.reason = now, reason
    ids = [one.pk for one in certificates]
    Certificate.objects.filter(pk__in=ids).update(revoked_at=now, reason=reason)
    record_all("certificate.revoke", certificates, actor=actor)


def _tell(stop: Stop, certificates: Sequence[Certificate], note: str = "") -> None:
    """Write to whoever had these, where their name and an address are known."""
    known = queries.of_stop(stop).filter(pk__in=[one.pk for one in certificates], attendee__person__erased_at=None)
    queue_revocations(stop, list(known.exclude(attendee__person__email="")), note)

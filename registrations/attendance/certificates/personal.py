"""What certificates hold of somebody, for whoever asks; and what stays of them once a person is erased."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from registrations.models import Certificate, Person
from registrations.privacy.announcements import Held, PersonErased


def held_by_certificates(person: Person) -> Iterator[Held]:
    """Each certificate of theirs; one query."""
    certificates = Certificate.objects.filter(attendee__person=person)
    for one in certificates.select_related("tour", "attendee__stop").order_by("pk"):
        yield Held(
            _("certificate of attendance"),
            _("to prove that somebody came"),
            {
                "tour": str(one.tour), "stop": str(one.attendee.stop), "number": one.number, "minutes": one.minutes,
                "sessions": [session["title"] for session in one.sessions], "issued_at": one.issued_at,
                "sent_at": one.sent_at, "revoked_at": one.revoked_at, "reason": one.reason, "code": one.code,
            },
        )  # fmt: skip


def forget(erased: PersonErased) -> None:
    """Blank why theirs were revoked, which may speak of them; the certificates stay, genuine and without a name."""
    Certificate.objects.filter(attendee__in=erased.attendee_ids).exclude(reason="").update(reason="")

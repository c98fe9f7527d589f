"""The letters about certificates: one brings it, by the ticket's own link; another says that one stands no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.attendance.certificates import links
from registrations.attendance.certificates.queries import former_numbers
from registrations.models import Certificate
from tournee.mail.addresses import Recipient
from tournee.mail.merging import Letter, mark, queue_letters
from tournee.mail.rendering import Texts, render, without_signature
from tournee.texts.languages import LANGUAGE_CHOICES

TEMPLATE = "registrations/attendance/certificates/mail/certificate"
REVOKED = "registrations/attendance/certificates/mail/revoked"
PURPOSE = _("Certificate of attendance")


def queue_certificates(stop: Stop, certificates: Sequence[Certificate]) -> int:
    """Write to the holder of each, in its language, in the caller's transaction; how many were written.

    Whoever had one before reads which is no longer valid.
    """
    former = former_numbers(certificates)
    return _queue(TEMPLATE, stop, certificates, lambda one: _values(one, former))


def queue_revocations(stop: Stop, certificates: Sequence[Certificate], note: str = "") -> int:
    """Tell whoever had each of these that it stands no more, as above; with the `note` that somebody wrote to them."""
    return _queue(REVOKED, stop, certificates, _whose, note=note)


def letter_to(stop: Stop, certificate: Certificate) -> Texts:
    """What its holder would read, without the signature; nothing is written."""
    former = former_numbers([certificate])
    with translation.override(certificate.language):
        values = {**_values(certificate, former), "address": "", "check": ""}
        texts = render(TEMPLATE, language=certificate.language, context=_context(stop, values))
    return Texts(texts.subject, without_signature(texts.text), texts.html)


def _queue(
    template: str,
    stop: Stop,
    certificates: Sequence[Certificate],
    values_of: Callable[[Certificate], dict[str, str]],
    **alike: str,
) -> int:
    """Such a letter to the holder of each, in its language, with what all say `alike`; how many were written."""
    written = 0
    for language, _name in LANGUAGE_CHOICES:
        with translation.override(language):
            letters = [_letter(stop, one, values_of(one)) for one in certificates if one.language == language]
            if letters:
                marks = {name: mark(name) for name in letters[0].values}
                written += queue_letters(
                    template, letters, language=language, context={**_context(stop, marks), **alike}, purpose=PURPOSE,
                    reply_to=stop.tour.contact_email, sender_name=stop.tour.contact_name,
                )  # fmt: skip
    return written


def _letter(stop: Stop, certificate: Certificate, values: dict[str, str]) -> Letter:
    person = certificate.attendee.person
    to = Recipient(person.email, person.name)
    return Letter(to, values, about=[certificate.attendee.registration, stop])


def _whose(certificate: Certificate) -> dict[str, str]:
    return {"person": str(certificate.attendee.person), "number": str(certificate.number)}


def _values(certificate: Certificate, former: Mapping[int, int]) -> dict[str, str]:
    return {
        **_whose(certificate),
        "replaces": str(former.get(certificate.pk, "")),
        "address": links.my_certificate(certificate.attendee),
        "check": links.verify_link(certificate),
    }


def _context(stop: Stop, values: dict[str, str]) -> dict[str, object]:
    return {**values, "place": stop.place, "tour": stop.tour}

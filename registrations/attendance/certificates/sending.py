"""The letter that brings a certificate: where it is, by the ticket's own link, and where anybody checks it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.attendance.certificates import links
from registrations.models import Certificate
from tournee.mail.addresses import Recipient
from tournee.mail.merging import Letter, mark, queue_letters
from tournee.mail.rendering import Texts, render, without_signature
from tournee.texts.languages import LANGUAGE_CHOICES

TEMPLATE = "registrations/attendance/certificates/mail/certificate"
PURPOSE = _("Certificate of attendance")


def queue_certificates(stop: Stop, certificates: Sequence[Certificate]) -> int:
    """Write to the holder of each, in its language, in the caller's transaction; how many were written."""
    written = 0
    for language, _name in LANGUAGE_CHOICES:
        with translation.override(language):
            letters = [_letter(stop, one) for one in certificates if one.language == language]
            if letters:
                marks = {name: mark(name) for name in letters[0].values}
                written += queue_letters(
                    TEMPLATE, letters, language=language, context=_context(stop, marks), purpose=PURPOSE,
                    reply_to=stop.tour.contact_email, sender_name=stop.tour.contact_name,
                )  # fmt: skip
    return written


def letter_to(stop: Stop, certificate: Certificate) -> Texts:
    """What its holder would read, without the signature; nothing is written."""
    with translation.override(certificate.language):
        values = {**_values(certificate), "address": "", "check": ""}
        texts = render(TEMPLATE, language=certificate.language, context=_context(stop, values))
    return Texts(texts.subject, without_signature(texts.text), texts.html)


def _letter(stop: Stop, certificate: Certificate) -> Letter:
    person = certificate.attendee.person
    to = Recipient(person.email, person.name)
    return Letter(to, _values(certificate), about=[certificate.attendee.registration, stop])


def _values(certificate: Certificate) -> dict[str, str]:
    return {
        "person": str(certificate.attendee.person),
        "number": str(certificate.number),
        "address": links.my_certificate(certificate.attendee),
        "check": links.verify_link(certificate),
    }


def _context(stop: Stop, values: dict[str, str]) -> dict[str, object]:
    return {**values, "place": stop.place, "tour": stop.tour}

"""Addresses of certificates: absolute where they are printed or sent, in the active language; else within the site."""

from __future__ import annotations

from django.urls import reverse

from events.calendars.links import absolute
from events.models import Stop
from registrations.booking.links import ticket_token
from registrations.booking.queries import Place
from registrations.models import Attendee, Certificate
from tournee.texts.languages import LANGUAGES


def page_of(stop: Stop) -> str:
    """Where, within the workspace, the stop's certificates are."""
    return reverse("certificates", args=[stop.tour.slug, stop.slug])


def verify_link(certificate: Certificate) -> str:
    """Where anybody checks this certificate, which its QR code opens."""
    return absolute(reverse("verify", args=[certificate.code]))


def verify_page() -> str:
    """Where a code is typed in."""
    return absolute(reverse("verify_by_hand"))


def my_certificate(attendee: Attendee) -> str:
    """Where somebody finds their certificate as a PDF, by their ticket's own link."""
    return absolute(reverse("my_certificate", args=[ticket_token(attendee)]))


def certificate_files(place: Place) -> list[tuple[str, str]]:
    """Where, within the site, the bearer of a ticket's link finds their certificate, each with its language: first the
    one it was issued in. Nothing without one that stands."""
    issued_in = Certificate.objects.filter(attendee=place.attendee, revoked_at=None).values_list("language", flat=True)
    own = issued_in.first()
    if own is None:
        return []
    address = reverse("my_certificate", args=[place.token])
    return [(address, own), *((f"{address}?language={other}", other) for other in LANGUAGES if other != own)]

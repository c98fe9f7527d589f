"""Certificates without an account: whether one is genuine, for anybody; one's own, by the ticket's link."""

from __future__ import annotations

import base64

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from registrations import private
from registrations.attendance.certificates import queries, signing
from registrations.attendance.certificates.forms import CodeForm
from registrations.attendance.certificates.verifying import Verdict, check, code_typed
from registrations.attendance.certificates.views.files import one_pdf
from registrations.attendance.certificates.words import hours_in_words, sessions_in_words, short_code
from registrations.booking.rules import bears_link
from registrations.booking.tickets import by_ticket
from registrations.booking.views.private import known_link
from registrations.models import Certificate
from tournee.web.access import anyone, opens_to
from tournee.web.forms import refusals

_unkept = private.unkept(referrer="no-referrer")
_STATUS = {Verdict.FORGED: 404, Verdict.UNKNOWN: 404}


@require_safe
@opens_to(anyone)
def by_hand(request: HttpRequest) -> HttpResponse:
    """Where a code is typed or pasted; then its own page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        with refusals(form):
            return redirect("verify", code_typed(form.cleaned_data["code"]))
    return render(
        request, "registrations/attendance/certificates/by_hand.html",
        {"form": form, **_shown_key(signing.public_key())}, status=422 if form.errors else 200,
    )  # fmt: skip


@require_safe
@_unkept
@opens_to(anyone)
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Genuine, revoked or forged; what is certified, what exactly is signed, and the key that proves it without us."""
    checked = check(code)
    certificate = checked.certificate
    context = {
        "checked": checked,
        "certificate": certificate,
        "stop": certificate.attendee.stop if certificate else None,
        "sessions": list(sessions_in_words(certificate)) if certificate else [],
        "short": short_code(certificate) if certificate else "",
        "hours": hours_in_words(certificate.minutes) if certificate and certificate.minutes else "",
        "said": str(checked.signed.certified) if checked.signed else "",
        "signature": base64.b64encode(checked.signed.signature).decode() if checked.signed else "",
        **_shown_key(checked.signed.public_key if checked.signed else signing.public_key()),
    }
    status = _STATUS.get(checked.verdict, 200)
    return render(request, "registrations/attendance/certificates/verify.html", context, status=status)


def _shown_key(key: bytes) -> dict[str, str]:
    return {"key": signing.as_pem(key).strip(), "site": settings.SITE_NAME}


def _own(token: str) -> Certificate | None:
    """The certificate of whoever's ticket the link is; None for a link that opens nothing, or without one."""
    place = by_ticket(token)
    if place is None or place.attendee is None:
        return None
    certificate = queries.certificate_of(place.attendee)
    if certificate is not None:
        certificate.attendee = place.attendee
    return certificate


@require_safe
@opens_to(bears_link, of=_own)
@known_link
def mine(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """One's own certificate as a PDF, in the language it was issued in, or in the `?language=` asked for."""
    return one_pdf(request, certificate, certificate.attendee.stop)

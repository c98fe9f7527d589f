"""Issuing certificates, replacing those that presence has overtaken, and revoking one: each asks first."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.models import Stop
from events.planning.queries import stop_at
from registrations.attendance.certificates import holding, operations, queries
from registrations.attendance.certificates.forms import ReplaceForm, RevokeForm
from registrations.attendance.certificates.holding import Tally
from registrations.attendance.certificates.links import page_of
from registrations.attendance.certificates.queries import OneAttendee, OneCertificate
from registrations.attendance.certificates.rules import issues_certificates
from tournee.texts.typography import format_number
from tournee.web.access import opens_to, signed_in_user
from tournee.web.second_step import second_step

_STEP = "registrations/attendance/certificates/step.html"


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=stop_at)
def issue(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Ask, then issue for everybody who came and has none, but those whose last one somebody revoked."""
    tally = holding.tally_of(holding.everybody(stop))
    if not tally.waiting:
        messages.info(request, _("Nobody waits for a certificate here."))
        return redirect(page_of(stop))
    return _asked(
        request, stop, lambda _form: operations.issue_all(stop, actor=signed_in_user(request)),
        title=_("Issue the certificates?"), text=_who_waits(tally), confirm_label=_("Issue the certificates"),
        done=_("The certificates are issued. Look at one, then send or print them."),
    )  # fmt: skip


def _who_waits(tally: Tally) -> str:
    """How many get one, and how many are left out."""
    said = ngettext(
        "%(count)s person came and has no certificate yet. Nothing is sent by this.",
        "%(count)s people came and have no certificate yet. Nothing is sent by this.",
        tally.waiting,
    ) % {"count": format_number(tally.waiting)}
    if not tally.withdrawn:
        return said
    left_out = ngettext(
        "%(count)s person whose certificate was revoked by hand is left out.",
        "%(count)s people whose certificate was revoked by hand are left out.",
        tally.withdrawn,
    )
    return f"{said} {left_out % {'count': format_number(tally.withdrawn)}}"


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=queries.attendee_at)
def issue_one(request: HttpRequest, one: OneAttendee) -> HttpResponse:
    """Ask, then issue for one person."""
    name = {"name": one.attendee.person}
    return _asked(
        request, one.stop, lambda _form: operations.issue(one.attendee, actor=signed_in_user(request)),
        title=_("Issue a certificate for %(name)s?") % name,
        text=_("It says the hours that were noted. Nothing is sent by this."),
        confirm_label=_("Issue the certificate"), done=_("The certificate for %(name)s is issued.") % name,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=stop_at)
def replace(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Ask, then revoke what presence has overtaken, and issue what it says now."""
    tally, actor = holding.tally_of(holding.everybody(stop)), signed_in_user(request)
    if not tally.overtaken:
        messages.info(request, _("Every certificate says what presence says: there is nothing to replace."))
        return redirect(page_of(stop))

    def bring_up_to_date(form: forms.Form) -> None:
        operations.bring_up_to_date(stop, tell=form.cleaned_data.get("tell", False), actor=actor)

    return _asked(
        request, stop, bring_up_to_date,
        title=_("Replace the certificates that presence has overtaken?"), text=_what_is_overtaken(tally.overtaken),
        confirm_label=_("Revoke and issue anew"), done=_("The certificates say again what presence says."),
        form_class=partial(ReplaceForm, people=tally.bereft), dangerous=True,
    )  # fmt: skip


def _what_is_overtaken(count: int) -> str:
    return ngettext(
        "Presence was corrected since %(count)s certificate was issued. It is revoked; whoever came gets a new one, "
        "with a new number, to be sent or printed again.",
        "Presence was corrected since %(count)s certificates were issued. They are revoked; whoever came gets a new "
        "one, with a new number, to be sent or printed again.",
        count,
    ) % {"count": format_number(count)}


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=queries.certificate_at)
def revoke(request: HttpRequest, one: OneCertificate) -> HttpResponse:
    """Ask why, and whether its holder is told; then let a certificate stand no more."""
    if one.certificate.revoked_at is not None:
        messages.info(request, _("This certificate is revoked already."))
        return redirect(page_of(one.stop))
    name = {"name": one.certificate.attendee.person, "number": format_number(one.certificate.number)}
    return _asked(
        request, one.stop,
        lambda form: operations.revoke(one.certificate, actor=signed_in_user(request), **form.cleaned_data),
        title=_("Revoke certificate no. %(number)s of %(name)s?") % name,
        text=_("Whoever checks its code reads that it is revoked, and since when. This cannot be taken back."),
        confirm_label=_("Revoke the certificate"), done=_("Certificate no. %(number)s is revoked.") % name,
        form_class=partial(RevokeForm, certificate=one.certificate), dangerous=True,
    )  # fmt: skip


def _asked(request: HttpRequest, stop: Stop, operation: Any, *, dangerous: bool = False, **said: Any) -> HttpResponse:
    """The second step of a deed about a stop's certificates."""
    return second_step(
        request, operation=operation, back_url=page_of(stop), template=_STEP,
        extra={"dangerous": dangerous, "context_tour": stop.tour}, **said,
    )  # fmt: skip

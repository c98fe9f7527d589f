"""Certificates of a stop in the workspace: who has one, issuing, sending, printing, revoking."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from registrations.attendance.certificates import operations, paper, queries
from registrations.attendance.certificates.forms import RevokeForm
from registrations.attendance.certificates.public_views import pdf_response
from registrations.attendance.certificates.queries import Held, OneAttendee, OneCertificate
from registrations.attendance.certificates.rules import issues_certificates, sees_certificates
from registrations.attendance.certificates.sending import letter_to
from registrations.attendance.certificates.words import hours_in_words
from registrations.attendance.views import page_of as attendance_page
from registrations.desk.rows import party_of
from registrations.models import Certificate
from tournee.texts.languages import active_language
from tournee.texts.typography import format_number
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import posted, submit
from tournee.web.navigation import Link
from tournee.web.second_step import second_step

_STEP = "registrations/attendance/certificates/step.html"


def page_of(stop: Stop) -> str:
    """The address of a stop's certificates."""
    return reverse("certificates", args=[stop.tour.slug, stop.slug])


@require_safe
@opens_to(sees_certificates, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Who came, with their certificate, and what can be done about all of them."""
    people = queries.everybody(stop)
    context = {
        "stop": stop,
        "tally": queries.tally_of(people),
        "rows": [_row(held) for held in people],
        "issues": issues_certificates.test(request.user, stop),
        "over": queries.is_over(stop, timezone.now()),
        **_around(request, stop),
        "tabs": tabs_of_stop(request, stop, attendance_page(stop)),
    }
    return render(request, "registrations/attendance/certificates/page.html", context)


def _row(held: Held) -> dict[str, Any]:
    """One person in words."""
    valid = held.valid
    return {
        "held": held,
        "party": party_of(held.attendee.person),
        "hours": hours_in_words(held.attended.minutes) if held.attended.minutes else "",
        "certified": hours_in_words(valid.minutes) if valid and valid.minutes else "",
        "revoked": [one for one in held.certificates if one.revoked_at],
        "issuable": held.came and not held.unconfirmed and valid is None and not held.erased,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=stop_at)
def issue(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Ask, then issue for everybody who came and has none."""
    tally = queries.tally_of(queries.everybody(stop))
    said = ngettext(
        "%(count)s person came and has no certificate yet. Nothing is sent by this.",
        "%(count)s people came and have no certificate yet. Nothing is sent by this.",
        tally.waiting,
    ) % {"count": format_number(tally.waiting)}
    return _asked(
        request, stop, lambda: operations.issue_all(stop, actor=signed_in_user(request)),
        title=_("Issue the certificates?"), text=said, confirm_label=_("Issue the certificates"),
        done=_("The certificates are issued. Look at one, then send or print them."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=queries.attendee_at)
def issue_one(request: HttpRequest, one: OneAttendee) -> HttpResponse:
    """Ask, then issue for one person."""
    name = {"name": one.attendee.person}
    return _asked(
        request, one.stop, lambda: operations.issue(one.attendee, actor=signed_in_user(request)),
        title=_("Issue a certificate for %(name)s?") % name,
        text=_("It says the hours that were noted. Nothing is sent by this."),
        confirm_label=_("Issue the certificate"), done=_("The certificate for %(name)s is issued.") % name,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=stop_at)
def replace(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Ask, then revoke what presence has overtaken, and issue what it says now."""
    count = queries.tally_of(queries.everybody(stop)).overtaken
    said = ngettext(
        "Presence was corrected since %(count)s certificate was issued. It is revoked; whoever came gets a new one, "
        "with a new number, to be sent or printed again.",
        "Presence was corrected since %(count)s certificates were issued. They are revoked; whoever came gets a new "
        "one, with a new number, to be sent or printed again.",
        count,
    ) % {"count": format_number(count)}
    return _asked(
        request, stop, lambda: operations.bring_up_to_date(stop, actor=signed_in_user(request)),
        title=_("Replace the certificates that presence has overtaken?"), text=said,
        confirm_label=_("Revoke and issue anew"), done=_("The certificates say again what presence says."),
        dangerous=True,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=queries.certificate_at)
def revoke(request: HttpRequest, one: OneCertificate) -> HttpResponse:
    """Ask why, then let a certificate stand no more."""
    name = {"name": one.certificate.attendee.person, "number": format_number(one.certificate.number)}
    return _asked(
        request, one.stop,
        lambda form: operations.revoke(
            one.certificate, reason=form.cleaned_data["reason"], actor=signed_in_user(request)
        ),
        title=_("Revoke certificate no. %(number)s of %(name)s?") % name,
        text=_("Whoever checks its code reads that it is revoked, and since when. This cannot be taken back."),
        confirm_label=_("Revoke the certificate"), done=_("Certificate no. %(number)s is revoked.") % name,
        form_class=RevokeForm, dangerous=True,
    )  # fmt: skip


def _asked(request: HttpRequest, stop: Stop, operation: Any, *, dangerous: bool = False, **said: Any) -> HttpResponse:
    """The second step of a deed about a stop's certificates; `operation` may take the form."""
    takes_form = "form_class" in said
    return second_step(
        request, operation=operation if takes_form else lambda _form: operation(), back_url=page_of(stop),
        template=_STEP, extra={"dangerous": dangerous, "context_tour": stop.tour}, **said,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=stop_at)
def send(request: HttpRequest, stop: Stop) -> HttpResponse:
    """How many are written to and what they read; then it is sent, to those who were not written to yet."""
    waiting = list(queries.to_send(stop))
    seen = _mark(waiting)
    form = forms.Form(posted(request))
    changed = form.is_bound and request.POST.get("seen") != seen
    if form.is_bound and not changed:
        count = len(waiting)
        if submit(form, partial(operations.send, stop, expected=count, actor=signed_in_user(request))):
            said = ngettext("%(count)s message is on its way.", "%(count)s messages are on their way.", count)
            messages.success(request, said % {"count": format_number(count)})
            return redirect(page_of(stop))
    context = {
        "stop": stop,
        "form": form,
        "count": len(waiting),
        "changed": changed,
        "seen": seen,
        "letters": _letters(stop, waiting),
        "tally": queries.tally_of(queries.everybody(stop)),
        "back_url": page_of(stop),
        **_around(request, stop, _("Send the certificates")),
    }
    status = 422 if form.errors or changed else 200
    return render(request, "registrations/attendance/certificates/send.html", context, status=status)


def _letters(stop: Stop, certificates: Iterable[Certificate]) -> list[tuple[str, int, str, Any]]:
    """What each language reads: how many, who for one, and the letter."""
    by_language: dict[str, list[Certificate]] = {}
    for one in certificates:
        by_language.setdefault(one.language, []).append(one)
    return [
        (language, len(theirs), str(theirs[0].attendee.person), letter_to(stop, theirs[0]))
        for language, theirs in sorted(by_language.items(), reverse=True)
    ]


def _mark(certificates: Iterable[Certificate]) -> str:
    """To whom it was seen that one writes."""
    return hashlib.sha256(repr(sorted(one.pk for one in certificates)).encode()).hexdigest()[:32]


@require_safe
@opens_to(sees_certificates, of=stop_at)
def print_all(request: HttpRequest, stop: Stop) -> HttpResponse:
    """One file of all that stand, in order of name; with `?only=post`, of those who cannot be written to."""
    found = queries.valid_of(stop).order_by("attendee__person__search_key", "number")
    if request.GET.get("only") == "post":
        found = found.filter(attendee__person__email="")
    certificates = list(found)
    if not certificates:
        raise Http404
    return pdf_response(paper.pdf_of(stop, certificates, active_language()), paper.file_name_of_all(stop))


@require_safe
@opens_to(sees_certificates, of=queries.certificate_at)
def pdf(_request: HttpRequest, one: OneCertificate) -> HttpResponse:
    """One certificate; none of somebody whose name is gone, nor one that was revoked."""
    certificate = one.certificate
    if certificate.revoked_at is not None or certificate.attendee.person.erased_at is not None:
        raise Http404
    return pdf_response(paper.pdf_of(one.stop, [certificate], certificate.language), paper.file_name(certificate))


def _around(request: HttpRequest, stop: Stop, here: str = "") -> dict[str, Any]:
    way = [*crumbs_to(request, stop), Link(_("Attendance"), attendance_page(stop))]
    way += [Link(_("Certificates"), page_of(stop)), Link(here, "")] if here else [Link(_("Certificates"), "")]
    return {"crumbs": way, "context_tour": stop.tour}

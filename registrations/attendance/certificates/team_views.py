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
from registrations.attendance.certificates.forms import ReplaceForm, RevokeForm
from registrations.attendance.certificates.public_views import one_pdf, pdf_response
from registrations.attendance.certificates.queries import Held, OneAttendee, OneCertificate
from registrations.attendance.certificates.rules import issues_certificates, sees_certificates
from registrations.attendance.certificates.sending import letter_to
from registrations.attendance.certificates.words import hours_in_words
from registrations.attendance.views import page_of as attendance_page
from registrations.desk.rows import party_of
from registrations.models import Certificate
from tournee.texts.languages import LANGUAGE_CHOICES, LANGUAGES, active_language
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
    """One person in words, and the language that their certificate was not issued in."""
    valid = held.valid
    other = next((language for language in LANGUAGES if valid and language != valid.language), "")
    return {
        "held": held,
        "party": party_of(held.attendee.person),
        "hours": hours_in_words(held.attended.minutes) if held.attended.minutes else "",
        "certified": hours_in_words(valid.minutes) if valid and valid.minutes else "",
        "revoked": [one for one in held.certificates if one.revoked_at],
        "other": other,
        "other_name": dict(LANGUAGE_CHOICES).get(other, ""),
        "issuable": held.came and not held.unconfirmed and valid is None and not held.erased,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=stop_at)
def issue(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Ask, then issue for everybody who came and has none, but those whose last one somebody revoked."""
    tally = queries.tally_of(queries.everybody(stop))
    if not tally.waiting:
        messages.info(request, _("Nobody waits for a certificate here."))
        return redirect(page_of(stop))
    said = ngettext(
        "%(count)s person came and has no certificate yet. Nothing is sent by this.",
        "%(count)s people came and have no certificate yet. Nothing is sent by this.",
        tally.waiting,
    ) % {"count": format_number(tally.waiting)}
    if tally.withdrawn:
        left_out = ngettext(
            "%(count)s person whose certificate was revoked by hand is left out.",
            "%(count)s people whose certificate was revoked by hand are left out.",
            tally.withdrawn,
        )
        said += " " + left_out % {"count": format_number(tally.withdrawn)}
    return _asked(
        request, stop, lambda _form: operations.issue_all(stop, actor=signed_in_user(request)),
        title=_("Issue the certificates?"), text=said, confirm_label=_("Issue the certificates"),
        done=_("The certificates are issued. Look at one, then send or print them."),
    )  # fmt: skip


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
    tally = queries.tally_of(queries.everybody(stop))
    count = tally.overtaken
    if not count:
        messages.info(request, _("Every certificate says what presence says: there is nothing to replace."))
        return redirect(page_of(stop))
    said = ngettext(
        "Presence was corrected since %(count)s certificate was issued. It is revoked; whoever came gets a new one, "
        "with a new number, to be sent or printed again.",
        "Presence was corrected since %(count)s certificates were issued. They are revoked; whoever came gets a new "
        "one, with a new number, to be sent or printed again.",
        count,
    ) % {"count": format_number(count)}
    return _asked(
        request, stop,
        lambda form: operations.bring_up_to_date(
            stop, tell=form.cleaned_data.get("tell", False), actor=signed_in_user(request)
        ),
        title=_("Replace the certificates that presence has overtaken?"), text=said,
        confirm_label=_("Revoke and issue anew"), done=_("The certificates say again what presence says."),
        form_class=partial(ReplaceForm, people=tally.bereft), dangerous=True,
    )  # fmt: skip


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
    """One file of all that say what presence says, in order of name; with `?only=post`, of who cannot be written to."""
    found = queries.to_print(stop)
    if request.GET.get("only") == "post":
        found = found.filter(attendee__person__email="")
    certificates = list(found)
    if not certificates:
        messages.info(request, _("There is no certificate to print."))
        return redirect(page_of(stop))
    return pdf_response(paper.pdf_of(stop, certificates, active_language()), paper.file_name_of_all(stop))


@require_safe
@opens_to(sees_certificates, of=queries.certificate_at)
def pdf(request: HttpRequest, one: OneCertificate) -> HttpResponse:
    """One certificate, as it was issued or in the `?language=` asked for; no revoked one, nor without a name."""
    certificate = one.certificate
    if certificate.revoked_at is not None or certificate.attendee.person.erased_at is not None:
        raise Http404
    return one_pdf(request, certificate, one.stop)


def _around(request: HttpRequest, stop: Stop, here: str = "") -> dict[str, Any]:
    way = [*crumbs_to(request, stop), Link(_("Attendance"), attendance_page(stop))]
    way += [Link(_("Certificates"), page_of(stop)), Link(here, "")] if here else [Link(_("Certificates"), "")]
    return {"crumbs": way, "context_tour": stop.tour}

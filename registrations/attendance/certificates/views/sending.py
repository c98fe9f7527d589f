"""Sending certificates: who is written to and what they read is seen first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.models import Stop
from events.planning.queries import stop_at
from registrations.attendance.certificates import operations, queries
from registrations.attendance.certificates.holding import everybody, tally_of
from registrations.attendance.certificates.links import page_of
from registrations.attendance.certificates.rules import issues_certificates
from registrations.attendance.certificates.sending import letter_to
from registrations.attendance.certificates.views.listing import crumbs_to_certificates
from registrations.models import Certificate
from tournee.texts.typography import format_number
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import posted, submit


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(issues_certificates, of=stop_at)
def send(request: HttpRequest, stop: Stop) -> HttpResponse:
    """How many are written to and what they read; then it is sent, to those who were not written to yet."""
    waiting, form = list(queries.to_send(stop)), forms.Form(posted(request))
    changed = form.is_bound and request.POST.get("seen") != _mark(waiting)
    if form.is_bound and not changed:
        count = len(waiting)
        if submit(form, partial(operations.send, stop, expected=count, actor=signed_in_user(request))):
            messages.success(request, _on_their_way(count))
            return redirect(page_of(stop))
    context = {"form": form, "changed": changed, **_about_to_send(stop, waiting), **_around(request, stop)}
    status = 422 if form.errors or changed else 200
    return render(request, "registrations/attendance/certificates/send.html", context, status=status)


def _on_their_way(count: int) -> str:
    said = ngettext("%(count)s message is on its way.", "%(count)s messages are on their way.", count)
    return said % {"count": format_number(count)}


def _about_to_send(stop: Stop, waiting: list[Certificate]) -> dict[str, Any]:
    """To how many, what they read, and who has none."""
    return {
        "stop": stop,
        "count": len(waiting),
        "seen": _mark(waiting),
        "letters": _letters(stop, waiting),
        "tally": tally_of(everybody(stop)),
        "back_url": page_of(stop),
    }


def _around(request: HttpRequest, stop: Stop) -> dict[str, Any]:
    return {"crumbs": crumbs_to_certificates(request, stop, _("Send the certificates")), "context_tour": stop.tour}


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

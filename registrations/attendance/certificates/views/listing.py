"""A stop's certificates in the workspace: who has one, and the files to print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from registrations.attendance.certificates import certified, holding, paper, queries
from registrations.attendance.certificates.holding import Held
from registrations.attendance.certificates.links import page_of
from registrations.attendance.certificates.queries import OneCertificate
from registrations.attendance.certificates.rules import issues_certificates, sees_certificates
from registrations.attendance.certificates.views.files import one_pdf, pdf_response
from registrations.attendance.certificates.words import hours_in_words
from registrations.attendance.views import page_of as attendance_page
from registrations.desk.rows import party_of
from tournee.texts.languages import LANGUAGE_CHOICES, LANGUAGES, active_language
from tournee.web.access import opens_to
from tournee.web.navigation import Link


@require_safe
@opens_to(sees_certificates, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Who came, with their certificate, and what can be done about all of them."""
    people = holding.everybody(stop)
    context = {
        "stop": stop,
        "tally": holding.tally_of(people),
        "rows": [_row(held) for held in people],
        "issues": issues_certificates.test(request.user, stop),
        "over": certified.is_over(stop, timezone.now()),
        "takes_no_place": certified.takes_no_place(stop),
        "languages": LANGUAGE_CHOICES,
        "crumbs": crumbs_to_certificates(request, stop),
        "context_tour": stop.tour,
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


@require_safe
@opens_to(sees_certificates, of=stop_at)
def print_all(request: HttpRequest, stop: Stop) -> HttpResponse:
    """One file of all that say what presence says, in order of name; with `?only=post`, of who cannot be written to.

    Each is in its holder's language, or all in the `?language=` asked for.
    """
    found = queries.to_print(stop)
    if request.GET.get("only") == "post":
        found = found.filter(attendee__person__email="")
    certificates = list(found)
    if not certificates:
        messages.info(request, _("There is no certificate to print."))
        return redirect(page_of(stop))
    asked = request.GET.get("language")
    language = asked if asked in LANGUAGES else active_language()
    if asked in LANGUAGES:
        certificates = certified.all_in_language(certificates, language, stop)
    with override(language):
        name = paper.file_name_of_all(stop)
    return pdf_response(paper.pdf_of(stop, certificates, language), name)


@require_safe
@opens_to(sees_certificates, of=queries.certificate_at)
def pdf(request: HttpRequest, one: OneCertificate) -> HttpResponse:
    """One certificate, as it was issued or in the `?language=` asked for; no revoked one, nor without a name."""
    certificate = one.certificate
    if certificate.revoked_at is not None or certificate.attendee.person.erased_at is not None:
        raise Http404
    return one_pdf(request, certificate, one.stop)


def crumbs_to_certificates(request: HttpRequest, stop: Stop, here: str = "") -> list[Link]:
    """The way from the workspace to a stop's certificates, and to the page called `here` behind them."""
    way = [*crumbs_to(request, stop), Link(_("Attendance"), attendance_page(stop))]
    if not here:
        return [*way, Link(_("Certificates"), "")]
    return [*way, Link(_("Certificates"), page_of(stop)), Link(here, "")]

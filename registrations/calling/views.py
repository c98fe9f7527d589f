"""The call list of a stop, made to be worked through on a telephone."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from events.team.rules import edits_tour
from registrations.booking.queries import party_name
from registrations.calling import queries
from registrations.calling.forms import CallForm
from registrations.calling.operations import note_call
from registrations.models import Call
from tournee.errors import OperationError
from tournee.web.access import opens_to, signed_in_user


def list_of(stop: Stop) -> str:
    """The address of the stop's call list."""
    return reverse("calls", args=[stop.tour.slug, stop.slug])


@require_safe
@opens_to(edits_tour, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Whom to call, with their number, and what came of each call."""
    rows = sorted((_row(call, stop) for call in queries.calls_of(stop)), key=lambda row: not row["number"])
    context = {
        "stop": stop,
        "open": [row for row in rows if row["open"]],
        "reached": [row for row in rows if not row["open"]],
        "crumbs": crumbs_to(request, stop, _("Call list")),
        "context_tour": stop.tour,
        "tabs": tabs_of_stop(request, stop, request.path),
    }
    return render(request, "registrations/calling/calls.html", context)


def _row(call: Call, stop: Stop) -> dict[str, object]:
    contact = call.registration.contact
    return {
        "call": call,
        "open": call.outcome in queries.OPEN,
        "party": party_name(call.registration),
        "contact": contact,
        "number": "".join(mark for mark in contact.phone if mark.isdigit() or mark == "+"),
        "says": queries.says(call, stop),
    }


@require_POST
@opens_to(edits_tour, of=queries.call_at)
def note(request: HttpRequest, call: Call) -> HttpResponse:
    """Note what came of one call, and go on with the list."""
    form = CallForm(request.POST, initial={"version": call.version})
    if not form.is_valid():
        messages.error(request, " ".join(_all_of(form.errors.values())))
    else:
        try:
            outcome = Call.Outcome(form.cleaned_data["outcome"])
            note_call(
                call, outcome, form.cleaned_data["note"],
                expected_version=form.expected_version, actor=signed_in_user(request),
            )  # fmt: skip
        except OperationError as error:
            messages.error(request, str(error.message))
        else:
            said = _("%(name)s: %(outcome)s.") % {"name": call.registration.contact, "outcome": outcome.label}
            messages.success(request, said)
    return redirect(f"{list_of(call.stop)}#calls")


def _all_of(errors: Iterable[Iterable[object]]) -> Iterable[str]:
    return (str(error) for field in errors for error in field)

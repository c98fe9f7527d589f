"""The call list of a stop, made to be worked through on a telephone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

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
from registrations.models import Call, Person
from tournee.errors import OperationError
from tournee.web.access import opens_to, signed_in_user


def list_of(stop: Stop) -> str:
    """The address of the stop's call list."""
    return reverse("calls", args=[stop.tour.slug, stop.slug])


@require_safe
@opens_to(edits_tour, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Whom to call, with their number; who gave none, with whom else to ask; and what came of each call."""
    rows = [_row(call, stop) for call in queries.calls_of(stop)]
    silent = [row for row in rows if row.open and not row.number]
    others = queries.other_numbers([row.call for row in silent], stop)
    for row in silent:
        firm = others.get(row.call.registration.company_id or 0, [])
        row.ask = [(person, number) for person in firm if (number := to_dial(person.phone))]
    context = {
        "stop": stop,
        "open": [row for row in rows if row.open and row.number],
        "silent": silent,
        "reached": [row for row in rows if not row.open],
        "crumbs": crumbs_to(request, stop, _("Call list")),
        "context_tour": stop.tour,
        "tabs": tabs_of_stop(request, stop, request.path),
    }
    return render(request, "registrations/calling/calls.html", context)


@dataclass(slots=True)
class Row:
    """A call as the list shows it; `ask` are people of the firm with their number, where the contact gave none."""

    call: Call
    open: bool
    party: str
    contact: Person
    number: str
    says: str
    ask: list[tuple[Person, str]] = field(default_factory=list)


def _row(call: Call, stop: Stop) -> Row:
    contact = call.registration.contact
    return Row(
        call, call.outcome in queries.OPEN, party_name(call.registration), contact, to_dial(contact.phone),
        queries.says(call, stop),
    )  # fmt: skip


def to_dial(phone: str) -> str:
    """A number as a telephone takes it; empty where nothing of it can be dialled."""
    return "".join(mark for mark in phone if mark.isdigit() or mark == "+")


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

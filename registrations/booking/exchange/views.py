"""Importing a partner's list into a stop."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.models import Stop
from events.planning.queries import stop_at
from events.planning.views.pages import crumbs_to
from registrations.booking.exchange.forms import ApprovalForm
from registrations.booking.operations.open_stop import planned_sessions, refusal
from registrations.booking.rules import keeps_registrations
from registrations.booking.terms.queries import awaiting_approval, terms_of
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(keeps_registrations, of=stop_at)
def import_people(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Choose a sheet, see whom it would register, confirm."""
    from registrations.booking.exchange.importing import PeopleOf  # lazily: sheets are seldom sent
    from registrations.booking.exchange.sheet import IMPORTED  # lazily: the same
    from tournee.sheets.steps import import_step  # lazily: the same

    back = reverse("registrations", args=[stop.tour.slug, stop.slug])
    context = {
        "stop": stop, "context_tour": stop.tour, "back_url": back, "sessions": planned_sessions(stop),
        "crumbs": [*crumbs_to(request, stop), Link(_("Registrations"), back), Link(_("Import"), "")],
        "why": refusal(stop, timezone.now(), by_team=True), "step": None,
    }  # fmt: skip
    if not context["why"]:
        purpose, actor = f"registrations.people:{stop.pk}", signed_in_user(request)
        approval = ApprovalForm(request.POST) if "approval" in request.POST else ApprovalForm()
        write = PeopleOf(stop, approved=approval.approves)
        step = import_step(request, sheet=IMPORTED, write=write, purpose=purpose, actor=actor)
        if step.upload and terms_of(stop).approval:
            step.asks = approval
        if step.done and step.applied:
            messages.success(request, _told(stop, step.applied.new))
            return redirect(back)
        context["step"] = step
    return render(request, "registrations/booking/import.html", context)


def _told(stop: Stop, count: int) -> str:
    """How many people came by the list; where the stop asks for approval, not whether their places stand."""
    if not (waiting := awaiting_approval(stop).count()):
        said = ngettext("%(count)d person is registered.", "%(count)d people are registered.", count)
        return said % {"count": count}
    listed = ngettext("%(count)d person is on the list.", "%(count)d people are on the list.", count)
    waits = ngettext(
        "%(counter)s registration waits for your approval.",
        "%(counter)s registrations wait for your approval.",
        waiting,
    )
    return f"{listed % {'count': count}} {waits % {'counter': waiting}}"

"""One registration in the workspace: its people for editors and hosts, all of it for editors; and a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.telling.asking import with_number_sent
from events.planning.views.pages import crumbs_to
from registrations.booking import queries
from registrations.booking.acting_codes import ATTENDEE, DOOR, PARTY
from registrations.booking.forms.team import TeamRegistrationForm
from registrations.booking.forms.telling import TELL
from registrations.booking.offer import offer_of
from registrations.booking.queries import Place, in_workspace
from registrations.booking.questions.queries import answers_of
from registrations.booking.reach import reachable
from registrations.booking.rehearsing import preview_of
from registrations.booking.rules import keeps_registrations, sees_names
from registrations.booking.scopes import list_of
from registrations.booking.terms.queries import awaiting_approval
from registrations.booking.untold import untold
from registrations.booking.views.mine import shown
from registrations.booking.views.public import form_sent, register_sent
from registrations.models import Registration
from tournee.history.queries import ShownEntry, entries_about
from tournee.mail.models import OutboxMessage
from tournee.mail.watching import messages_written
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import submit
from tournee.web.navigation import Link


def _around(request: HttpRequest, stop: Stop, here: str) -> dict[str, Any]:
    """Crumbs, tabs and the tour at hand."""
    return {
        "stop": stop,
        "crumbs": [*crumbs_to(request, stop), Link(_("Registrations"), list_of(stop)), Link(here, "")],
        "context_tour": stop.tour,
        "tabs": tabs_of_stop(request, stop, request.path),
    }


@require_http_methods(["GET", "POST"])
@opens_to(keeps_registrations, of=stop_at)
def new(request: HttpRequest, stop: Stop) -> HttpResponse:
    """Register somebody who telephoned, with or without writing to them: what they would read is shown first."""
    offer = offer_of(stop, timezone.now(), by_team=True)
    context = {**_around(request, stop, _("Register somebody")), "why": offer.refusal, "back_url": list_of(stop)}
    if offer.refusal:
        context |= {"form": None, "held": stop.phase(timezone.now()) == Stop.Phase.HELD}
        return render(request, "registrations/booking/team_form.html", context)
    form = form_sent(request, TeamRegistrationForm, offer)
    made: list[Registration] = []

    def register() -> None:
        with untold(None, unless=form.cleaned_data["tell"] == TELL):
            made.append(register_sent(form, actor=signed_in_user(request)))

    preview = preview_of(request, form, register)
    made.clear()
    with messages_written() as written:
        done = preview is None and form.is_bound and submit(form, register)
    if done:
        said = _("%(party)s is registered.") % {"party": queries.party_name(made[0])}
        messages.success(request, with_number_sent(said, written))
        return redirect("registration", stop.tour.slug, stop.slug, made[0].public_id)
    status = 422 if form.is_bound and form.errors else 200
    context |= {"form": form, "preview": preview}
    return render(request, "registrations/booking/team_form.html", context, status=status)


@require_safe
@opens_to(sees_names, of=in_workspace)
def one(request: HttpRequest, place: Place) -> HttpResponse:
    """One registration: its people, and for editors what was agreed to and answered, its history, its messages."""
    user, registration = signed_in_user(request), place.registration
    keeps = keeps_registrations.test(user, place)
    context = {
        **shown(place),
        **_around(request, place.stop, queries.party_name(registration)),
        "keeps": keeps,
        "reached": registration.contact_id in reachable(user, place.stop),
        "known_as": queries.known_otherwise(registration) if keeps else "",
        "agreements": queries.agreements_of(registration) if keeps else [],
        "entries": _history_of(registration) if keeps else [],
        "answers": answers_of(registration) if keeps else [],
        "to_approve": keeps and awaiting_approval(place.stop).filter(pk=registration.pk).exists(),
        "sent": OutboxMessage.objects.visible_to(user).about(registration).for_list().order_by("-pk")[:50]
        if keeps
        else [],
    }
    return render(request, "registrations/booking/registration.html", context)


def _history_of(registration: Registration) -> list[ShownEntry]:
    """What was done, by whom, also without an account; two queries."""
    party, rule = _("the party itself, by its link"), _("the rule of the waiting list")
    actions = dict.fromkeys(["registration.accept_offer", "registration.decline_offer"], party)
    actions |= dict.fromkeys(["registration.promote", "registration.offer", "registration.expire_offer"], rule)
    if registration.origin == Registration.Origin.WEB:
        actions["registration.make"] = _("the party itself, by the form")
    codes, names = {PARTY: party, DOOR: _("somebody at the door")}, {}
    for attendee in registration.attendees.select_related("person"):
        codes[f"{ATTENDEE}{attendee.pk}"] = _("%(name)s, by their ticket") % {"name": attendee.person}
        names[attendee.code] = f"{attendee.person} ({attendee.code})"
    entries = entries_about(registration, by_action=actions, by_code=codes)
    for entry in entries:  # which keep whose ticket became whose, and nobody's name
        entry.changes[:] = [
            replace(one, before=names.get(one.before, one.before), after=names.get(one.after, one.after))
            for one in entry.changes
        ]
    return entries

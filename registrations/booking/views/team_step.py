"""The page of a change that the team makes to a registration: asked, shown with what is told, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.planning.telling.asking import with_number_sent
from events.planning.views.pages import crumbs_to
from registrations.booking.forms.telling import TellForm
from registrations.booking.queries import Place, in_workspace, party_name
from registrations.booking.rehearsing import preview_of
from registrations.booking.rules import keeps_registrations
from registrations.booking.untold import untold
from tournee.mail.models import OutboxMessage
from tournee.mail.watching import messages_written
from tournee.web.access import View, opens_to, signed_in_user
from tournee.web.form_step import form_step
from tournee.web.navigation import Link

Take = Callable[[Place], object]


def for_keepers(view: Callable[[HttpRequest, Place], HttpResponse]) -> View:
    """A page for the editors of the tour, whose place knows who acts."""

    def act(request: HttpRequest, place: Place) -> HttpResponse:
        return view(request, Place(place.registration, place.attendee, actor=signed_in_user(request)))

    act.__name__, act.__doc__ = view.__name__, view.__doc__
    return require_http_methods(["GET", "POST"])(opens_to(keeps_registrations, of=in_workspace)(act))


def around(request: HttpRequest, place: Place, here: str) -> dict[str, Any]:
    """The way to the page, and back."""
    stop, registration = place.stop, place.registration
    address = [stop.tour.slug, stop.slug]
    back = reverse("registration", args=[*address, registration.public_id])
    way = [Link(_("Registrations"), reverse("registrations", args=address)), Link(party_name(registration), back)]
    return {
        "crumbs": [*crumbs_to(request, stop), *way, Link(here, "")],
        "context_tour": stop.tour,
        "title": here,
        "back_url": back,
    }


def team_step(
    request: HttpRequest,
    place: Place,
    form: TellForm,
    take: Take,
    *,
    title: str,
    done: str | Callable[[], str] = "",
    done_url: str = "",
    once: bool = False,
    submit_label: str = "",
    intro: str = "",
    consequences: Sequence[str] = (),
    dangerous: bool = False,
) -> HttpResponse:
    """The page of a change: asked, shown with what is told, done."""
    written: list[OutboxMessage] = []

    def change(at: Place) -> None:
        with untold(at.registration, unless=form.tells):
            take(at)

    def act() -> None:
        with messages_written() as messages:
            change(place)
        written.extend(messages)

    def said() -> str:
        return with_number_sent(done() if callable(done) else done or _("Your changes are kept."), written)

    preview = preview_of(request, form, lambda: change(_read_again(place)), place.registration)
    way = around(request, place, title)
    extra = {
        **way, "place": place, "intro": intro, "consequences": consequences, "dangerous": dangerous,
        "submit_label": submit_label or _("Save"), "preview": preview,
    }  # fmt: skip
    template = "registrations/booking/team_step.html"
    if preview is not None:
        return render(request, template, {**extra, "form": form, "once": request.POST.get("once", "")})
    return form_step(
        request, form, act, title=title, back_url=way["back_url"], done=said, done_url=done_url,
        once=once, template=template, extra=extra,
    )  # fmt: skip


def _read_again(place: Place) -> Place:
    """The same place, read anew: a rehearsal changes what it is given."""
    attendee = place.attendee.public_id if place.attendee else None
    return in_workspace(place.stop.tour.slug, place.stop.slug, place.registration.public_id, attendee)

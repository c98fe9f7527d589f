"""What a form asked for somebody who is registered already: shown from the link in their mail, made once confirmed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Session
from registrations.booking.links import ticket_token, token_of
from registrations.booking.operations.repeating import AskedAgain, asked_again, make_change
from registrations.booking.queries import Place
from registrations.booking.rules import bears_link
from registrations.booking.views.acting import page_at, step_page
from registrations.booking.views.private import closed_link, unkept
from tournee.web.access import opens_to


@require_http_methods(["GET", "POST"])
@opens_to(bears_link, of=asked_again)
@unkept
def confirm(request: HttpRequest, asked: AskedAgain | None) -> HttpResponse:
    """Ask, saying what would change, then make it; once made, the registration as it is."""
    if asked is None:
        return closed_link(request)
    place = _place_of(asked)
    if not asked.changes:
        return redirect(page_at(place))
    return step_page(
        request, place, lambda: make_change(asked), title=_("Change your registration as you asked?"),
        consequences=_in_words(asked), confirm_label=_("Make this change"), done=_("Your changes are kept."),
        dangerous=False,
    )  # fmt: skip


def _place_of(asked: AskedAgain) -> Place:
    if asked.own:
        return Place(asked.registration, asked.own, ticket_token(asked.own), own=True)
    return Place(asked.registration, token=token_of(asked.registration))


def _in_words(asked: AskedAgain) -> list[str]:
    """Who would come to what, a sentence each."""
    titles = {session.pk: session.title for session in Session.objects.filter(stop=asked.registration.stop)}

    def chosen(sessions: frozenset[int]) -> str:
        return ", ".join(titles[pk] for pk in sorted(sessions) if pk in titles)

    said = [
        _("%(name)s comes to: %(sessions)s.") % {"name": attendee.person.name, "sessions": chosen(sessions)}
        for attendee, sessions in asked.sessions
    ]
    said += [
        _("%(name)s is added, for: %(sessions)s.") % {"name": one.name, "sessions": chosen(one.sessions)}
        for one in asked.newcomers
    ]
    return [*said, _("A place that is given up goes to whoever waits for it, at once.")]

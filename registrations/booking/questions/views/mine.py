"""A party changes what it answered, by its signed link."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from registrations.booking.queries import Place, by_link
from registrations.booking.questions.forms.asking import AnswersForm
from registrations.booking.questions.operations import change_answers
from registrations.booking.questions.queries import asked_of_each, questions_of, stored_answers
from registrations.booking.rates import asked_too_often, may_change
from registrations.booking.rules import bears_link
from registrations.booking.views.acting import acting, page_at
from registrations.booking.views.private import known_link
from registrations.models import Attendee, Registration
from tournee.web.access import opens_to
from tournee.web.form_step import form_step
from tournee.web.forms import posted
from tournee.web.navigation import Link


@require_http_methods(["GET", "POST"])
@opens_to(bears_link, of=by_link)
@known_link
def answers(request: HttpRequest, place: Place) -> HttpResponseBase:
    """What was answered once for everybody."""
    return _answers(request, place, None)


@require_http_methods(["GET", "POST"])
@opens_to(bears_link, of=by_link)
@known_link
def person_answers(request: HttpRequest, place: Place) -> HttpResponseBase:
    """What was answered for one person."""
    return _answers(request, place, place.attendee)


def _answers(request: HttpRequest, place: Place, attendee: Attendee | None) -> HttpResponse:
    registration = place.registration
    own = asked_of_each(place.stop, registration) if attendee else questions_of(place.stop)
    asked = own.of_attendee if attendee else own.of_registration
    if not asked or registration.state != Registration.State.LIVE:
        raise Http404
    data = posted(request)
    if data is not None and not may_change(registration):
        messages.error(request, asked_too_often())
        return redirect(page_at(place))
    form = AnswersForm(data, own=own, of_each=attendee is not None, answered=stored_answers(registration, attendee))
    title = _("What %(name)s answered") % {"name": attendee.person.name} if attendee else _("What you answered")
    extra = {"place": place, "crumbs": [Link(place.stop.place, page_at(place))]}

    def act() -> None:
        with acting(place):
            change_answers(registration, attendee, form.answers)

    return form_step(
        request, form, act, title=title,
        back_url=page_at(place), done=_("Your changes are kept."), extra=extra,
        template="registrations/booking/questions/answers.html",
    )  # fmt: skip

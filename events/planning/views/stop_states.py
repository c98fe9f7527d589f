"""The steps of a stop: each asks first, says what will happen, and what is still missing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from events.models import Stop
from events.planning.forms.steps import StepForm
from events.planning.operations import allowed
from events.planning.queries import stop_at
from events.planning.rules import is_open
from events.planning.steps import STEPS, Step, missing_before
from events.planning.views.pages import closed, page_of
from events.planning.views.stops import fields_for
from events.planning.words import wanted_of_stop
from tournee.web.access import View, opens_to, signed_in_user
from tournee.web.forms import submit

_ELSEWHERE = _("This stop is %(state)s: that cannot be done from there.")


def _view(name: str) -> View:
    """The page of the step called `name`, open to whom the step is."""
    step = STEPS[name]

    def view(request: HttpRequest, stop: Stop) -> HttpResponseBase:
        user = signed_in_user(request)
        if not is_open.test(user, stop):
            return closed(request, stop, step.title % {"place": stop})
        form = step.form(request.POST if request.method == "POST" else None, stop=stop)
        if form.is_bound and submit(form, lambda: step.take(stop, form.cleaned_data, user)):
            messages.success(request, step.done % {"place": stop})
            return redirect(page_of(stop))
        return _asked(request, stop, step, form)

    view.__name__ = name
    view.__doc__ = f"Ask, then {name} the stop; or say what is missing."
    return require_http_methods(["GET", "POST"])(opens_to(step.who, of=stop_at)(view))


def _asked(request: HttpRequest, stop: Stop, step: Step, form: StepForm) -> HttpResponse:
    """The question; without its button where the stop is not ready, or not where the step starts from."""
    elsewhere = step.name not in allowed(stop)
    missing = [] if elsewhere else missing_before(step, stop)
    user = signed_in_user(request)
    context = {
        "form": form, "title": step.title % {"place": stop}, "consequences": step.said_of(stop),
        "confirm_label": step.confirm, "dangerous": step.dangerous, "back_url": page_of(stop),
        "missing": wanted_of_stop(stop, missing, fields=fields_for(user, stop)),
        "refused": _ELSEWHERE % {"state": stop.get_state_display()} if elsewhere and not form.errors else "",
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "events/planning/step.html", context, status=status)


contact = _view("contact")
confirm = _view("confirm")
unconfirm = _view("unconfirm")
publish = _view("publish")
postpone = _view("postpone")
reschedule = _view("reschedule")
cancel = _view("cancel")
reinstate = _view("reinstate")
record = _view("record")

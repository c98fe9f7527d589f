"""The steps of a stop: each asks first, says what will happen, and what is still missing."""

from __future__ import annotations

from typing import Any

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
from events.planning.telling.asking import SEE, Preview, preview_before, with_number_sent
from events.planning.views.pages import closed, page_of, previewed
from events.planning.views.stops import fields_for
from events.planning.words import wanted_of_stop
from tournee.mail.watching import messages_written
from tournee.web.access import View, opens_to, signed_in_user
from tournee.web.forms import posted, submit

_ELSEWHERE = _("This stop is %(state)s: that cannot be done from there.")


def _view(name: str) -> View:
    """The page of the step called `name`, open to whom the step is."""
    step = STEPS[name]

    def view(request: HttpRequest, stop: Stop) -> HttpResponseBase:
        user = signed_in_user(request)
        if not is_open.test(user, stop):
            return closed(request, stop, step.title % {"place": stop})
        form = step.form(posted(request), stop=stop)
        if (preview := _preview(request, stop, step, form)) is not None:
            return previewed(request, preview, _context(request, stop, step, form))
        with messages_written() as sent:
            done = form.is_bound and submit(form, lambda: step.take(stop, form.cleaned_data, user))
        if done:
            messages.success(request, with_number_sent(step.done % {"place": stop}, sent))
            return redirect(page_of(stop))
        return _asked(request, stop, step, form)

    view.__name__ = name
    view.__doc__ = f"Ask, then {name} the stop; or say what is missing."
    return require_http_methods(["GET", "POST"])(opens_to(step.who, of=stop_at)(view))


def _preview(request: HttpRequest, stop: Stop, step: Step, form: StepForm) -> Preview | None:
    """Who is told, for a step that tells anybody and was not looked at yet."""
    if step.kind is None:
        return None
    user = signed_in_user(request)
    return preview_before(request, form, stop, step.kind, lambda copy: step.take(copy, form.cleaned_data, user))


def _asked(request: HttpRequest, stop: Stop, step: Step, form: StepForm) -> HttpResponse:
    """The question; without its button where the stop is not ready, or not where the step starts from."""
    context = _context(request, stop, step, form)
    if step.kind is not None and stop.published_at is not None:
        context["confirm_label"] = SEE
    status = 422 if request.method == "POST" else 200
    return render(request, "events/planning/step.html", context, status=status)


def _context(request: HttpRequest, stop: Stop, step: Step, form: StepForm) -> dict[str, Any]:
    elsewhere = step.name not in allowed(stop)
    missing = [] if elsewhere else missing_before(step, stop)
    user = signed_in_user(request)
    return {
        "form": form, "title": step.title % {"place": stop}, "consequences": step.said_of(stop),
        "confirm_label": step.confirm, "dangerous": step.dangerous, "back_url": page_of(stop),
        "missing": wanted_of_stop(stop, missing, fields=fields_for(user, stop)),
        "refused": _ELSEWHERE % {"state": stop.get_state_display()} if elsewhere and not form.errors else "",
    }  # fmt: skip


contact = _view("contact")
confirm = _view("confirm")
unconfirm = _view("unconfirm")
publish = _view("publish")
move = _view("move")
postpone = _view("postpone")
reschedule = _view("reschedule")
cancel = _view("cancel")
reinstate = _view("reinstate")
record = _view("record")

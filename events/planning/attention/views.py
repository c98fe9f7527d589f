"""Pages of what needs attention: putting a need off, taking that back, and from when the rules speak."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from events.models import Snooze, Tour
from events.planning.attention import operations
from events.planning.attention.clock import today_of
from events.planning.attention.forms import ThresholdsForm, put_off_from
from events.planning.attention.queries import NeedAt, need_at, snooze_at
from events.planning.queries import tour_at
from events.planning.rules import is_open
from events.planning.views.pages import closed, page_of, planning_form, planning_step, sent
from events.team.rules import edits_tour
from tournee.web.access import opens_to, signed_in_user
from tournee.web.second_step import second_step

_STEP = "events/planning/step.html"


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=need_at)
def put_off(request: HttpRequest, at: NeedAt) -> HttpResponse:
    """Ask until when and why, then set the need aside."""
    title, need = _("Put this off?"), at.found()
    if not is_open.test(request.user, at.tour):
        return closed(request, at.tour, title)
    if need is None:
        return _settled(request, at)
    colon = pgettext("after a field's name", ":")
    about = f"{need.stop}{colon} {need.sentence}" if need.stop else need.sentence
    return second_step(
        request,
        operation=lambda form: operations.put_off(at.tour, at.key, **form.cleaned_data, actor=signed_in_user(request)),
        title=title,
        text=about,
        confirm_label=_("Put off"),
        back_url=page_of(at.tour),
        done=_("Put off. It comes back by itself on that day."),
        form_class=put_off_from(today_of(at.tour)),
        template=_STEP,
    )


def _settled(request: HttpRequest, at: NeedAt) -> HttpResponse:
    """The page of a need that is no more."""
    context = {
        "title": _("This is settled"), "missing": [], "back_url": page_of(at.tour), "form": Form(),
        "refused": _("It has been settled meanwhile: there is nothing to put off."),
    }  # fmt: skip
    return render(request, _STEP, context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=snooze_at)
def take_back(request: HttpRequest, snooze: Snooze) -> HttpResponse:
    """Ask, then let what was put off speak again."""
    return planning_step(
        request,
        snooze.tour,
        lambda: operations.take_back(snooze, actor=signed_in_user(request)),
        title=_("Look at it again now?"),
        text=_("It was put off because: %(reason)s") % {"reason": snooze.reason},
        confirm_label=_("Look at it again"),
        done=_("It stands among what needs attention again."),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def thresholds(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of what the control room watches for, and from when."""
    form = ThresholdsForm(*sent(request), tour=tour)

    def save() -> None:
        try:
            operations.set_thresholds(tour, form.values, seen=form.seen, actor=signed_in_user(request))
        except operations.ThresholdChanged as changed:
            form.show(changed)
            raise

    return planning_form(
        request,
        form,
        save,
        subject=tour,
        title=_("What to watch for"),
        intro=_("The control room speaks of a stop once it is this near and something is missing."),
        done=_("From now on the control room speaks as you say."),
    )

"""Pages that make the next edition of a tour, and a stop like another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events.models import Stop, Tour
from events.planning.editions.forms import CloneForm, DuplicateForm
from events.planning.editions.operations import clone_tour, duplicate_stop
from events.planning.editions.rules import clones_tour
from events.planning.queries import stop_at, tour_at
from events.planning.views.pages import page_of, planning_form, sent
from events.team.rules import edits_tour
from tournee.web.access import opens_to, signed_in_user


@require_http_methods(["GET", "POST"])
@opens_to(clones_tour, of=tour_at)
def clone(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of the next edition; the earlier one may be archived."""
    form = CloneForm(*sent(request), source=tour)
    made: list[Tour] = []
    return planning_form(
        request,
        form,
        lambda: made.append(clone_tour(tour, **form.cleaned_data, actor=signed_in_user(request))),
        subject=None,
        title=_("Prepare the next edition of %(tour)s") % {"tour": tour},
        intro=_what_comes_along(tour),
        done=lambda: (
            _("%(tour)s is created, with its stops as ideas. Check their dates, then ask its partners.")
            % {"tour": made[0]}
        ),
        done_url=lambda: page_of(made[0]),
        back_url=page_of(tour),
        submit_label=_("Create the next edition"),
    )


def _what_comes_along(tour: Tour) -> str:
    cancelled = tour.stops.filter(state=Stop.State.CANCELLED).count()
    stops = tour.stops.count() - cancelled
    said = ngettext(
        "%(count)s stop comes along as an idea, with its programme, checklist and debate guide.",
        "%(count)s stops come along as ideas, with their programme, checklist and debate guide.",
        stops,
    ) % {"count": stops}
    if cancelled:
        said += " " + ngettext("%(count)s cancelled stop does not.", "%(count)s cancelled stops do not.", cancelled) % {
            "count": cancelled
        }
    return f"{said} " + _("Nothing personal is copied: no team, contact, speaker, log or registration.")


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def duplicate(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a stop like this one."""
    form = DuplicateForm(*sent(request), stop=stop)
    made: list[Stop] = []
    return planning_form(
        request,
        form,
        lambda: made.append(duplicate_stop(stop, **form.cleaned_data, actor=signed_in_user(request))),
        subject=stop,
        title=_("Duplicate the stop at %(place)s") % {"place": stop},
        intro=_("Subject, programme and themes come along, at the same hours; speakers and registrations do not."),
        done=lambda: _("%(stop)s is added to the tour, as an idea.") % {"stop": made[0]},
        done_url=lambda: page_of(made[0]),
        submit_label=_("Add the stop"),
    )

"""Pages of what sources say of a tour."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import SourcedFact, Tour
from events.planning.forms.facts import FactForm
from events.planning.operations.facts import add_fact, edit_fact, remove_fact
from events.planning.queries import fact_at, tour_at
from events.planning.views.pages import about_of, planning_form, planning_step, sent
from events.team.rules import edits_tour
from tournee.web.access import opens_to, signed_in_user

_PART = "#facts"


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def add(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a fact nobody has written down yet."""
    form, actor = FactForm(*sent(request), tour=tour), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: add_fact(tour, form.values, actor=actor),
        subject=tour,
        title=_("New sourced fact"),
        done=_("The fact is kept, with its source."),
        done_url=f"{about_of(tour)}{_PART}",
        back_url=about_of(tour),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=fact_at)
def edit(request: HttpRequest, fact: SourcedFact) -> HttpResponse:
    """The form of a fact."""
    form, actor = FactForm(*sent(request), instance=fact, tour=fact.tour), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: edit_fact(fact, form.values, actor=actor),
        subject=fact.tour,
        title=_("Edit the sourced fact"),
        done_url=f"{about_of(fact.tour)}{_PART}",
        back_url=about_of(fact.tour),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=fact_at)
def remove(request: HttpRequest, fact: SourcedFact) -> HttpResponse:
    """Ask, then take a fact away."""
    return planning_step(
        request,
        fact.tour,
        lambda: remove_fact(fact, actor=signed_in_user(request)),
        title=_("Remove “%(fact)s”?") % {"fact": fact},
        text=_("The page says it no more. If sources disagree, both may stand."),
        confirm_label=_("Remove the fact"),
        done=_("The fact is removed."),
        back_url=about_of(fact.tour),
        dangerous=True,
    )

"""Pages of what sources say of a tour."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import SourcedFact, Tour
from events.planning.forms.facts import FactForm
from events.planning.operations.facts import add_fact, edit_fact, remove_fact
from events.planning.queries import fact_at, tour_at
from events.planning.views.pages import created, form_page, page_of, saved, sent
from events.team.rules import edits_tour
from tournee.web.access import opens_to, signed_in_user
from tournee.web.second_step import second_step


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def add(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a fact nobody has written down yet."""
    form, actor = FactForm(*sent(request), tour=tour), signed_in_user(request)
    answer = created(
        request,
        form,
        lambda: add_fact(tour, form.values, actor=actor),
        done=lambda: (_("The fact is kept, with its source."), f"{page_of(tour)}#facts"),
    )
    return answer or form_page(request, form, title=_("New sourced fact"), subject=tour)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=fact_at)
def edit(request: HttpRequest, fact: SourcedFact) -> HttpResponse:
    """The form of a fact."""
    form, actor = FactForm(*sent(request), instance=fact, tour=fact.tour), signed_in_user(request)
    answer = saved(
        request, form, lambda: edit_fact(fact, form.values, actor=actor), url=lambda: f"{page_of(fact.tour)}#facts"
    )
    return answer or form_page(request, form, title=_("Edit the sourced fact"), subject=fact.tour)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=fact_at)
def remove(request: HttpRequest, fact: SourcedFact) -> HttpResponse:
    """Ask, then take a fact away."""
    return second_step(
        request,
        operation=lambda _form: remove_fact(fact, actor=signed_in_user(request)),
        title=_("Remove “%(fact)s”?") % {"fact": fact},
        text=_("The page says it no more. If sources disagree, both may stand."),
        confirm_label=_("Remove the fact"),
        back_url=page_of(fact.tour),
        done=_("The fact is removed."),
        template="events/planning/step.html",
        extra={"dangerous": True},
    )

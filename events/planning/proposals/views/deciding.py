"""The page of one proposal, and the steps that settle it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Proposal
from events.planning.proposals import operations
from events.planning.proposals.forms import AcceptForm, DeclineForm
from events.planning.proposals.queries import proposal_at
from events.planning.proposals.rules import withdraws
from events.planning.proposals.shown import compared
from events.planning.proposals.values import seal
from events.planning.proposals.views.proposing import page_of_proposals
from events.planning.proposals.words import standing_of, title_of
from events.planning.rules import is_open
from events.planning.views.pages import closed, crumbs_to, planning_step
from events.team.rules import edits_tour, sees_stop
from tournee.web.access import opens_to, signed_in_user
from tournee.web.forms import submit
from tournee.web.navigation import Link
from tournee.web.second_step import second_step


@require_safe
@opens_to(sees_stop, of=proposal_at)
def page(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Both versions side by side, why, by whom, and what was decided."""
    return _page(request, proposal, AcceptForm())


def _page(request: HttpRequest, proposal: Proposal, form: AcceptForm) -> HttpResponse:
    user, stop = signed_in_user(request), proposal.stop
    comparison = compared(proposal)
    waits = proposal.state == Proposal.State.OPEN and is_open.test(user, stop)
    crumbs = [*crumbs_to(request, stop), Link(_("Proposals"), page_of_proposals(stop)), Link(title_of(proposal), "")]
    context = {
        "proposal": proposal, "stop": stop, "title": title_of(proposal), "standing": standing_of(proposal),
        "comparison": comparison, "seen": seal(comparison.stands), "form": form, "waits": waits,
        "decides": waits and edits_tour.test(user, stop), "withdraws": waits and withdraws.test(user, proposal),
        "archived": not is_open.test(user, stop), "crumbs": crumbs, "context_tour": stop.tour,
    }  # fmt: skip
    return render(request, "events/planning/proposals/proposal.html", context, status=422 if form.errors else 200)


@require_POST
@opens_to(edits_tour, of=proposal_at)
def accept(request: HttpRequest, proposal: Proposal) -> HttpResponseBase:
    """Do what is proposed; or show the proposal again with what stands in the way."""
    form = AcceptForm(request.POST)
    actor = signed_in_user(request)
    if submit(form, lambda: operations.accept_proposal(proposal, seen=form.cleaned_data["seen"], actor=actor)):
        messages.success(request, _("Accepted and done. Whoever proposed it is told by e-mail."))
        return redirect("planning_proposal", proposal.pk)
    return _page(request, proposal_at(proposal.pk), form)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=proposal_at)
def decline(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Ask why not, then decline."""
    title = _("Decline this proposal?")
    if not is_open.test(request.user, proposal):
        return closed(request, proposal.stop, title)
    actor = signed_in_user(request)
    return second_step(
        request,
        operation=lambda form: operations.decline_proposal(proposal, form.cleaned_data["answer"], actor=actor),
        title=title,
        text=f"{proposal.stop} – {title_of(proposal)}",
        confirm_label=_("Decline"),
        back_url=reverse("planning_proposal", args=[proposal.pk]),
        done=_("Declined. Whoever proposed it is told by e-mail."),
        form_class=DeclineForm,
        template="events/planning/step.html",
        extra={"dangerous": False},
    )


@require_http_methods(["GET", "POST"])
@opens_to(withdraws, of=proposal_at)
def withdraw(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Ask, then take a proposal back."""
    return planning_step(
        request,
        proposal.stop,
        lambda: operations.withdraw_proposal(proposal, actor=signed_in_user(request)),
        title=_("Withdraw this proposal?"),
        text=_("Everything stays as it is, and the team has nothing to decide any more."),
        confirm_label=_("Withdraw the proposal"),
        done=_("Your proposal is withdrawn."),
        back_url=reverse("planning_proposal", args=[proposal.pk]),
    )

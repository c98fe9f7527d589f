"""Pages of whose money pays."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Funding, Stop, Tour
from events.planning.forms.fundings import FundingForm
from events.planning.operations.fundings import add_funding, edit_funding, remove_funding
from events.planning.queries import funding_at, stop_at, tour_at
from events.planning.views.pages import about_of, planning_form, planning_step, sent, subject_of
from events.team.rules import edits_tour
from tournee.web.access import opens_to, signed_in_user

_PART = "#funding"


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def add_to_tour(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a funding of the whole tour."""
    return _add(request, tour)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def add_to_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a funding of one stop."""
    return _add(request, stop)


def _add(request: HttpRequest, subject: Tour | Stop) -> HttpResponse:
    form, actor = FundingForm(*sent(request)), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: add_funding(subject, form.values, emblem=form.cleaned_data["emblem"], actor=actor),
        subject=subject,
        title=_("New funding"),
        done=_("The funding is kept."),
        done_url=f"{about_of(subject)}{_PART}",
        back_url=about_of(subject),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=funding_at)
def edit(request: HttpRequest, funding: Funding) -> HttpResponse:
    """The form of a funding."""
    form, actor = FundingForm(*sent(request), instance=funding), signed_in_user(request)

    def save() -> None:
        emblem, version = form.cleaned_data["emblem"], form.expected_version
        edit_funding(funding, form.values, emblem=emblem, expected_version=version, actor=actor)

    subject = subject_of(funding)
    return planning_form(
        request,
        form,
        save,
        subject=subject,
        title=_("Edit the funding"),
        done_url=f"{about_of(subject)}{_PART}",
        back_url=about_of(subject),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=funding_at)
def remove(request: HttpRequest, funding: Funding) -> HttpResponse:
    """Ask, then take a funding away."""
    return planning_step(
        request,
        subject_of(funding),
        lambda: remove_funding(funding, actor=signed_in_user(request)),
        title=_("Remove the funding “%(scheme)s”?") % {"scheme": funding},
        text=_("Its mention and its emblem leave the pages."),
        confirm_label=_("Remove the funding"),
        done=_("The funding is removed."),
        back_url=about_of(subject_of(funding)),
        dangerous=True,
    )

"""Pages of who takes part in a tour or a stop."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Partnership, Stop, Tour
from events.planning import operations
from events.planning.forms.partners import NewPartnershipForm, PartnershipForm
from events.planning.operations.contact_persons import edit_partner_and_people
from events.planning.queries import partnership_at, stop_at, tour_at
from events.planning.views.pages import page_of, planning_form, planning_step, sent, subject_of
from events.team.rules import edits_tour
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link


def _list_of(subject: Tour | Stop) -> str:
    """Where the partners of `subject` are listed."""
    if isinstance(subject, Stop):
        return f"{page_of(subject)}#partners"
    return reverse("planning_partners", args=[subject.slug])


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=tour_at)
def add_to_tour(request: HttpRequest, tour: Tour) -> HttpResponse:
    """The form of a partner of the whole tour."""
    return _add(request, tour, Partnership.Role.SUPPORTER)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def add_to_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a partner of one stop."""
    return _add(request, stop, Partnership.Role.CO_HOST)


def _add(request: HttpRequest, subject: Tour | Stop, role: str) -> HttpResponse:
    form = NewPartnershipForm(*sent(request), subject=subject, initial={"role": role})
    actor = signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.add_partner(subject, form.cleaned_data["organisation"], form.values, actor=actor),
        subject=subject,
        title=_("New partner"),
        done=lambda: _("%(name)s takes part.") % {"name": form.cleaned_data["organisation"]},
        done_url=_list_of(subject),
        back_url=_list_of(subject),
        submit_label=_("Add the partner"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=partnership_at)
def edit(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The form of a partnership."""
    form, actor = PartnershipForm(*sent(request), instance=partnership), signed_in_user(request)

    def save() -> None:
        people, version = form.cleaned_data.get("contact_persons", ()), form.expected_version
        edit_partner_and_people(partnership, form.values, people, expected_version=version, actor=actor)

    organisation = partnership.organisation
    people = Link(
        _("People to call at %(name)s") % {"name": organisation}, reverse("organisation", args=[organisation.slug])
    )
    title = _("%(name)s as a partner") % {"name": organisation}
    back = reverse("planning_partnership", args=[partnership.pk])
    return planning_form(
        request, form, save, subject=subject_of(partnership), title=title, done_url=back, back_url=back, links=[people]
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=partnership_at)
def remove(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Ask, then end a partnership."""
    name = {"name": partnership.organisation}
    loss = _("Its representatives lose their access to this stop.") if partnership.stop else ""
    return planning_step(
        request,
        subject_of(partnership),
        lambda: operations.remove_partner(partnership, actor=signed_in_user(request)),
        title=_("Does %(name)s take no part any more?") % name,
        text=" ".join([_("Its logo leaves the page, and the log of exchanges is erased."), loss]).strip(),
        confirm_label=_("Remove the partner"),
        done=_("%(name)s takes no part any more.") % name,
        back_url=reverse("planning_partnership", args=[partnership.pk]),
        done_url=_list_of(subject_of(partnership)),
        dangerous=True,
    )

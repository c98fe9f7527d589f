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
from events.planning.views.pages import created, form_page, page_of, saved, sent, subject_of
from events.team.rules import edits_tour
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link
from tournee.web.second_step import second_step


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
    form, actor = NewPartnershipForm(*sent(request), initial={"role": role}), signed_in_user(request)
    answer = created(
        request,
        form,
        lambda: operations.add_partner(subject, form.cleaned_data["organisation"], form.values, actor=actor),
        done=lambda: (
            _("%(name)s takes part.") % {"name": form.cleaned_data["organisation"]}, f"{page_of(subject)}#partners"
        ),
    )  # fmt: skip
    links = [Link(_("Create an organisation"), reverse("organisation_new"))]
    label = _("Add the partner")
    return answer or form_page(request, form, title=_("New partner"), subject=subject, links=links, submit_label=label)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=partnership_at)
def edit(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The form of a partnership."""
    form, actor = PartnershipForm(*sent(request), instance=partnership), signed_in_user(request)
    subject = subject_of(partnership)

    def save() -> None:
        people, version = form.cleaned_data.get("contact_persons", ()), form.expected_version
        edit_partner_and_people(partnership, form.values, people, expected_version=version, actor=actor)

    answer = saved(request, form, save, url=lambda: f"{page_of(subject)}#partners")
    organisation = partnership.organisation
    people = _("People to call at %(name)s") % {"name": organisation}
    links = [Link(people, reverse("organisation", args=[organisation.slug]))]
    title = _("%(name)s as a partner") % {"name": organisation}
    return answer or form_page(request, form, title=title, subject=subject, links=links)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=partnership_at)
def remove(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Ask, then end a partnership."""
    name = partnership.organisation
    text = _("Its representatives lose their access to this stop.") if partnership.stop else ""
    return second_step(
        request,
        operation=lambda _form: operations.remove_partner(partnership, actor=signed_in_user(request)),
        title=_("Does %(name)s take no part any more?") % {"name": name},
        text=" ".join([_("Its logo leaves the page, and the log of exchanges is erased."), text]).strip(),
        confirm_label=_("Remove the partner"),
        back_url=page_of(subject_of(partnership)),
        done=_("%(name)s takes no part any more.") % {"name": name},
        template="events/planning/step.html",
        extra={"dangerous": True},
    )

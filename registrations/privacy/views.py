"""What a tour says of the data it holds; a request about one’s data: find the person, give what is held, or forget."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Tour
from events.planning.queries import tour_at
from events.planning.views.pages import page_of, planning_form, sent
from registrations.models import Person, PrivacyNotice, PurgeReport
from registrations.privacy import operations, queries, rules
from registrations.privacy.forms import LookUpForm, NoticeForm
from registrations.privacy.keeping import retention_rules
from registrations.privacy.notice import notice_of, own_notice, public_tour
from tournee.web.access import anyone, opens_to, signed_in_user
from tournee.web.navigation import Link
from tournee.web.second_step import second_step


def person_of(person: uuid.UUID) -> Person:
    """The person of an address."""
    return get_object_or_404(Person, public_id=person)


@require_safe
@opens_to(anyone, of=public_tour)
def notice(request: HttpRequest, tour: Tour) -> HttpResponse:
    """Who answers for a tour's data, why they are held, who receives them, until when, and what one may ask."""
    return render(request, "registrations/privacy/notice.html", {"tour": tour, "notice": notice_of(tour)})


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.manages_tour, of=tour_at)
def edit_notice(request: HttpRequest, tour: Tour) -> HttpResponse:
    """What a tour's manager says of it."""
    instance = own_notice(tour) or PrivacyNotice(
        tour=tour, controller=tour.contact_name, contact_email=tour.contact_email
    )
    data, _files = sent(request)
    form = NoticeForm(data, instance=instance, tour=tour)
    links = [Link(_("See the page"), reverse("privacy_notice", args=[tour.slug]))] if tour.is_public else []
    return planning_form(
        request,
        form,
        lambda: operations.save_notice(
            tour, form.values, expected_version=form.expected_version, actor=signed_in_user(request)
        ),
        subject=tour,
        title=_("Personal data of the tour"),
        done=_("The notice is kept."),
        done_url=page_of(tour),
        links=links,
    )


@require_safe
@opens_to(rules.manages_some_tour)
def removed(request: HttpRequest) -> HttpResponse:
    """The rules of keeping, and what was removed by them."""
    context = {
        "crumbs": [
            Link(_("Workspace"), reverse("workspace")),
            Link(_("Personal data"), reverse("personal_data")),
            Link(_("What is removed, and when"), ""),
        ],
        "rules": list(retention_rules),
        "reports": queries.reports_in_words(PurgeReport.objects.all()[: queries.LIMIT]),
    }
    return render(request, "registrations/privacy/removed.html", context)


@require_safe
@opens_to(rules.manages_some_tour)
def look_up(request: HttpRequest) -> HttpResponse:
    """Find whom a request is about."""
    form = LookUpForm(request.GET or None)
    found = queries.find_people(signed_in_user(request), form.cleaned_data["q"]) if form.is_valid() else None
    context = {
        "crumbs": [Link(_("Workspace"), reverse("workspace")), Link(_("Personal data"), "")],
        "form": form,
        "found": found,
        "limit": queries.LIMIT,
    }
    return render(request, "registrations/privacy/look_up.html", context)


@require_POST
@opens_to(rules.answers_for_person, of=person_of)
def export(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything held of the person, as a file to give them; that it was given is history."""
    held = {"held": operations.export_person(person, actor=signed_in_user(request))}
    response = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="person-{person.pk}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.answers_for_person, of=person_of)
def erase(request: HttpRequest, person: Person) -> HttpResponse:
    """Forget somebody, after a second step that says what goes and what stays."""
    return second_step(
        request,
        operation=lambda _form: operations.erase_person(person, actor=signed_in_user(request)),
        title=_("Erase what is held of %(name)s?") % {"name": person},
        text=_(
            "Their name, address, telephone and position go for good, here, in messages and in contact lists. Their"
            " presence still counts, without a name; their answers stay, unnamed. This cannot be taken back."
        ),
        confirm_label=_("Erase for good"),
        back_url=reverse("personal_data"),
        done=_("Nothing that names this person is held any more."),
    )

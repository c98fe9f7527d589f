"""The pages for a request about one’s data: find the person, give them what is held, or forget them."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registrations.models import Person
from registrations.privacy import operations, queries, rules
from registrations.privacy.forms import LookUpForm
from tournee.web.access import opens_to, signed_in_user
from tournee.web.navigation import Link
from tournee.web.second_step import second_step


def person_of(person: uuid.UUID) -> Person:
    """The person of an address."""
    return get_object_or_404(Person, public_id=person)


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

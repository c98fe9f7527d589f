"""The terms of a stop in the workspace."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.rules import is_open
from events.planning.views.pages import crumbs_to, planning_form, planning_step, sent
from events.team.rules import edits_tour
from registrations.booking.terms import operations
from registrations.booking.terms.forms import CodeForm, TermsForm
from registrations.booking.terms.queries import awaiting_approval, codes_of, terms_of
from registrations.booking.terms.words import terms_in_words
from registrations.models import AccessCode, Terms
from tournee.web.access import opens_to, signed_in_user


def code_at(tour: str, stop: str, code: int) -> AccessCode:
    """A code of the stop at that address that was not withdrawn. Raises Http404."""
    at = stop_at(tour, stop)
    found = AccessCode.objects.filter(stop=at, pk=code, withdrawn_at=None).first()
    if found is None:
        raise Http404
    found.stop = at
    return found


def page_of(stop: Stop) -> str:
    """The address of the stop's terms."""
    return reverse("registration_terms", args=[stop.tour.slug, stop.slug])


@require_safe
@opens_to(edits_tour, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The terms in words, and the codes with what is left of the seats set aside."""
    context = {
        "stop": stop,
        "said": terms_in_words(stop),
        "codes": codes_of(stop),
        "to_approve": awaiting_approval(stop).count(),
        "edits": is_open.test(request.user, stop),
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Terms of registration")),
        "context_tour": stop.tour,
    }
    return render(request, "registrations/booking/terms/page.html", context)


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def edit(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of the terms."""
    terms, actor = terms_of(stop), signed_in_user(request)
    form = TermsForm(*sent(request), instance=terms, stop=stop)

    def save() -> Terms:
        # Terms that a colleague made meanwhile are not overwritten unseen.
        return operations.save_terms(stop, form.values, expected_version=form.expected_version or 1, actor=actor)

    return planning_form(
        request, form, save, subject=stop, title=_("Edit the terms of registration"), done_url=page_of(stop),
        back_url=page_of(stop), submit_label=_("Save"),
        intro=_("What nobody chooses here stays as it is everywhere: whoever comes first gets a place."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def add_code(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a code that is not there yet."""
    form, actor = CodeForm(*sent(request), stop=stop), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.add_code(stop, form.values, set_aside=form.set_aside, actor=actor),
        subject=stop,
        title=_("New code"),
        done=_("The code is kept. Hand it on."),
        done_url=page_of(stop),
        back_url=page_of(stop),
        submit_label=_("Add the code"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=code_at)
def edit_code(request: HttpRequest, code: AccessCode) -> HttpResponse:
    """The form of a code."""
    form, actor = CodeForm(*sent(request), instance=code, stop=code.stop), signed_in_user(request)

    def save() -> AccessCode:
        version = form.expected_version
        return operations.edit_code(code, form.values, set_aside=form.set_aside, expected_version=version, actor=actor)

    return planning_form(
        request, form, save, subject=code.stop, title=_("Edit the code"), done_url=page_of(code.stop),
        back_url=page_of(code.stop),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=code_at)
def withdraw_code(request: HttpRequest, code: AccessCode) -> HttpResponse:
    """Ask, then withdraw a code."""
    actor = signed_in_user(request)
    return planning_step(
        request,
        code.stop,
        lambda: operations.withdraw_code(code, actor=actor),
        title=_("Withdraw the code “%(code)s”?") % {"code": code},
        text=_(
            "It opens nothing any more. Those who registered with it stay; seats set aside for it are for everybody."
        ),
        confirm_label=_("Withdraw the code"),
        done=_("The code is withdrawn."),
        done_url=page_of(code.stop),
        back_url=page_of(code.stop),
        dangerous=True,
    )

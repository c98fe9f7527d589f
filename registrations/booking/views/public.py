"""Registering, without an account; and asking for one's link again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Stop
from registrations.booking.asked import open_to_registrants
from registrations.booking.clock import local_zone
from registrations.booking.directory import asking
from registrations.booking.errors import BookingError
from registrations.booking.forms.changing import LinkForm
from registrations.booking.forms.directory import look_up
from registrations.booking.forms.registering import RegistrationForm
from registrations.booking.offer import Offer, asks_for_code, offer_of
from registrations.booking.operations import register as register_party
from registrations.booking.operations.links import send_links
from registrations.booking.operations.repeating import tell_of_standing
from registrations.booking.rates import AN_HOUR, asked_too_often, may_register, within_rate
from registrations.booking.recap import forget, tell_back, told_back
from registrations.booking.terms.queries import terms_of
from registrations.booking.terms.words import ask_label, told_before
from registrations.booking.views.private import unkept
from registrations.inviting.relays.origin import origin_of, via_of
from registrations.models import Invitee, Registration, Relay
from registrations.privacy.notice import own_notice
from tournee.accounts.models import User
from tournee.accounts.throttling import client_ip
from tournee.texts.languages import active_language
from tournee.web.access import anyone, opens_to
from tournee.web.forms import posted, submit

_ASKED_AN_HOUR = 20
_SENT = "sent"


@require_http_methods(["GET", "POST"])
@opens_to(anyone, of=open_to_registrants)
@unkept
def register(request: HttpRequest, stop: Stop) -> HttpResponseBase:
    """The form; once it is sent, whom we wrote to. A stop that takes nobody says why."""
    if request.resolver_match and request.resolver_match.kwargs != {"tour": stop.tour.slug, "stop": stop.slug}:
        address = reverse("register", args=[stop.tour.slug, stop.slug])
        query = request.META.get("QUERY_STRING", "")  # whose link led here
        return redirect(f"{address}?{query}" if query else address, permanent=True)
    if request.method == "GET" and _SENT in request.GET:
        return _sent(request, stop)
    offer = offer_of(stop, timezone.now())
    if offer.refusal:
        status = 422 if request.method == "POST" else 200
        return render(request, "registrations/booking/closed.html", {"stop": stop, "why": offer.refusal}, status=status)
    form = form_sent(request, RegistrationForm, offer)
    status = 422 if form.is_bound else 200
    if form.is_bound and not may_register(request):
        form.add_error(None, asked_too_often())
        status = 429
    elif form.is_bound and submit(form, lambda: _register_unseen(request, form)):
        messages.success(request, _("We have written to %(email)s.") % {"email": form.cleaned_data["contact_email"]})
        response = redirect(f"{request.path}?{_SENT}")
        tell_back(request, response, offer, form.request())
        return response
    return render(request, "registrations/booking/register.html", _around(request, stop, form), status=status)


def _sent(request: HttpRequest, stop: Stop) -> HttpResponse:
    """What was sent from this browser a moment ago, and what follows; that one may read again at any time."""
    context = {"stop": stop, "recap": told_back(request), "approval": terms_of(stop).approval}
    response = render(request, "registrations/booking/sent.html", context)
    forget(request, response)
    return response


def _around(request: HttpRequest, stop: Stop, form: RegistrationForm) -> dict[str, Any]:
    """What the page of the form shows beside what was typed."""
    return {
        "form": form,
        "stop": stop,
        "zone": local_zone(stop),
        "via": via_of(request),
        "asks_for_code": asks_for_code(stop),
        "before": told_before(stop),
        "submit_label": ask_label(stop),
        "notice": own_notice(stop.tour),
        "directory": {"is_on": asking.is_on(), "by_name": asking.by_name()},
    }


def form_sent(request: HttpRequest, kind: type[RegistrationForm], offer: Offer) -> RegistrationForm:
    """The form as the page asks for it: empty, with one more line, or sent."""
    if request.method != "POST":
        return kind(offer=offer, initial={"access_code": request.GET.get("code", "")})
    if "more" in request.POST:
        return kind.with_one_more(request.POST, offer=offer)
    if "find" in request.POST or "take" in request.POST:
        form = kind.kept(request.POST, offer=offer)
        form.looked_up = look_up(form, request)
        return form
    return kind(request.POST, offer=offer)


def register_sent(
    form: RegistrationForm, *, actor: User | None = None, relay: Relay | None = None, invitee: Invitee | None = None
) -> Registration:
    """Register what the form holds, and whose link led to it; what is refused is said beside the field it is about."""
    sent = replace(form.request(), relay=relay, invitee=invitee)
    try:
        return register_party(form.offer.stop, sent, actor=actor)
    except BookingError as error:
        error.field = form.field_of(error)
        raise


def _register_unseen(request: HttpRequest, form: RegistrationForm) -> None:
    """Register what the form holds; whether somebody of it is registered already is told to the contact's mailbox.

    What is shown is the same either way: nobody learns here who comes.
    """
    relay, invitee = origin_of(request, form.offer.stop)
    try:
        register_sent(form, relay=relay, invitee=invitee)
    except BookingError as error:
        if error.code != "registered_already" or not tell_of_standing(form.offer.stop, form.request()):
            raise


@require_http_methods(["GET", "POST"])
@opens_to(anyone)
@unkept
def registration_link(request: HttpRequest) -> HttpResponse:
    """Send the links of an address to that address; the answer is the same whether it is known or not."""
    form = LinkForm(posted(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if within_rate("links-asked", client_ip(request) or "", limit=_ASKED_AN_HOUR, seconds=AN_HOUR):
            send_links(form.cleaned_data["email"], language=active_language())
            return render(request, "registrations/booking/link_sent.html", {"email": form.cleaned_data["email"]})
        form.add_error(None, asked_too_often())
        status = 429
    return render(request, "registrations/booking/link.html", {"form": form}, status=status)

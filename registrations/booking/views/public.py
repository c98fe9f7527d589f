"""Registering, without an account; and asking for one's link again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Stop
from registrations.booking.asked import open_to_registrants
from registrations.booking.clock import local_zone
from registrations.booking.errors import BookingError
from registrations.booking.forms.changing import LinkForm
from registrations.booking.forms.registering import RegistrationForm
from registrations.booking.offer import Offer, offer_of
from registrations.booking.operations import register as register_party
from registrations.booking.operations.links import send_links
from registrations.booking.operations.repeating import tell_of_standing
from registrations.booking.rates import AN_HOUR, asked_too_often, may_register, within_rate
from registrations.booking.views.private import unkept
from registrations.models import Registration
from tournee.accounts.models import User
from tournee.accounts.throttling import client_ip
from tournee.texts.languages import active_language
from tournee.web.access import anyone, opens_to
from tournee.web.forms import submit

_ASKED_AN_HOUR = 20
_SENT = "sent"


@require_http_methods(["GET", "POST"])
@opens_to(anyone, of=open_to_registrants)
@unkept
def register(request: HttpRequest, stop: Stop) -> HttpResponseBase:
    """The form; once it is sent, whom we wrote to. A stop that takes nobody says why."""
    if request.resolver_match and request.resolver_match.kwargs != {"tour": stop.tour.slug, "stop": stop.slug}:
        return redirect("register", stop.tour.slug, stop.slug, permanent=True)
    if request.method == "GET" and _SENT in request.GET:
        return render(request, "registrations/booking/sent.html", {"stop": stop})
    offer = offer_of(stop, timezone.now())
    if offer.refusal:
        status = 422 if request.method == "POST" else 200
        return render(request, "registrations/booking/closed.html", {"stop": stop, "why": offer.refusal}, status=status)
    form = form_sent(request, RegistrationForm, offer)
    status = 422 if form.is_bound else 200
    if form.is_bound and not may_register(request):
        form.add_error(None, asked_too_often())
        status = 429
    elif form.is_bound and submit(form, lambda: _register_unseen(form)):
        messages.success(request, _("We have written to %(email)s.") % {"email": form.cleaned_data["contact_email"]})
        return redirect(f"{request.path}?{_SENT}")
    context = {"form": form, "stop": stop, "zone": local_zone(stop)}
    return render(request, "registrations/booking/register.html", context, status=status)


def form_sent(request: HttpRequest, kind: type[RegistrationForm], offer: Offer) -> RegistrationForm:
    """The form as the page asks for it: empty, with one more line, or sent."""
    if request.method != "POST":
        return kind(offer=offer)
    return kind.with_one_more(request.POST, offer=offer) if "more" in request.POST else kind(request.POST, offer=offer)


def register_sent(form: RegistrationForm, *, actor: User | None = None) -> Registration:
    """Register what the form holds; what is refused is said beside the field it is about."""
    try:
        return register_party(form.offer.stop, form.request(), actor=actor)
    except BookingError as error:
        error.field = form.field_of(error)
        raise


def _register_unseen(form: RegistrationForm) -> None:
    """Register what the form holds; whether somebody of it is registered already is told to the contact's mailbox.

    What is shown is the same either way: nobody learns here who comes.
    """
    try:
        register_sent(form)
    except BookingError as error:
        if error.code != "registered_already" or not tell_of_standing(form.offer.stop, form.request()):
            raise


@require_http_methods(["GET", "POST"])
@opens_to(anyone)
@unkept
def registration_link(request: HttpRequest) -> HttpResponse:
    """Send the links of an address to that address; the answer is the same whether it is known or not."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if within_rate("links-asked", client_ip(request) or "", limit=_ASKED_AN_HOUR, seconds=AN_HOUR):
            send_links(form.cleaned_data["email"], language=active_language())
            return render(request, "registrations/booking/link_sent.html", {"email": form.cleaned_data["email"]})
        form.add_error(None, asked_too_often())
        status = 429
    return render(request, "registrations/booking/link.html", {"form": form}, status=status)

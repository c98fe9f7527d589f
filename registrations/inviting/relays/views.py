"""A relay's link, which anybody follows; a relay's kit, for the team and for the partner whose it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Stop, Tour
from events.planning.queries import stop_at
from events.planning.rules import is_open, plans_tour
from events.planning.views.pages import crumbs_to, planning_form, planning_step, sent
from events.team.queries import roles_of
from registrations.figures.counting import base
from registrations.inviting.relays import operations, rules
from registrations.inviting.relays.forms import RelayForm
from registrations.inviting.relays.kit import kit_of
from registrations.inviting.relays.links import kit_file, stop_address
from registrations.inviting.relays.opening import named_by, note_opening
from registrations.inviting.relays.queries import Funnel, funnels_of, partners_without_link, relay_at, relays_for
from registrations.models import Relay
from tournee.errors import OperationError
from tournee.texts.typography import format_number
from tournee.web.access import anyone, opens_to, signed_in_user
from tournee.web.languages import NAMES
from tournee.web.navigation import Link


def page_of(stop: Stop) -> str:
    """Where the invitations and relays of `stop` stand."""
    return reverse("stop_invitations", args=[stop.tour.slug, stop.slug])


@opens_to(anyone)
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponseBase:
    """Note that the link was opened, and lead to the stop's page; a stop that is not public is nowhere."""
    relay, invitee = named_by(code)
    if relay is None or relay.stop.published_at is None or relay.tour.state == Tour.State.DRAFT:
        raise Http404
    note_opening(request, relay, invitee)
    response = redirect(stop_address(relay.stop, code))
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@opens_to(rules.uses_kit, of=relay_at)
def kit(request: HttpRequest, relay: Relay) -> HttpResponse:
    """What this relay passes on, in both languages, and what came of it."""
    stop = relay.stop
    edits = rules.edits_tour.test(request.user, stop)
    funnel = next((one for one in funnels_of(stop) if one.relay == relay), Funnel(relay, 0, 0, 0, 0, 0))
    crumbs = crumbs_to(request, stop)
    if edits:
        crumbs.append(Link(_("Invitations"), page_of(stop)))
    context = {
        "relay": relay,
        "stop": stop,
        "context_tour": stop.tour,
        "kits": [kit_of(relay, language) for language in NAMES],
        "figures": _figures(funnel, whole=rules.sees_stop.test(request.user, stop)),
        "crumbs": [*crumbs, Link(_("Kit of %(relay)s") % {"relay": relay}, "")],
        "plans": plans_tour.test(request.user, stop),
    }
    return render(request, "registrations/inviting/relays/kit.html", context)


@require_safe
@opens_to(rules.sees_stop, of=stop_at)
def mine(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The kit of one's own organisation, whose address one need not know."""
    relays = relays_for([stop], roles_of(request.user).organisations).get(stop.pk, [])
    if relays:
        return redirect("relay_kit", stop.tour.slug, stop.slug, relays[0].code)
    context = {"stop": stop, "context_tour": stop.tour, "crumbs": crumbs_to(request, stop, _("Your kit"))}
    return render(request, "registrations/inviting/relays/none.html", context)


def _file_at(tour: str, stop: str, relay: str, language: str) -> Relay:
    return relay_at(tour, stop, relay)


@require_safe
@opens_to(rules.uses_kit, of=_file_at)
def poster(request: HttpRequest, relay: Relay) -> HttpResponse:
    """The A4 poster, in the language of its address."""
    from registrations.inviting.relays.poster import poster as made  # lazily: it loads reportlab

    language = _language(request)
    return _download(made(relay, language), "application/pdf", f"{kit_file(relay, _('poster'), language)}.pdf")


@require_safe
@opens_to(rules.uses_kit, of=_file_at)
def picture(request: HttpRequest, relay: Relay) -> HttpResponse:
    """The square picture, in the language of its address."""
    from registrations.inviting.relays.poster import picture as made  # lazily: it loads Pillow

    language = _language(request)
    return _download(made(relay, language), "image/png", f"{kit_file(relay, _('picture'), language)}.png")


@require_POST
@opens_to(rules.edits_tour, of=stop_at)
def add_usual(request: HttpRequest, stop: Stop) -> HttpResponse:
    """A link for the team and for each co-host that has none."""
    try:
        operations.add_usual_relays(stop, actor=signed_in_user(request))
    except OperationError as error:
        messages.error(request, str(error.message))
    return redirect(f"{page_of(stop)}#relays")


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.edits_tour, of=stop_at)
def add(request: HttpRequest, stop: Stop) -> HttpResponse:
    """A link for another partner of the stop or its tour."""
    title = _("A link for another partner")
    form = RelayForm(sent(request)[0], stop=stop)
    if request.method != "POST" and is_open.test(request.user, stop) and not partners_without_link(stop).exists():
        context = {"title": title, "stop": stop, "context_tour": stop.tour, "crumbs": crumbs_to(request, stop, title)}
        return render(request, "registrations/inviting/relays/nobody.html", context)
    return planning_form(
        request,
        form,
        lambda: operations.add_relay(stop, form.cleaned_data["organisation"], actor=signed_in_user(request)),
        subject=stop,
        title=title,
        done=_("The link is made. Send the partner its kit."),
        done_url=f"{page_of(stop)}#relays",
        back_url=page_of(stop),
        submit_label=_("Make the link"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(rules.edits_tour, of=relay_at)
def close(request: HttpRequest, relay: Relay) -> HttpResponse:
    """Ask, then close a relay."""
    return planning_step(
        request,
        relay.stop,
        lambda: operations.close_relay(relay, actor=signed_in_user(request)),
        title=_("Close the link of %(relay)s?") % {"relay": relay},
        text=_("Its kit is no longer offered to the partner. Its figures stay, and posters that hang still lead here."),
        confirm_label=_("Close the link"),
        back_url=page_of(relay.stop),
        done=_("The link is closed."),
    )


def _figures(funnel: Funnel, *, whole: bool) -> list[tuple[str, str]]:
    """What came of a relay, each with its words; unless `whole`, fewer than five people are not told apart."""
    counted = (
        (pgettext("figure", "opened the page"), funnel.opened),
        (_("people registered"), funnel.registered),
        (pgettext("figure", "came"), funnel.came),
    )
    few = _("fewer than %(count)s") % {"count": format_number(base())}
    return [(said, format_number(count) if whole or count >= base() else few) for said, count in counted]


def _language(request: HttpRequest) -> str:
    wanted = str(request.resolver_match.kwargs["language"]) if request.resolver_match else ""
    if wanted not in NAMES:
        raise Http404
    return wanted


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, no_cache=True)
    return response

"""Invitations in the workspace: a stop's with its relays, one with those it goes to, and its steps."""

from __future__ import annotations

import uuid

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Stop
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.rules import plans_tour
from events.planning.views.pages import crumbs_to, planning_form, planning_step, sent
from events.team.rules import edits_tour
from registrations.inviting.filling import filling_of
from registrations.inviting.invitations import consequences, letters, operations
from registrations.inviting.invitations.forms import InvitationForm
from registrations.inviting.invitations.queries import (
    TONES,
    Standing,
    goes_out_at,
    invitation_at,
    invitations_of,
    invitees_of,
    languages_on_lists,
    standings_of,
)
from registrations.inviting.invitations.tables import INVITEES, state_of
from registrations.inviting.invitations.words import languages_of, title_of
from registrations.inviting.relays.queries import funnels_of
from registrations.models import Invitation
from tournee.errors import OperationError
from tournee.mail.views import PREVIEW_POLICY
from tournee.web.access import opens_to, signed_in_user
from tournee.web.languages import NAMES
from tournee.web.navigation import Link
from tournee.web.tables import build_table

FILTERS = "registrations.inviting.invitations.filters.InviteeFilters"


def page_of(invitation: Invitation) -> str:
    """The invitation's address in the workspace."""
    return reverse("stop_invitation", args=[invitation.public_id])


def stop_page_of(stop: Stop) -> str:
    """Where the invitations to `stop` stand."""
    return reverse("stop_invitations", args=[stop.tour.slug, stop.slug])


def crumbs_of(request: HttpRequest, invitation: Invitation, here: str = "") -> list[Link]:
    """The way to a page of the invitation."""
    way = crumbs_to(request, invitation.stop)
    way.append(Link(_("Invitations"), stop_page_of(invitation.stop)))
    way.append(Link(title_of(invitation), page_of(invitation)))
    return [*way, Link(here, "")] if here else way


@require_safe
@opens_to(edits_tour, of=stop_at)
def of_stop(request: HttpRequest, stop: Stop) -> HttpResponse:
    """What was sent, what came of it by relay, and how the stop fills."""
    now = timezone.now()
    invitations, funnels = list(invitations_of(stop)), funnels_of(stop)
    context = {
        "stop": stop,
        "context_tour": stop.tour,
        "rows": [(one, title_of(one), state_of(one, now, waiting=one.waiting)) for one in invitations],
        "funnels": funnels,
        "has_relays": any(funnel.relay for funnel in funnels),
        "filling": filling_of(stop, now),
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Invitations")),
        "plans": plans_tour.test(request.user, stop),
        "is_public": stop.published_at is not None,
    }
    return render(request, "registrations/inviting/invitations/of_stop.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=stop_at)
def new(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of an invitation that is not there yet."""
    form, made = InvitationForm(*sent(request), stop=stop), []
    return planning_form(
        request,
        form,
        lambda: made.append(operations.create_invitation(stop, form.values, actor=signed_in_user(request))),
        subject=stop,
        title=_("New invitation"),
        done=_("The invitation is prepared. Look it through, then approve it."),
        done_url=lambda: page_of(made[0]),
        back_url=stop_page_of(stop),
        links=[Link(_("Contact lists"), reverse("contact_lists", args=[stop.tour.slug]))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=invitation_at)
def edit(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The form of an invitation in preparation."""
    form = InvitationForm(*sent(request), instance=invitation, stop=invitation.stop)

    def save() -> None:
        version, actor = form.expected_version, signed_in_user(request)
        operations.edit_invitation(invitation, form.values, expected_version=version, actor=actor)

    return planning_form(
        request,
        form,
        save,
        subject=invitation.stop,
        title=_("Edit the invitation"),
        done_url=page_of(invitation),
        back_url=page_of(invitation),
    )


@csp_update({"frame-src": [SELF]})
@require_safe
@opens_to(edits_tour, of=invitation_at)
def page(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """One invitation: what it says in each language, to whom and when, and where everybody stands."""
    standings = standings_of(invitation)
    table = build_table(request, invitees_of(invitation), INVITEES, default_sort="name", filters=FILTERS)
    for row in table.page.object_list:
        row.tone, row.said = TONES[row.standing], Standing(row.standing).label
    context = {
        "invitation": invitation,
        "title": title_of(invitation),
        "stop": invitation.stop,
        "context_tour": invitation.tour,
        "zone": invitation.stop.zone,
        "state": state_of(invitation, timezone.now(), waiting=standings.get(Standing.WAITING, 0)),
        "standings": [(each.label, TONES[each], count) for each, count in standings.items()],
        "lists": list(invitation.contact_lists.all()),
        "goes_out_at": goes_out_at(invitation),
        "languages": [(code, NAMES[code]) for code in languages_of(invitation)],
        "unwritten": consequences.unwritten(invitation, languages_on_lists(invitation)),
        "table": table,
        "crumbs": crumbs_of(request, invitation),
        "plans": plans_tour.test(request.user, invitation),
    }
    return render(request, "registrations/inviting/invitations/page.html", context)


def _preview_at(invitation: uuid.UUID, language: str) -> Invitation:
    return invitation_at(invitation)


@require_safe
@opens_to(edits_tour, of=_preview_at)
def preview(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The message in the language of its address, under a policy of its own, for the frame on its page."""
    language = str(request.resolver_match.kwargs["language"]) if request.resolver_match else ""
    if language not in languages_of(invitation):
        raise Http404
    headers = {"Content-Security-Policy": PREVIEW_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return HttpResponse(letters.preview(invitation, language).html, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=invitation_at)
def approve(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Say to how many one is about to write and who is left out, then approve; or say what is missing."""
    draft = invitation.state == Invitation.State.DRAFT
    audience = consequences.audience_now(invitation)
    missing = [str(fault.message) for fault in operations.faults_of_approval(invitation, audience)] if draft else []
    return planning_step(
        request,
        invitation.stop,
        lambda: operations.approve_invitation(invitation, actor=signed_in_user(request)),
        title=consequences.question(audience),
        text="",
        confirm_label=_("Approve and send"),
        back_url=page_of(invitation),
        done=_("The invitation is approved. It goes out at its moment."),
        extra={
            "consequences": consequences.said_before_approval(invitation, audience),
            "refused": " ".join(missing),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=invitation_at)
def stop(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Ask, then stop: nobody is written to or reminded any more."""
    return planning_step(
        request,
        invitation.stop,
        lambda: operations.stop_invitation(invitation, actor=signed_in_user(request)),
        title=_("Stop “%(invitation)s”?") % {"invitation": title_of(invitation)},
        text=_("Nobody is written to or reminded any more. What was sent cannot be taken back. This cannot be undone."),
        confirm_label=_("Stop the invitation"),
        back_url=page_of(invitation),
        done=_("The invitation is stopped."),
        dangerous=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@opens_to(edits_tour, of=invitation_at)
def remove(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Ask, then delete one in preparation."""
    actor = signed_in_user(request)
    return planning_step(
        request,
        invitation.stop,
        lambda: operations.remove_invitation(invitation, expected_version=None, actor=actor),
        title=_("Delete “%(title)s”?") % {"title": title_of(invitation)},
        text=_("Its words are lost. Its contact lists stay. This cannot be undone."),
        confirm_label=_("Delete the invitation"),
        back_url=page_of(invitation),
        done=_("The invitation is deleted."),
        done_url=stop_page_of(invitation.stop),
        dangerous=True,
    )


@require_POST
@opens_to(edits_tour, of=invitation_at)
def test(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Send oneself the invitation as it will be, in each of its languages."""
    user = signed_in_user(request)
    try:
        operations.send_test(invitation, actor=user)
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": user.email})
    except OperationError as error:
        messages.error(request, str(error.message))
    return redirect(page_of(invitation))

"""E-mails about proposals: the team learns that one waits, whoever proposed it what was decided."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.models import Membership, Proposal, Stop
from events.planning.proposals.words import fields_in_words, title_of
from events.team.rules import EDITORS
from tournee.accounts.models import User
from tournee.mail.operations import queue_message


def tell_team(proposal: Proposal) -> None:
    """Write to whoever looks after the stop; where nobody of the team does, to all who edit the tour."""
    for user in deciding_for(proposal.stop):
        if user.pk != proposal.proposed_by_id:
            _write("proposed", proposal, user, reply_to=proposal.proposed_by)


def tell_proposer(proposal: Proposal, *, actor: User) -> None:
    """Write to whoever proposed it what was decided, unless they decided it themselves or left."""
    user = proposal.proposed_by
    if user is not None and user.is_active and user.pk != actor.pk:
        _write("decided", proposal, user)


def deciding_for(stop: Stop) -> list[User]:
    """The person who looks after `stop`, else all editors and managers of its tour. One query."""
    members = Membership.objects.filter(tour=stop.tour_id, role__in=EDITORS, user__is_active=True)
    team = [member.user for member in members.select_related("user").order_by("pk")]
    return [user for user in team if user.pk == stop.lead_id] or team


def _write(template: str, proposal: Proposal, user: User, *, reply_to: User | None = None) -> None:
    stop, tour = proposal.stop, proposal.stop.tour
    with translation.override(user.language):
        context = {
            "proposal": proposal, "stop": stop, "tour": tour, "what": title_of(proposal),
            "fields": fields_in_words(proposal), "who": proposal.proposed_by or "",
            "address": settings.SITE_URL + reverse("planning_proposal", args=[proposal.pk]),
        }  # fmt: skip
        queue_message(
            f"events/planning/proposals/mail/{template}",
            to=user,
            language=user.language,
            context=context,
            purpose=_("Proposal of a co-host") if template == "proposed" else _("Answer to a proposal"),
            reply_to=reply_to.email if reply_to else tour.contact_email,
            sender_name=tour.contact_name,
            about=[stop],
        )

"""The table of people invited, and how an invitation is spoken of."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.words import Standing
from registrations.inviting.quiet import is_quiet
from registrations.models import Invitation
from tournee.web.tables import Column

INVITEES = (
    Column("name", _("Name"), sort=("name", "email_key")),
    Column("address", _("Address"), sort=("email_key",)),
    Column("state", _("State"), sort=("standing", "email_key")),
    Column("sent", _("Written to on"), sort=("sent_at",)),
)


def state_of(invitation: Invitation, at: datetime.datetime, *, waiting: int) -> Standing:
    """The word and the tone of what the invitation is at that moment; `waiting` are still to be written to."""
    if invitation.state != Invitation.State.APPROVED:
        tone = "idea" if invitation.state == Invitation.State.DRAFT else "off"
        return Standing(invitation.get_state_display(), tone)
    phase = invitation.stop.phase(at)
    if phase in (Stop.Phase.CANCELLED, Stop.Phase.POSTPONED):
        return Standing(_("held back: the stop does not take place as planned"), "warn")
    if phase != Stop.Phase.UPCOMING:
        return Standing(_("over"), "done")
    if invitation.starts_at > at:
        return Standing(_("approved, to be sent"), "open")
    if invitation.gathered_at and not waiting:
        return Standing(_("sent"), "done")
    if is_quiet(invitation.stop, at):
        return Standing(_("pauses until quiet hours are over"), "part")
    return Standing(_("being sent"), "ok")

"""What becomes of a stop's invitations when the stop changes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from events.models import Stop
from events.planning.telling.told import By, Change, Told
from registrations.inviting.invitations.words import title_of
from registrations.models import Invitation


def invitations(change: Change) -> Iterator[Told]:
    """Each invitation that is approved: that it waits, or goes on with what is true then."""
    if change.session is not None:
        return
    approved = Invitation.objects.select_related("stop__tour").filter(stop=change.stop, state=Invitation.State.APPROVED)
    for invitation in approved.order_by("starts_at", "pk"):
        yield Told(_("Invitation “%(title)s”") % {"title": title_of(invitation)}, By.FOLLOWS, [_said(change)])


def _said(change: Change) -> str:
    if change.stop.state == Stop.State.CANCELLED:
        return _("It invites nobody as long as the stop is cancelled. Whoever was invited is told only if registered.")
    if change.stop.state == Stop.State.POSTPONED:
        return _("It invites nobody until the stop has its new date.")
    return _("Those not written to yet read the new date and place. Look its own text through.")

"""What happens to a stop, a list or a person reaches invitations."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.planning.announcements import StopChange
from registrations.inviting import cap
from registrations.inviting.announcements import ListRemoved
from registrations.inviting.errors import InvitingError
from registrations.models import Invitation, Invitee
from registrations.privacy.announcements import PersonErased
from tournee.mail.models import CANCELLABLE, OutboxAbout, OutboxMessage, State


def hold_back(change: StopChange) -> None:
    """What was written and not sent yet is not sent: it says what no longer holds.

    Those people are written to again if the stop takes place: at once where it only moved, and with its new date.
    """
    invitees = Invitee.objects.filter(invitation__stop=change.stop, sent_at__isnull=False)
    kind = ContentType.objects.get_for_model(Invitee)
    waiting = OutboxAbout.objects.filter(
        content_type=kind, object_id__in=invitees.values("pk"), message__state__in=CANCELLABLE
    )
    found = list(waiting.values_list("message_id", "object_id"))
    if not found:
        return
    messages = OutboxMessage.objects.filter(pk__in=[message for message, _invitee in found], state__in=CANCELLABLE)
    unsent = invitees.filter(pk__in=[invitee for _message, invitee in found])
    cap.take_back(unsent.values_list("email_key", Coalesce("reminded_at", "sent_at")), through=cap.INVITATION)
    messages.update(state=State.CANCELLED, settled_at=timezone.now(), claim="", claimed_at=None)
    _wait_again(unsent)


def _wait_again(invitees: QuerySet[Invitee]) -> None:
    """Who was being reminded waits for the reminder, who was being invited for the invitation."""
    invitees.filter(reminded_at=None).update(state=Invitee.State.WAITING, sent_at=None)
    invitees.filter(reminded_at__isnull=False).update(reminded_at=None)


def let_go_of_stop(change: StopChange) -> None:
    """A stop that was never public goes with its invitations in preparation: none of them could be approved."""
    Invitation.objects.filter(stop=change.stop).delete()


def keep_list(removed: ListRemoved) -> None:
    """A list that an invitation was sent to, or will be, stays; those in preparation go without it."""
    used = removed.contact_list.invitations.exclude(state=Invitation.State.DRAFT).select_related("stop").order_by("pk")
    if (invitation := used.first()) is not None:
        raise InvitingError(
            _("The invitation “%(invitation)s” goes to this list, so the list is kept. Remove single contacts.")
            % {"invitation": invitation},
            code="in_use",
        )


def forget(erased: PersonErased) -> None:
    """Remove the name and address of an erased person from every invitation; the row stays, so that counts hold."""
    found = Invitee.objects.filter(email_key__in=erased.email_keys)
    found.update(email="", email_key="", firm_key="", name="", contact=None, company=None, erased_at=timezone.now())

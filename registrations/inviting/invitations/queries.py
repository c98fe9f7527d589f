"""Reading invitations: a stop's with how far each is, one with those it goes to."""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING, TypedDict

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.team.queries import tours_for
from registrations.inviting.quiet import next_hour
from registrations.models import Contact, Invitation, Invitee, Registration, RelayOpening
from tournee.mail.models import OutboxAbout, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django_stubs_ext import WithAnnotations

    from tournee.accounts.models import User


class Counts(TypedDict):
    """What `with_counts` adds."""

    sent: int
    waiting: int


class Stands(TypedDict):
    """What `invitees_of` adds."""

    standing: str


if TYPE_CHECKING:
    CountedInvitation = WithAnnotations[Invitation, Counts]
    StandingInvitee = WithAnnotations[Invitee, Stands]

_RELATED = ("stop__tour", "stop__town", "stop__region", "relay__organisation")
_LOST = (State.BOUNCED, State.REFUSED, State.FAILED)


class Standing(TextChoices):
    """Where somebody invited stands, as the team is told."""

    WAITING = "waiting", _("to be written to")
    SENT = "sent", _("written to")
    REMINDED = "reminded", _("reminded")
    OPENED = "opened", _("opened the page")
    REGISTERED = "registered", _("registered")
    OPPOSED = "opposed", _("wants no invitation")
    CAPPED = "capped", _("their firm was written to often enough this month")
    BOUNCED = "bounced", _("the message came back")
    ERASED = "erased", _("data erased")


TONES = {
    Standing.WAITING: "idea",
    Standing.SENT: "open",
    Standing.REMINDED: "open",
    Standing.OPENED: "part",
    Standing.REGISTERED: "done",
    Standing.OPPOSED: "off",
    Standing.CAPPED: "off",
    Standing.BOUNCED: "danger",
    Standing.ERASED: "off",
}


def invitation_at(invitation: uuid.UUID) -> Invitation:
    """The invitation at that address, with its stop and relay. Raises Http404."""
    return get_object_or_404(Invitation.objects.select_related(*_RELATED), public_id=invitation)


def invitations_of(stop: Stop) -> QuerySet[CountedInvitation]:
    """The invitations to `stop`, newest first, each with how many were written to and wait. One query."""
    return with_counts(Invitation.objects.filter(stop=stop)).order_by("-starts_at", "-pk")


def invitations_for(user: User | AnonymousUser) -> QuerySet[CountedInvitation]:
    """The invitations of the tours whose team `user` belongs to, newest first."""
    found = Invitation.objects.filter(stop__tour__in=tours_for(user).values("pk"))
    return with_counts(found).order_by("-starts_at", "-pk")


def with_counts(invitations: QuerySet[Invitation]) -> QuerySet[CountedInvitation]:
    """Each with how many people were written to (`sent`), and how many wait for it (`waiting`)."""
    invitees = Invitee.objects.filter(invitation=OuterRef("pk"))
    return invitations.select_related(*_RELATED).annotate(
        sent=_count(invitees.filter(sent_at__isnull=False)),
        waiting=_count(invitees.filter(state=Invitee.State.WAITING, erased_at=None)),
    )


def invitees_of(invitation: Invitation) -> QuerySet[StandingInvitee]:
    """Everybody it goes to or leaves out, with where each stands (`standing`, a value of Standing)."""
    lost = OutboxAbout.objects.filter(
        content_type=ContentType.objects.get_for_model(Invitee),
        object_id=OuterRef("pk"),
        message__state__in=_LOST,
    )
    registered = Registration.objects.filter(invitee=OuterRef("pk"), state=Registration.State.LIVE)
    state = Invitee.State
    conditions = (
        When(erased_at__isnull=False, then=Value(Standing.ERASED)),
        When(Q(Exists(registered)) | Q(state=state.REGISTERED), then=Value(Standing.REGISTERED)),
        When(state=state.OPPOSED, then=Value(Standing.OPPOSED)),
        When(Q(state=state.UNREACHABLE) | Q(Exists(lost)), then=Value(Standing.BOUNCED)),
        When(Exists(RelayOpening.objects.filter(invitee=OuterRef("pk"))), then=Value(Standing.OPENED)),
        When(reminded_at__isnull=False, then=Value(Standing.REMINDED)),
        When(sent_at__isnull=False, then=Value(Standing.SENT)),
        When(state=state.CAPPED, then=Value(Standing.CAPPED)),
    )
    return Invitee.objects.filter(invitation=invitation).annotate(
        standing=Case(*conditions, default=Value(Standing.WAITING))
    )


def standings_of(invitation: Invitation) -> dict[Standing, int]:
    """How many stand where, in the order of the words. One query."""
    counted = invitees_of(invitation).order_by().values_list("standing").annotate(count=Count("pk"))
    found: dict[str, int] = dict(counted)
    return {standing: found[standing] for standing in Standing if standing in found}


def languages_on_lists(invitation: Invitation) -> dict[str, int]:
    """How many people on its lists are known to read which language, somebody on two lists once; one query."""
    contacts = Contact.objects.filter(contact_list__in=invitation.contact_lists.values("pk"))
    return dict(contacts.order_by().values_list("language").annotate(Count("email_key", distinct=True)))


def goes_out_at(invitation: Invitation) -> datetime.datetime:
    """When the first message goes out: its moment, or the first one after it outside quiet hours."""
    return next_hour(invitation.stop, invitation.starts_at)


def _count(rows: QuerySet[Invitee]) -> Coalesce:
    counted = rows.order_by().values("invitation").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

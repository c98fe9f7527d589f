"""Inviting and reminding: run by the tick, a little each minute, in steps that each stand alone."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from events.models import Stop
from registrations.inviting import cap
from registrations.inviting.invitations.audience import audience_of, invited_by_another, leave_out
from registrations.inviting.invitations.letters import write_letters
from registrations.inviting.quiet import is_quiet
from registrations.models import Invitation, Invitee

BATCH = 500
_HOUR = datetime.timedelta(hours=1)
_RELATED = ("relay__organisation", "stop__tour", "stop__town", "stop__region")


def send_due() -> str | None:
    """Invite, then remind, for each approved invitation whose moment has come, at its pace; nothing in quiet hours."""
    now = timezone.now()
    sent = sum(send_invitation(invitation, now) for invitation in due_at(now))
    if not sent:
        return None
    return ngettext("%(count)s invitation was written.", "%(count)s invitations were written.", sent) % {"count": sent}


def due_at(now: datetime.datetime) -> list[Invitation]:
    """The invitations of stops to come that may be sent at that moment, the oldest first."""
    approved = Invitation.objects.filter(
        state=Invitation.State.APPROVED, starts_at__lte=now, stop__state=Stop.State.PUBLISHED
    )
    found = approved.select_related(*_RELATED).order_by("starts_at", "pk")
    return [one for one in found if one.stop.phase(now) == Stop.Phase.UPCOMING and not is_quiet(one.stop, now)]


def send_invitation(invitation: Invitation, now: datetime.datetime) -> int:
    """Write what is due of one invitation in one run of the tick; how many messages."""
    if invitation.gathered_at is None:
        gather(invitation, now)
    room = allowance(invitation, now)
    sent = _send(invitation, invitation.invitees.filter(state=Invitee.State.WAITING), room, now, reminder=False)
    if invitation.reminds_at and invitation.reminds_at <= now:
        silent = invitation.invitees.filter(
            state=Invitee.State.SENT, sent_at__lt=invitation.reminds_at, reminded_at=None
        )
        reminded = _send(invitation, silent, room - sent, now, reminder=True)
        Invitation.objects.filter(pk=invitation.pk, reminded_at=None).update(reminded_at=now)
        sent += reminded
    return sent


def gather(invitation: Invitation, now: datetime.datetime) -> None:
    """Write down, once, whom the invitation goes to and who is left out; the cap is asked again when each is due."""
    with transaction.atomic():
        current = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        if current.gathered_at is None:
            invitees = audience_of(invitation, now).invitees
            for invitee in invitees:
                if invitee.state == Invitee.State.CAPPED:
                    invitee.state = Invitee.State.WAITING
            Invitee.objects.bulk_create(invitees, batch_size=BATCH, ignore_conflicts=True)
            Invitation.objects.filter(pk=invitation.pk).update(gathered_at=now)
    invitation.gathered_at = current.gathered_at or now


def allowance(invitation: Invitation, now: datetime.datetime) -> int:
    """How many messages may be written in this run: a minute's share, and no more in an hour than was asked for."""
    recent = Q(sent_at__gt=now - _HOUR) | Q(reminded_at__gt=now - _HOUR)
    left = invitation.per_hour - invitation.invitees.filter(recent).count()
    return max(0, min(math.ceil(invitation.per_hour / 60), left))


def _send(
    invitation: Invitation, invitees: QuerySet[Invitee], room: int, now: datetime.datetime, *, reminder: bool
) -> int:
    """Write to at most `room` of those invitees, in batches; each batch is claimed and written in one transaction."""
    sent = 0
    while sent < room:
        with transaction.atomic():
            if not _still_on(invitation):
                break
            claimed = _claimed(invitees, min(BATCH, room - sent))
            if not claimed:
                break
            if not reminder:
                claimed = _without_those_invited(invitation, claimed)
            sent += _write(invitation, claimed, now, reminder=reminder)
    return sent


def _still_on(invitation: Invitation) -> bool:
    """Whether it was not stopped, nor the stop called off, since; both stay as they are until the transaction ends.

    The stop is held first, as whoever cancels it does before following what hangs on it.
    """
    stop = Stop.objects.select_for_update(no_key=True).values_list("state", flat=True).get(pk=invitation.stop_id)
    state = Invitation.objects.select_for_update(no_key=True).values_list("state", flat=True).get(pk=invitation.pk)
    return stop == Stop.State.PUBLISHED and state == Invitation.State.APPROVED


def _claimed(invitees: QuerySet[Invitee], size: int) -> list[Invitee]:
    """The next ones, held: a tick that runs at the same time waits, and takes others."""
    rows = invitees.filter(erased_at=None).exclude(email_key="").select_for_update(of=("self",))
    return list(rows.select_related("contact__contact_list", "company").order_by("pk")[:size])


def _without_those_invited(invitation: Invitation, claimed: Sequence[Invitee]) -> list[Invitee]:
    """Those whom no other invitation to the stop was written to since they were gathered; it forgets the others.

    The stop is held: another of its invitations is sent before or after this batch.
    """
    before = set(
        invited_by_another(invitation)
        .filter(email_key__in=[invitee.email_key for invitee in claimed])
        .values_list("email_key", flat=True)
    )
    if before:
        invitation.invitees.filter(pk__in=[one.pk for one in claimed if one.email_key in before]).delete()
    return [invitee for invitee in claimed if invitee.email_key not in before]


def _write(invitation: Invitation, claimed: Sequence[Invitee], now: datetime.datetime, *, reminder: bool) -> int:
    """Leave out whom it must by now, write to the others, and note all of it."""
    for invitee in claimed:
        invitee.invitation, invitee.state = invitation, Invitee.State.WAITING
    cap.hold()
    leave_out(invitation, claimed, now)
    wanted = [invitee for invitee in claimed if invitee.state == Invitee.State.WAITING]
    for state in {invitee.state for invitee in claimed} - {Invitee.State.WAITING}:
        left_out = [invitee.pk for invitee in claimed if invitee.state == state]
        Invitee.objects.filter(pk__in=left_out).update(state=state)
    stamp = {"reminded_at": now} if reminder else {"state": Invitee.State.SENT, "sent_at": now}
    Invitee.objects.filter(pk__in=[invitee.pk for invitee in wanted]).update(**stamp)
    write_letters(invitation, wanted, reminder=reminder)
    cap.note([(invitee.email_key, invitee.firm_key) for invitee in wanted], cap.INVITATION, now)
    return len(wanted)

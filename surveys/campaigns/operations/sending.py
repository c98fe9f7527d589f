"""Inviting and reminding: run by the tick, in steps that each stand alone, so that nothing is sent twice or lost."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.inviting.oppositions import opposed
from surveys.campaigns import notices
from surveys.campaigns.audience import add_recipients
from surveys.models import Campaign, Recipient
from tournee.accounts.models import User
from tournee.history.operations import record

BATCH = 100


def invite_due() -> str | None:
    """Ask everybody whom an open campaign has not asked yet, also those whose presence was noted since."""
    now = timezone.now()
    sent = 0
    for campaign in _open(now):
        add_recipients(campaign)
        waiting = campaign.recipients.filter(invited_at=None, opted_out_at=None, erased_at=None)
        sent += _send(waiting, "invited_at", notices.invite)
        Campaign.objects.filter(pk=campaign.pk, invited_at=None).update(invited_at=now)
    return _("%(count)s people were asked.") % {"count": sent} if sent else None


def remind_due() -> str | None:
    """Remind, once, those who were asked and have not answered."""
    now = timezone.now()
    sent = 0
    for campaign in _open(now).filter(reminds_at__lte=now):
        silent = campaign.recipients.filter(
            Q(response=None) | Q(response__submitted_at=None),
            invited_at__lt=campaign.reminds_at,
            reminded_at=None,
            opted_out_at=None,
            erased_at=None,
        )
        sent += _send(silent, "reminded_at", notices.remind)
        Campaign.objects.filter(pk=campaign.pk, reminded_at=None).update(reminded_at=now)
    return _("%(count)s people were reminded.") % {"count": sent} if sent else None


def opt_out(recipient: Recipient) -> None:
    """This recipient wants no reminder of this questionnaire; answering stays possible."""
    Recipient.objects.filter(pk=recipient.pk, opted_out_at=None).update(opted_out_at=timezone.now())


def send_test(campaign: Campaign, *, actor: User) -> None:
    """The invitation as it will be, to whoever prepares it; its link opens the preview."""
    with transaction.atomic():
        record("campaign.test", campaign, actor=actor)
        notices.test(campaign, actor)


def _open(now: object) -> QuerySet[Campaign]:
    campaigns = Campaign.objects.filter(state=Campaign.State.APPROVED, opens_at__lte=now, closes_at__gt=now)
    return campaigns.select_related("tour", "stop", "session", "version_asked").order_by("pk")


def _send(recipients: QuerySet[Recipient], stamp: str, write: Callable[[Recipient], None]) -> int:
    """Write to those recipients in batches; each batch is claimed and written in one transaction."""
    sent = 0
    while True:
        with transaction.atomic():
            claimed = _claim(recipients, stamp)
            refused = opposed(recipient.email_key for recipient in claimed)
            for recipient in claimed:
                if recipient.email_key not in refused:
                    write(recipient)
                    sent += 1
        if len(claimed) < BATCH:
            return sent


def _claim(recipients: QuerySet[Recipient], stamp: str) -> list[Recipient]:
    """The next batch, stamped; a tick that runs at the same time takes others, or waits."""
    rows = recipients.select_for_update(of=("self",)).select_related("campaign__tour", "campaign__stop")
    claimed = list(rows.order_by("pk")[:BATCH])
    Recipient.objects.filter(pk__in=[recipient.pk for recipient in claimed]).update(**{stamp: timezone.now()})
    return claimed

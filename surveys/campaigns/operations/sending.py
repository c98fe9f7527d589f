"""Inviting and reminding: run by the tick, in steps that each stand alone, so that nothing is sent twice or lost."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from events.models import Stop
from registrations.inviting import cap
from registrations.inviting.firms import firm_key
from registrations.inviting.oppositions import opposed
from registrations.inviting.quiet import is_quiet
from surveys.campaigns import notices
from surveys.campaigns.audience import add_recipients, present_at
from surveys.campaigns.moments import whose_clock
from surveys.models import Campaign, Recipient
from tournee.accounts.models import User
from tournee.history.operations import record
from tournee.mail.addresses import MailError

BATCH = 100
_NOT_HELD = (Stop.State.CANCELLED, Stop.State.POSTPONED)


def invite_due() -> str | None:
    """Ask everybody whom an open campaign has not asked yet, also those whose presence was noted since."""
    now = timezone.now()
    sent = 0
    for campaign in _open(now):
        add_recipients(campaign, now)
        waiting = campaign.recipients.filter(invited_at=None, opted_out_at=None, erased_at=None)
        sent += _send(campaign, _written_to_now(campaign, waiting, now), "invited_at", notices.invite)
        Campaign.objects.filter(pk=campaign.pk, invited_at=None).update(invited_at=now)
    return (
        ngettext("%(count)s person was asked.", "%(count)s people were asked.", sent) % {"count": sent}
        if sent
        else None
    )


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
        sent += _send(campaign, _written_to_now(campaign, silent, now), "reminded_at", notices.remind)
        Campaign.objects.filter(pk=campaign.pk, reminded_at=None).update(reminded_at=now)
    if not sent:
        return None
    return ngettext("%(count)s person was reminded.", "%(count)s people were reminded.", sent) % {"count": sent}


def opt_out(recipient: Recipient) -> None:
    """This recipient wants no reminder of this questionnaire; answering stays possible."""
    Recipient.objects.filter(pk=recipient.pk, opted_out_at=None).update(opted_out_at=timezone.now())


def send_test(campaign: Campaign, *, actor: User) -> None:
    """The invitation as it will be, to whoever prepares it; its link opens the preview."""
    with transaction.atomic():
        record("campaign.test", campaign, actor=actor)
        notices.test(campaign, actor)


def _open(now: datetime.datetime) -> QuerySet[Campaign]:
    """Those that ask at that moment; nobody is asked about a stop that did not take place."""
    campaigns = Campaign.objects.filter(state=Campaign.State.APPROVED, opens_at__lte=now, closes_at__gt=now)
    not_held = Q(stop__state__in=_NOT_HELD) | Q(session__stop__state__in=_NOT_HELD)
    related = ("tour", "stop", "session__stop", "version_asked", "questionnaire")
    return campaigns.exclude(not_held).select_related(*related).order_by("pk")


def _written_to_now(campaign: Campaign, recipients: QuerySet[Recipient], now: datetime.datetime) -> QuerySet[Recipient]:
    """Of `recipients`, those who may be written to at that moment: whoever is on a contact list, outside quiet hours;
    who came, while nobody has taken that back."""
    came = Q(attendee=None) | Q(attendee__in=present_at(campaign, now).values("pk"))
    wanted = recipients.filter(came | ~Q(origin=Recipient.Origin.PRESENT))
    return wanted.exclude(origin=Recipient.Origin.LIST) if is_quiet(whose_clock(campaign), now) else wanted


def _send(campaign: Campaign, recipients: QuerySet[Recipient], stamp: str, write: Callable[[Recipient], None]) -> int:
    """Write to those recipients in batches; each batch is claimed and written in one transaction."""
    sent = last = 0
    while True:
        with transaction.atomic():
            claimed, wanted = _claim(recipients.filter(pk__gt=last), stamp)
            for recipient in wanted:
                recipient.campaign = campaign
                sent += _written(recipient, write)
        if len(claimed) < BATCH:
            return sent
        last = claimed[-1].pk


def _claim(recipients: QuerySet[Recipient], stamp: str) -> tuple[list[Recipient], list[Recipient]]:
    """The next batch, and of it those who want to be written to, stamped.

    A tick that runs at the same time takes others, or waits. Who has opposed solicitations meanwhile is noted as
    having opted out; whose firm was solicited often enough this month waits. Those who came are not solicited.
    """
    now = timezone.now()
    rows = recipients.select_for_update(of=("self",)).select_related("contact__contact_list")
    claimed = list(rows.order_by("pk")[:BATCH])
    refused = opposed(recipient.email_key for recipient in claimed)
    listed = [one for one in claimed if one.origin == Recipient.Origin.LIST and one.email_key not in refused]
    firms = {one.email_key: _firm_of(one) for one in listed}
    if firms:
        cap.hold()
    free = cap.allowed(list(firms.items()), now)
    held_back = firms.keys() - free
    wanted = [one for one in claimed if one.email_key not in refused and one.email_key not in held_back]
    cap.note([(key, firm) for key, firm in firms.items() if key in free], "campaign", now)
    unwanted = [recipient.pk for recipient in claimed if recipient.email_key in refused]
    Recipient.objects.filter(pk__in=[recipient.pk for recipient in wanted]).update(**{stamp: now})
    if unwanted:
        Recipient.objects.filter(pk__in=unwanted).update(opted_out_at=now)
    return claimed, wanted


def _firm_of(recipient: Recipient) -> str:
    name = recipient.contact.company_name if recipient.contact else ""
    return firm_key(recipient.email_key, company_id=recipient.company_id, company_name=name)


def _written(recipient: Recipient, write: Callable[[Recipient], None]) -> int:
    """1 if a message was written; an address that cannot be one keeps nobody else waiting."""
    try:
        write(recipient)
    except MailError:
        return 0
    return 1

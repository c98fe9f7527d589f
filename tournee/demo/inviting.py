"""Whom the made-up edition invites, through whom, and what came of it at three stops."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from events.models import Organisation, Partnership, Stop, Tour
from registrations.inviting import cap
from registrations.inviting.invitations.audience import leave_out
from registrations.inviting.invitations.operations import approve_invitation, create_invitation
from registrations.inviting.invitations.sending import gather
from registrations.inviting.invitations.words import usual_words
from registrations.inviting.lists.operations import put_contact
from registrations.inviting.relays.operations import add_relay, add_usual_relays
from registrations.models import ContactList, Invitation, Invitee, Registration, Relay, RelayOpening
from tournee.accounts.models import User
from tournee.demo.booking import firm_comes
from tournee.demo.cases import INVITED, REPRESENTED
from tournee.demo.cast import Extras, Name
from tournee.demo.contacts import lists_of

A_DAY = datetime.timedelta(days=1)
_STILL_WAITING = 3  # invitees whose turn has not come
_THROUGH_INVITATION = 4  # parties that came through it


def invite(tour: Tour, stops: Sequence[Stop], extras: Extras, actor: User) -> None:
    """At a stop held: what each relay brought. At two to come: one invitation sent, one in preparation."""
    held, to_come = stops[REPRESENTED[0]], stops[REPRESENTED[-1]]
    host = to_come.partnerships.get(role=Partnership.Role.CO_HOST).organisation
    lists = lists_of(tour, host, extras, actor)
    _held(held, lists, actor)
    _invited(stops[INVITED], lists, extras, actor)
    _in_preparation(to_come, lists, extras, actor)


def _held(stop: Stop, lists: list[ContactList], actor: User) -> None:
    """Its relays brought people in turn, but for one party in four, which found the page by itself."""
    relays, began = _relays(stop, actor), stop.sessions.order_by("starts_at")[0].starts_at - 35 * A_DAY
    Relay.objects.filter(stop=stop).update(made_at=began - A_DAY)
    registered = Registration.objects.filter(stop=stop, origin=Registration.Origin.WEB).order_by("pk")
    for number, registration in enumerate(registered):
        if number % 4 < len(relays):
            Registration.objects.filter(pk=registration.pk).update(relay=relays[number % 4])
    values = {**usual_words(), "contact_lists": lists[1:], "starts_at": began}
    invitation = create_invitation(stop, values, actor=actor)
    Invitation.objects.filter(pk=invitation.pk).update(state=Invitation.State.APPROVED)  # as it was before the stop
    _as_sent(invitation, began)
    for relay, openings in zip(relays, (14, 9, 8), strict=False):
        _opened(relay, openings, began)


def _invited(stop: Stop, lists: list[ContactList], extras: Extras, actor: User) -> None:
    """Sent twelve days ago: some opened it, some came, some are still to be written to; it reminds in two days."""
    today = _morning(stop)
    relays, began = _relays(stop, actor), today - 12 * A_DAY
    here = Registration.objects.filter(stop=stop).select_related("contact").earliest("pk").contact
    put_contact(lists[1], {"email": here.email, "name": here.name, "company_name": "Scierie déjà inscrite (fictive)"})
    values = {**usual_words(), "contact_lists": lists, "starts_at": began, "reminds_at": today + 2 * A_DAY}
    invitation = approve_invitation(create_invitation(stop, values, actor=actor), actor=actor)
    sent = _as_sent(invitation, began, waiting=_STILL_WAITING)
    for number, invitee in enumerate(sent[: 3 * _THROUGH_INVITATION]):
        RelayOpening.objects.create(relay=invitation.relay, invitee=invitee, at=began + number * 5 * A_DAY / 12)
    for invitee in sent[:_THROUGH_INVITATION]:
        contact = Name(invitee.name, invitee.email)
        firm_comes(stop, extras, contact=contact, relay=invitation.relay, invitee=invitee, language=invitee.language)
    _opened(relays[1], 6, began)
    firm_comes(stop, extras, relay=relays[1])


def _in_preparation(stop: Stop, lists: list[ContactList], extras: Extras, actor: User) -> None:
    relays, today = _relays(stop, actor), _morning(stop)
    values = {**usual_words(), "contact_lists": lists[:1], "starts_at": today + 5 * A_DAY}
    create_invitation(stop, values, actor=actor)
    for relay, openings in zip(relays[1:], (7, 3), strict=False):
        _opened(relay, openings, today - 6 * A_DAY)
        firm_comes(stop, extras, relay=relay)


def _relays(stop: Stop, actor: User) -> list[Relay]:
    """The team, the co-host and the tour's organiser pass the invitation on."""
    organiser = Organisation.objects.get(partnerships__tour=stop.tour, partnerships__role=Partnership.Role.ORGANISER)
    return [*add_usual_relays(stop, actor=actor), add_relay(stop, organiser, actor=actor)]


def _as_sent(invitation: Invitation, at: datetime.datetime, *, waiting: int = 0) -> list[Invitee]:
    """Note the invitation as sent at that moment, but for the last ones, `waiting`; no message leaves. Whom it went to.

    As rows: some forty messages in the outbox would only delay what somebody tries first.
    """
    gather(invitation, at)
    invitees = list(invitation.invitees.order_by("pk"))
    leave_out(invitation, invitees, at)
    free = [invitee for invitee in invitees if invitee.state == Invitee.State.WAITING]
    sent = free[: len(free) - waiting]
    for number, invitee in enumerate(sent):
        invitee.state, invitee.sent_at = Invitee.State.SENT, at + number * datetime.timedelta(seconds=6)
    Invitee.objects.bulk_update(invitees, ["state", "sent_at"])
    cap.note([(invitee.email_key, invitee.firm_key) for invitee in sent], cap.INVITATION, at)
    return sent


def _opened(relay: Relay, times: int, since: datetime.datetime) -> None:
    """Somebody opened the relay's link so many times in the days after `since`."""
    RelayOpening.objects.bulk_create(
        RelayOpening(relay=relay, at=since + number * datetime.timedelta(hours=17)) for number in range(times)
    )


def _morning(stop: Stop) -> datetime.datetime:
    """Half past nine today, at the stop."""
    return datetime.datetime.combine(timezone.localdate(timezone=stop.zone), datetime.time(9, 30), stop.zone)

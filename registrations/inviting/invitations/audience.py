"""Whom an invitation goes to: each person once, a firm through one list only, and who is left out and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from registrations.inviting import cap
from registrations.inviting.firms import firm_key
from registrations.inviting.oppositions import opposed
from registrations.models import Attendee, Contact, Invitation, Invitee, Registration
from tournee.mail.addresses import normal_address
from tournee.mail.models import BouncedAddress

State = Invitee.State
_BATCH = 500


@dataclass(slots=True)
class Audience:
    """Whoever is on the lists, each person once with its state; how many were on them twice or were invited before."""

    invitees: list[Invitee] = field(default_factory=list)
    same_person: int = 0
    same_firm: int = 0
    invited_before: int = 0

    def count(self, state: str) -> int:
        """How many are in that state."""
        return sum(1 for invitee in self.invitees if invitee.state == state)

    def languages(self) -> dict[str, int]:
        """How many of those written to read which language."""
        found: dict[str, int] = {}
        for invitee in self.invitees:
            if invitee.state == State.WAITING:
                found[invitee.language] = found.get(invitee.language, 0) + 1
        return found


def audience_of(invitation: Invitation, at: datetime.datetime) -> Audience:
    """Whom the invitation would go to at that moment, and who is left out. As many queries for any size of lists.

    Somebody on two lists is written to once; so is a firm that two lists know under different addresses, through the
    first of them, while several addresses of one firm on one list were put there on purpose. Whoever was invited to
    the stop by another invitation is not invited again.
    """
    audience = Audience()
    before = set(invited_by_another(invitation).values_list("email_key", flat=True))
    people: set[str] = set()
    list_of_firm: dict[str, int] = {}
    for contact in _contacts(invitation):
        firm = firm_key(contact.email_key, company_id=contact.company_id, company_name=contact.company_name)
        if contact.email_key in people:
            audience.same_person += 1
        elif contact.email_key in before:
            audience.invited_before += 1
        elif firm and list_of_firm.setdefault(firm, contact.contact_list_id) != contact.contact_list_id:
            audience.same_firm += 1
        else:
            audience.invitees.append(_invitee(invitation, contact, firm))
        people.add(contact.email_key)
    leave_out(invitation, audience.invitees, at)
    return audience


def invited_by_another(invitation: Invitation) -> QuerySet[Invitee]:
    """Those whom another invitation to the same stop was written to."""
    written = Invitee.objects.filter(invitation__stop=invitation.stop_id, sent_at__isnull=False)
    return written.exclude(invitation=invitation.pk)


def leave_out(invitation: Invitation, invitees: Sequence[Invitee], at: datetime.datetime) -> None:
    """Say in the state of each of `invitees`, without saving it, who is not to be written to at that moment, and why.

    Who opposed comes before who is registered, before addresses that return messages; the cap has the last word.
    """
    keys = [invitee.email_key for invitee in invitees]
    unwanted, unreachable = opposed(keys), bouncing(keys)
    registered = registered_among(invitation.stop_id, invitees)
    waiting = []
    for invitee in invitees:
        if invitee.email_key in unwanted:
            invitee.state = State.OPPOSED
        elif invitee.email_key in registered:
            invitee.state = State.REGISTERED
        elif invitee.email_key in unreachable:
            invitee.state = State.UNREACHABLE
        else:
            waiting.append(invitee)
    free = cap.allowed([(invitee.email_key, invitee.firm_key) for invitee in waiting], at)
    for invitee in waiting:
        if invitee.email_key not in free:
            invitee.state = State.CAPPED


def bouncing(keys: Sequence[str]) -> set[str]:
    """Of those addresses, the ones that take no mail."""
    found: set[str] = set()
    for start in range(0, len(keys), _BATCH):
        rows = BouncedAddress.objects.filter(address__in=keys[start : start + _BATCH])
        found.update(rows.values_list("address", flat=True))
    return found


def registered_among(stop_id: int, invitees: Iterable[Invitee]) -> set[str]:
    """The addresses of those who are registered for the stop themselves, or whose firm is. Two queries."""
    live = Registration.objects.filter(stop=stop_id, state=Registration.State.LIVE)
    rows = list(live.values_list("contact__email", "company_id", "invitee_id"))
    keys = {normal_address(email) for email, _company, _invitee in rows if email}
    named = Attendee.objects.filter(stop=stop_id, cancelled_at=None).exclude(email_key="")
    keys.update(named.values_list("email_key", flat=True))
    companies, known = {row[1] for row in rows} - {None}, {row[2] for row in rows} - {None}
    return {
        invitee.email_key
        for invitee in invitees
        if invitee.email_key in keys or invitee.company_id in companies or invitee.pk in known
    }


def _contacts(invitation: Invitation) -> Iterable[Contact]:
    contacts = Contact.objects.filter(contact_list__in=invitation.contact_lists.values("pk"))
    return contacts.order_by("contact_list_id", "pk").iterator(chunk_size=2_000)


def _invitee(invitation: Invitation, contact: Contact, firm: str) -> Invitee:
    return Invitee(
        invitation=invitation,
        contact_id=contact.pk,
        company_id=contact.company_id,
        email=contact.email,
        email_key=contact.email_key,
        firm_key=firm,
        name=contact.name,
        language=contact.language,
    )

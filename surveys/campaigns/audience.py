"""Who is asked: worked out from presence and contact lists, each address once.

A signature ticked on a scanned sheet, or a correction, may be a slip that is taken back a minute later: presence that
nothing else tells counts an hour after it was noted, and outside quiet hours.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from events.models import Stop
from registrations.inviting.oppositions import opposed
from registrations.inviting.quiet import is_quiet
from registrations.models import Attendee, CheckIn, Consent, Contact, Seat
from surveys.campaigns.moments import whose_clock
from surveys.models import Campaign, Recipient
from tournee.mail.addresses import normal_address

Basis = Campaign.Basis
TO_PRESENT = frozenset({Basis.PRESENT, Basis.BOTH})
TO_LISTS = frozenset({Basis.LIST, Basis.BOTH, Basis.SAMPLE})
_AFTERWARDS = (CheckIn.How.PAPER, CheckIn.How.CORRECTION)
_HELD_FOR = datetime.timedelta(hours=1)


@dataclass(slots=True)
class Audience:
    """Whoever is to be asked and is not yet, each address once; and how many cannot or will not be."""

    recipients: list[Recipient] = field(default_factory=list)
    without_address: int = 0
    refused: int = 0

    def count(self, origin: str) -> int:
        """How many are asked for that reason."""
        return sum(1 for recipient in self.recipients if recipient.origin == origin)

    @property
    def languages(self) -> dict[str, int]:
        """How many read which language."""
        found = {"fr": 0, "en": 0}
        for recipient in self.recipients:
            found[recipient.language] += 1
        return {language: count for language, count in found.items() if count}


def audience_of(campaign: Campaign, at: datetime.datetime | None = None) -> Audience:
    """Whom the campaign would ask, and has not yet; with `at`, whom it may ask at that moment. Four queries at most.

    Somebody who is on a list and came is asked once, as present. Left out are addresses that want no solicitation,
    people who did not want to be asked afterwards, and people without an address.
    """
    audience = Audience()
    found: dict[str, Recipient] = {}
    for recipient in _candidates(campaign, at):
        if not recipient.email_key:
            audience.without_address += 1
        else:
            found.setdefault(recipient.email_key, recipient)
    unwanted = opposed(found) | _did_not_agree(campaign, found)
    audience.refused = len(unwanted)
    audience.recipients = [recipient for key, recipient in found.items() if key not in unwanted]
    return audience


def add_recipients(campaign: Campaign, at: datetime.datetime | None = None) -> int:
    """Write down whoever is to be asked, with `at` at that moment, and is not yet; returns how many are new."""
    wanted = audience_of(campaign, at).recipients
    Recipient.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=500)
    return len(wanted)


def _candidates(campaign: Campaign, at: datetime.datetime | None) -> Iterator[Recipient]:
    asked = campaign.recipients.all()
    if campaign.basis in TO_PRESENT:
        present = present_at(campaign, at).exclude(Exists(asked.filter(attendee=OuterRef("pk"))))
        known = set(asked.exclude(email_key="").values_list("email_key", flat=True))
        for attendee in present.select_related("person").order_by("pk"):
            recipient = _as_present(campaign, attendee)
            if recipient.email_key not in known:
                yield recipient
    if campaign.basis in TO_LISTS:
        contacts = Contact.objects.filter(contact_list__campaigns=campaign).order_by("pk")
        for contact in contacts.exclude(Exists(asked.filter(email_key=OuterRef("email_key")))):
            yield _as_listed(campaign, contact)


def present_at(campaign: Campaign, at: datetime.datetime | None = None) -> QuerySet[Attendee]:
    """Whoever was noted as present at the campaign's stop, at any stop of its tour, or in its session.

    With `at`, those of whom that is settled at that moment: see above.
    """
    facts = CheckIn.objects.standing().filter(direction=CheckIn.Direction.IN, attendee=OuterRef("pk"))
    if at is not None:
        fresh = Q() if is_quiet(whose_clock(campaign), at) else Q(noted_at__gt=at - _HELD_FOR)
        facts = facts.exclude(fresh, how__in=_AFTERWARDS)
    came = Attendee.objects.filter(Exists(facts))
    if campaign.session_id:
        seat = Seat.objects.filter(attendee=OuterRef("pk"), session_id=campaign.session_id, state=Seat.State.CONFIRMED)
        there = Exists(facts.filter(session_id=campaign.session_id))
        return came.filter(there | Exists(seat))
    if campaign.stop_id:
        return came.filter(stop_id=campaign.stop_id)
    return came.filter(stop__in=Stop.objects.filter(tour_id=campaign.tour_id))


def _did_not_agree(campaign: Campaign, found: dict[str, Recipient]) -> set[str]:
    """Of those present, whoever last said that they want no questionnaire afterwards."""
    if campaign.basis not in TO_PRESENT:
        return set()
    said = Consent.objects.filter(purpose=Consent.Purpose.QUESTIONNAIRE).filter(
        Q(person__attendances__stop__tour=campaign.tour_id)
    )
    latest = dict(said.order_by("at", "pk").values_list("person_id", "given"))
    return {
        key
        for key, recipient in found.items()
        if recipient.attendee and latest.get(recipient.attendee.person_id) is False
    }


def _as_present(campaign: Campaign, attendee: Attendee) -> Recipient:
    person = attendee.person
    return Recipient(
        campaign=campaign,
        origin=Recipient.Origin.PRESENT,
        attendee=attendee,
        company_id=person.company_id,
        email=person.email,
        email_key=normal_address(person.email) if person.email else "",
        name=person.name,
        language=person.language,
    )


def _as_listed(campaign: Campaign, contact: Contact) -> Recipient:
    return Recipient(
        campaign=campaign,
        origin=Recipient.Origin.LIST,
        contact=contact,
        company_id=contact.company_id,
        email=contact.email,
        email_key=contact.email_key,
        name=contact.name,
        language=contact.language,
    )

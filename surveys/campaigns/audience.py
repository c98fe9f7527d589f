"""Who is asked: worked out from presence and contact lists, each address once."""

from __future__ import annotations

from collections.abc import Iterator

from events.models import Stop
from registrations.attendance.queries import people_present
from registrations.inviting.oppositions import opposed
from registrations.models import Attendee, Contact
from surveys.models import Campaign, Recipient
from tournee.mail.addresses import normal_address

Basis = Campaign.Basis
_TO_PRESENT = {Basis.PRESENT, Basis.BOTH}
_TO_LISTS = {Basis.LIST, Basis.BOTH, Basis.SAMPLE}


def stops_of(campaign: Campaign) -> list[Stop]:
    """The stops whose attendees are asked: the campaign's own, its session's, or all of the tour."""
    if campaign.stop:
        return [campaign.stop]
    if campaign.session:
        return [campaign.session.stop]
    return list(Stop.objects.filter(tour_id=campaign.tour_id))


def add_recipients(campaign: Campaign) -> int:
    """Write down whoever is to be asked and is not yet; returns how many are new.

    Somebody who is on a list and came is asked once, as present. Addresses that want no solicitation are left out, and
    so are people without an address.
    """
    known = set(campaign.recipients.exclude(email_key="").values_list("email_key", flat=True))
    erased = set(campaign.recipients.exclude(attendee=None).values_list("attendee_id", flat=True))
    found: dict[str, Recipient] = {}
    for recipient in _candidates(campaign):
        key = recipient.email_key
        if key and key not in known and key not in found and recipient.attendee_id not in erased - {None}:
            found[key] = recipient
    refused = opposed(found)
    wanted = [recipient for key, recipient in found.items() if key not in refused]
    Recipient.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=500)
    return len(wanted)


def _candidates(campaign: Campaign) -> Iterator[Recipient]:
    if campaign.basis in _TO_PRESENT:
        for stop in stops_of(campaign):
            for attendee in people_present(stop).select_related("person"):
                yield _present(campaign, attendee)
    if campaign.basis in _TO_LISTS:
        for contact in Contact.objects.filter(contact_list__campaigns=campaign):
            yield _listed(campaign, contact)


def _present(campaign: Campaign, attendee: Attendee) -> Recipient:
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


def _listed(campaign: Campaign, contact: Contact) -> Recipient:
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

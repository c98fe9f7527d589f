"""Plain factories for the second floor's models. They write rows only: seats are moved by `registrations.booking`."""

import datetime

import factory

from registrations.models import (
    Attendee,
    CheckIn,
    Company,
    CompanyFact,
    Consent,
    Contact,
    ContactList,
    Invitation,
    Invitee,
    Person,
    Registration,
    Relay,
    Seat,
    WaitingEntry,
)
from tests.events.factories import Factory, SessionFactory, StopFactory, TourFactory


class CompanyFactory(Factory):
    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Atelier fictif {n}")
    town_name = "Albert"


class CompanyFactFactory(Factory):
    """A headcount of eight."""

    class Meta:
        model = CompanyFact

    company = factory.SubFactory(CompanyFactory)
    kind = CompanyFact.Kind.HEADCOUNT
    headcount_from = 8
    headcount_to = 8
    on = datetime.date(2031, 1, 1)
    source = "test"


class PersonFactory(Factory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Personne {n}")
    email = factory.Sequence(lambda n: f"personne{n}@example.org")
    company = factory.SubFactory(CompanyFactory)


class RegistrationFactory(Factory):
    """A firm's registration with its contact, and nobody named in it yet."""

    class Meta:
        model = Registration

    stop = factory.SubFactory(StopFactory, published=True)
    party = Registration.Party.FIRM
    company = factory.SubFactory(CompanyFactory)
    contact = factory.SubFactory(PersonFactory, company=factory.SelfAttribute("..company"))


class AttendeeFactory(Factory):
    class Meta:
        model = Attendee

    registration = factory.SubFactory(RegistrationFactory)
    stop = factory.SelfAttribute("registration.stop")
    person = factory.SubFactory(PersonFactory, company=factory.SelfAttribute("..registration.company"))
    email_key = factory.SelfAttribute("person.email")


class SeatFactory(Factory):
    """A confirmed seat; the session's `seats_taken` is not moved."""

    class Meta:
        model = Seat

    attendee = factory.SubFactory(AttendeeFactory)
    session = factory.SubFactory(SessionFactory, stop=factory.SelfAttribute("..attendee.stop"))
    state = Seat.State.CONFIRMED


class WaitingEntryFactory(Factory):
    class Meta:
        model = WaitingEntry

    registration = factory.SubFactory(RegistrationFactory)


class CheckInFactory(Factory):
    class Meta:
        model = CheckIn

    attendee = factory.SubFactory(AttendeeFactory)
    stop = factory.SelfAttribute("attendee.stop")


class ConsentFactory(Factory):
    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    purpose = Consent.Purpose.CALL_BACK
    given = True
    words = "I agree to be called back."


class ContactListFactory(Factory):
    class Meta:
        model = ContactList

    tour = factory.SubFactory(TourFactory)
    name = factory.Sequence(lambda n: f"Liste {n}")
    source = "annuaire fictif"
    obtained_on = datetime.date(2031, 1, 1)
    basis = ContactList.Basis.LEGITIMATE_INTEREST


class ContactFactory(Factory):
    class Meta:
        model = Contact

    contact_list = factory.SubFactory(ContactListFactory)
    email = factory.Sequence(lambda n: f"contact{n}@example.net")
    email_key = factory.SelfAttribute("email")
    name = factory.Sequence(lambda n: f"Contact {n}")


class RelayFactory(Factory):
    """The team's own link to a stop of its."""

    class Meta:
        model = Relay

    stop = factory.SubFactory(StopFactory, published=True)


class InvitationFactory(Factory):
    """Ready to be approved, but for its lists."""

    class Meta:
        model = Invitation

    relay = factory.SubFactory(RelayFactory)
    stop = factory.SelfAttribute("relay.stop")
    subject_fr = "Venez à {ville}"
    text_fr = "Comment {entreprise} innove-t-elle ?"
    starts_at = datetime.datetime(2031, 2, 3, 9, tzinfo=datetime.UTC)


class InviteeFactory(Factory):
    class Meta:
        model = Invitee

    invitation = factory.SubFactory(InvitationFactory)
    email = factory.Sequence(lambda n: f"invite{n}@example.net")
    email_key = factory.SelfAttribute("email")
    name = factory.Sequence(lambda n: f"Invité {n}")

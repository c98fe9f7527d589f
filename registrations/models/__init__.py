"""The second floor's models."""

from registrations.models.check_in import CheckIn
from registrations.models.company import Company, CompanyFact, CompanyIdentifier, Trade
from registrations.models.contact import Contact, ContactList, Opposition
from registrations.models.person import Consent, Person
from registrations.models.registration import Attendee, CalendarInvitation, Registration
from registrations.models.seat import Seat, WaitingEntry

__all__ = [
    "Attendee",
    "CalendarInvitation",
    "CheckIn",
    "Company",
    "CompanyFact",
    "CompanyIdentifier",
    "Consent",
    "Contact",
    "ContactList",
    "Opposition",
    "Person",
    "Registration",
    "Seat",
    "Trade",
    "WaitingEntry",
]

"""The second floor's models."""

from registrations.models.check_in import CheckIn
from registrations.models.company import Company, CompanyFact, CompanyIdentifier, Trade
from registrations.models.contact import Contact, ContactList, Opposition
from registrations.models.door import AttendanceRule, DeskDevice, ScannedSheet
from registrations.models.dossier import CompanyMerge, DifferentCompanies
from registrations.models.invitation import Invitation, Invitee, Relay, RelayOpening, Solicitation
from registrations.models.message import Call, Message, MessageSent, NoticeDue, NoticeText
from registrations.models.person import CallBackSubject, Consent, Person
from registrations.models.privacy import PrivacyNotice, PurgeReport
from registrations.models.proof import CaseSent, Certificate, EveningPage
from registrations.models.question import FormAnswer, FormQuestion
from registrations.models.registration import Attendee, CalendarInvitation, Registration
from registrations.models.seat import Seat, WaitingEntry
from registrations.models.terms import AccessCode, SetAside, Terms

__all__ = [
    "AccessCode",
    "AttendanceRule",
    "Attendee",
    "CalendarInvitation",
    "Call",
    "CallBackSubject",
    "CaseSent",
    "Certificate",
    "CheckIn",
    "Company",
    "CompanyFact",
    "CompanyIdentifier",
    "CompanyMerge",
    "Consent",
    "Contact",
    "ContactList",
    "DeskDevice",
    "DifferentCompanies",
    "EveningPage",
    "FormAnswer",
    "FormQuestion",
    "Invitation",
    "Invitee",
    "Message",
    "MessageSent",
    "NoticeDue",
    "NoticeText",
    "Opposition",
    "Person",
    "PrivacyNotice",
    "PurgeReport",
    "Registration",
    "Relay",
    "RelayOpening",
    "ScannedSheet",
    "Seat",
    "SetAside",
    "Solicitation",
    "Terms",
    "Trade",
    "WaitingEntry",
]

"""What a party sends: plain values that a form, the API, the team's page and an import all make."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field

from events.models import Organisation
from registrations.models import AccessCode, Consent, Invitee, Person, Registration, Relay
from tournee.mail.addresses import Recipient

# Who the people of a party are; those from neither say it themselves.
KIND_OF_PARTY = {
    Registration.Party.FIRM: Person.Kind.FIRM,
    Registration.Party.ORGANISATION: Person.Kind.ORGANISATION,
}


@dataclass(frozen=True, slots=True)
class FirmRequest:
    """A firm in its own words. `town_id` is its commune, where it is sure.

    `headcount` is a number or the bounds of a band (the upper one None: and more); `identifiers` are (scheme, value)
    already checked (`events.models.identifiers`).
    """

    name: str
    town_name: str = ""
    town_id: int | None = None
    headcount: tuple[int, int | None] | None = None
    trade: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """Somebody who comes: the ids of the sessions they want, of which those of the registration are the usual ones.

    `answers` are what they answer to the organiser's own questions: question id to value as its type stores it.
    """

    name: str
    email: str = ""
    position: str = ""
    sessions: frozenset[int] = frozenset()
    needs: str = ""
    no_photographs: bool = False
    answers: Mapping[int, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """What the contact agreed to or refused, in the words they read; `subjects` are `CallBackSubject`."""

    purpose: Consent.Purpose
    given: bool
    words: str
    organisation: Organisation | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistrationRequest:
    """Everything one party sends for one stop.

    `attendees` are whoever comes; the contact is one of them where `contact_comes` gives their place, or comes not at
    all (None). `all_or_none`: seats are wanted for everybody in every session chosen, or for nobody. `answers` are
    those asked once a registration, `access_code` the code that was typed, `relay` and `invitee` whose link led here.
    `approved`: whoever enters it for the team approves it by that, where the stop asks for approval.
    """

    party: Registration.Party
    contact_name: str
    contact_email: str
    attendees: Sequence[PersonRequest]
    _: KW_ONLY
    contact_comes: int | None = 0
    contact_phone: str = ""
    contact_position: str = ""
    kind: Person.Kind = Person.Kind.FIRM
    firm: FirmRequest | None = None
    organisation_name: str = ""
    language: str = "fr"
    consents: Sequence[ConsentRequest] = ()
    all_or_none: bool = False
    answers: Mapping[int, object] = field(default_factory=dict)
    access_code: AccessCode | None = None
    relay: Relay | None = None
    invitee: Invitee | None = None
    origin: Registration.Origin = Registration.Origin.WEB
    approved: bool = False
    submission: uuid.UUID = field(default_factory=uuid.uuid4)
    fictitious: bool = False

    @property
    def contact_recipient(self) -> Recipient:
        """Whom to write to about it."""
        place = self.contact_comes
        named = self.attendees[place] if place is not None and place < len(self.attendees) else None
        return Recipient(named.email, named.name) if named else Recipient(self.contact_email, self.contact_name)

"""One party registers for one stop."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.booking import notices, seats
from registrations.booking.asked import was_sent
from registrations.booking.errors import BookingError
from registrations.booking.operations.admitting import require_admitted, require_room_for_firm
from registrations.booking.operations.deadlocks import tried_again
from registrations.booking.operations.open_stop import (
    MAX_ATTENDEES,
    check_sessions,
    no_session_chosen,
    require_open,
)
from registrations.booking.operations.parties import attendee_named, company_of, people_of
from registrations.booking.operations.seating import seat
from registrations.booking.request import ConsentRequest, PersonRequest, RegistrationRequest
from registrations.booking.standing import Standing, new_standing
from registrations.models import Attendee, Consent, FormAnswer, Person, Registration
from tournee.accounts.models import User
from tournee.history.operations import record
from tournee.mail.addresses import normal_address

logger = logging.getLogger(__name__)
# Entered by the team: neither the window nor a closed list is for them.
BY_TEAM = (Registration.Origin.TEAM, Registration.Origin.IMPORT)


@tried_again
def register(stop: Stop, request: RegistrationRequest, *, actor: User | None = None) -> Registration:
    """Register a party: firm, contact, attendees, seats or a place on the waiting list, consents, and the messages.

    Sent twice (the same `submission`), it is one registration, which is returned. Raises BookingError where the stop
    takes nobody any more, a session cannot be chosen, its terms leave them out (`opens_later`, `closed`, `code_needed`,
    `unknown_code`, `firm_full`), nobody could be called who agrees to it (`phone_needed`), or somebody is registered
    already (`attendee` says who).
    """
    check_people(request.attendees)
    check_can_be_called(request.consents, request.contact_phone)
    for place, person in enumerate(request.attendees):
        if not person.sessions:
            raise no_session_chosen().about(place)
    check_sessions(stop, {session for person in request.attendees for session in person.sessions})
    try:
        with transaction.atomic():
            registration, standing = _write(stop, request, actor)
    except IntegrityError as error:
        # Sent twice: the constraint says so, and nobody who sends once waits for the question.
        if known := _sent_before(stop, request):
            return known
        if was_sent(request.submission):  # by somebody else, or it was corrected since
            return register(stop, replace(request, submission=uuid.uuid4()), actor=actor)
        raise named_already(stop.pk, request.attendees) from error
    _tell(registration, standing)
    return registration


def _tell(registration: Registration, standing: Standing) -> None:
    """Write the messages once the seats are nobody else's to wait for: drawing them up takes a third of the time.

    The registration stands, whatever becomes of them: what could not be written is due still, and the minute's tick
    writes it.
    """
    try:
        notices.registered(registration, standing)
    except Exception:
        logger.exception("The party of %s is told later", registration)


def _sent_before(stop: Stop, request: RegistrationRequest) -> Registration | None:
    """What this very form made before: by its mark, for the same stop and the same contact.

    The mark alone opens nothing: whoever sees one (a check-in of a walk-in has it too) would be led to the party's
    own page.
    """
    sent = Registration.objects.select_related("stop__tour", "contact").filter(
        submission=request.submission, stop=stop, origin=request.origin
    )
    known = sent.first()
    return known if known and _same_contact(known.contact, request) else None


def _same_contact(contact: Person, request: RegistrationRequest) -> bool:
    sent = request.contact_recipient
    return contact.name == sent.name and normal_address(contact.email) == normal_address(sent.address)


def _write(stop: Stop, request: RegistrationRequest, actor: User | None) -> tuple[Registration, Standing]:
    company = company_of(request.firm, fictitious=request.fictitious) if request.firm else None
    people, contact = people_of(request, company)
    registration = Registration.objects.create(
        stop=stop,
        submission=request.submission,
        party=request.party,
        company=company,
        organisation_name=request.firm.name if request.firm else request.organisation_name,
        contact=contact,
        language=request.language,
        origin=request.origin,
        access_code=request.access_code,
        relay=request.relay,
        invitee=request.invitee,
        approved_at=timezone.now() if request.approved else None,
    )
    _keep_consents(registration, contact, request)
    record("registration.make", registration, actor=actor)
    notices.owe(registration)
    # The sessions before the people: whoever changes a registration takes them in that order too.
    held = seats.locked_at(stop.pk)
    registration.stop = require_open(stop.pk, by_team=registration.origin in BY_TEAM)
    require_admitted(registration)
    if registration.origin != Registration.Origin.TEAM:
        require_room_for_firm(registration, len(people))
    attendees = add_attendees(registration, people, request.attendees)
    _keep_answers(registration, request.answers)
    wishes = [(attendee, wanted.sessions) for attendee, wanted in zip(attendees, request.attendees, strict=True)]
    seated = seat(registration, wishes, held, all_or_none=request.all_or_none)
    return registration, new_standing(registration, attendees, seated)


def add_attendees(
    registration: Registration, people: Sequence[Person], wanted: Sequence[PersonRequest]
) -> list[Attendee]:
    """Name those people in the registration, with their answers.

    Raises IntegrityError for somebody who is registered at the stop already: `named_already` says who.
    """
    attendees = [attendee_named(registration, person, asked) for person, asked in zip(people, wanted, strict=True)]
    Attendee.objects.bulk_create(attendees)
    said = zip(attendees, (asked.answers for asked in wanted), strict=True)
    FormAnswer.objects.bulk_create(
        FormAnswer(question_id=question, registration=registration, attendee=attendee, value=value)
        for attendee, answers in said
        for question, value in answers.items()
    )
    return attendees


def _keep_answers(registration: Registration, answers: Mapping[int, object]) -> None:
    FormAnswer.objects.bulk_create(
        FormAnswer(question_id=question, registration=registration, value=value) for question, value in answers.items()
    )


def _keep_consents(registration: Registration, contact: Person, request: RegistrationRequest) -> None:
    Consent.objects.bulk_create(
        Consent(
            person=contact,
            registration=registration,
            purpose=consent.purpose,
            organisation=consent.organisation,
            given=consent.given,
            words=consent.words,
            subjects=list(consent.subjects),
        )
        for consent in request.consents
    )


def check_people(attendees: Sequence[PersonRequest], *, already: int = 0) -> None:
    """Raise BookingError for nobody, for too many, and for two with one address."""
    if not attendees:
        raise BookingError(_("Say who comes: one person at least."), code="nobody", field="attendees")
    if already + len(attendees) > MAX_ATTENDEES:
        raise BookingError(
            _("One registration names at most %(count)s people. Write to us for a larger group.")
            % {"count": MAX_ATTENDEES},
            code="too_many",
            field="attendees",
        )
    keys = [normal_address(person.email) if person.email else "" for person in attendees]
    for place, key in enumerate(keys):
        if key and keys.index(key) < place:
            raise BookingError(
                _("Two people here have the same e-mail address. Leave it empty for one of them."),
                code="same_address",
                field="email",
            ).about(place)


def check_can_be_called(consents: Iterable[ConsentRequest], phone: str) -> None:
    """Raise BookingError for whoever agrees to be called back and gives no telephone number."""
    if not phone and any(one.given and one.purpose == Consent.Purpose.CALL_BACK for one in consents):
        raise BookingError(
            _("Give a telephone number, so that they can call you back, or untick it."),
            code="phone_needed",
            field="contact_phone",
        )


def registered_already() -> BookingError:
    """Somebody has this address at this stop already."""
    return BookingError(
        _(
            "Somebody with this address is registered for this stop already. The message they received holds the link"
            " to change it."
        ),
        code="registered_already",
        field="email",
    )


def named_already(stop_id: int, wanted: Sequence[PersonRequest]) -> BookingError:
    """The constraint said that somebody named here is registered at the stop already: who it is, by their place.

    Asked only then, once the transaction was undone: nobody is looked for who is new. One query.
    """
    keys = [normal_address(person.email) if person.email else "" for person in wanted]
    live = Attendee.objects.filter(stop_id=stop_id, cancelled_at=None, email_key__in=[key for key in keys if key])
    known = set(live.values_list("email_key", flat=True))
    place = next((place for place, key in enumerate(keys) if key in known), None)
    return registered_meanwhile() if place is None else registered_already().about(place)


def registered_meanwhile() -> BookingError:
    """The constraint said so, after we had looked."""
    return BookingError(
        _("Somebody named here was registered at this very moment. Look at your messages, or send the form again."),
        code="registered_already",
    )

"""A party changes who comes, and to what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from registrations.booking import notices, seats
from registrations.booking.errors import BookingError
from registrations.booking.operations.admitting import require_room_for_firm
from registrations.booking.operations.deadlocks import tried_again
from registrations.booking.operations.freeing import end_attendance, free
from registrations.booking.operations.open_stop import check_sessions, require_not_over, require_open
from registrations.booking.operations.parties import person_named
from registrations.booking.operations.registering import (
    add_attendees,
    check_people,
    named_already,
    registered_already,
    registered_meanwhile,
)
from registrations.booking.operations.seating import seat
from registrations.booking.operations.waiting import promote
from registrations.booking.request import PersonRequest
from registrations.models import Attendee, Person, Registration, Seat
from tournee.accounts.models import User
from tournee.history.operations import record, save_changes
from tournee.mail.addresses import normal_address


@tried_again
def add_attendee(
    registration: Registration, wanted: PersonRequest, *, actor: User | None = None, by_list: bool = False
) -> Attendee:
    """One more person; they wait where there is no seat. Raises BookingError as registering does.

    The team may add whom it likes to a full firm; a partner's list (`by_list`) may not.
    """
    _require_live(registration)
    check_sessions(registration.stop, set(wanted.sessions))
    try:
        with transaction.atomic():
            held = seats.locked_at(registration.stop_id)  # all of them: two who add at once are counted in turn
            _require_live_still(registration)
            check_people([wanted], already=registration.attendees.filter(cancelled_at=None).count())
            registration.stop = require_open(registration.stop_id, by_team=actor is not None)
            if actor is None or by_list:
                require_room_for_firm(registration, 1)
            person = person_named(wanted, _like(registration))
            person.save()
            (attendee,) = add_attendees(registration, [person], [wanted])
            seat(registration, [(attendee, wanted.sessions)], held, all_or_none=False)
            record("registration.add_attendee", registration, actor=actor)
            notices.changed(registration)
    except IntegrityError as error:
        raise named_already(registration.stop_id, [wanted]) from error
    return attendee


def change_sessions(attendee: Attendee, sessions: Iterable[int], *, actor: User | None = None) -> Registration:
    """Let one person come to those sessions (ids) and no others; new ones are taken before old ones are freed."""
    registration, wanted = attendee.registration, set(sessions)
    _require_live(registration)
    with transaction.atomic():
        sessions_held = seats.locked_at(attendee.stop_id)
        _require_coming_still(attendee)
        live = Seat.objects.filter(attendee=attendee, state__in=Seat.LIVE)
        held = set(live.values_list("session_id", flat=True))
        if wanted == held:
            return registration
        # What one has may be given up once registration has closed; something new is chosen while it is open.
        registration.stop = require_open(registration.stop_id, by_team=actor is not None or wanted <= held)
        if wanted - held or not wanted:
            check_sessions(registration.stop, wanted - held)
            seat(registration, [(attendee, wanted - held)], sessions_held, all_or_none=False)
        free(registration, live.filter(session__in=held - wanted))
        record("registration.sessions", registration, actor=actor)
        notices.changed(registration)
        promote(registration.stop)
    return registration


@tried_again
def replace_attendee(
    attendee: Attendee, wanted: PersonRequest, *, actor: User | None = None, reason: str = ""
) -> Attendee:
    """Somebody else comes instead, with the same seats; the former one's calendar entry is cancelled.

    History keeps whose ticket became whose, and the `reason`: a code, which names nobody.
    """
    registration = attendee.registration
    _require_live(registration)
    require_not_over(registration.stop)
    check_people([wanted])
    try:
        with transaction.atomic():
            seats.locked_at(attendee.stop_id)
            _require_coming_still(attendee)
            end_attendance(attendee)
            person = person_named(wanted, _like(registration))
            person.save()
            (newcomer,) = add_attendees(registration, [person], [wanted])
            newcomer.instead_of = attendee
            newcomer.save(update_fields=["instead_of"])
            Seat.objects.filter(attendee=attendee, state__in=Seat.LIVE).update(attendee=newcomer)
            said: dict[str, tuple[Any, Any]] = {"ticket": (attendee.code, newcomer.code)}
            if reason:
                said["reason"] = (None, reason)
            record("registration.replace_attendee", registration, actor=actor, changes=said)
            notices.changed(registration, gone=attendee)
    except IntegrityError as error:
        raise named_already(attendee.stop_id, [wanted]) from error
    return newcomer


@tried_again
def take_back_replacement(newcomer: Attendee, *, actor: User | None = None) -> Attendee:
    """Whoever was replaced comes after all, with the seats that the newcomer has; returns them.

    The newcomer comes no more, as somebody who was replaced. Raises BookingError where the stop is over, the newcomer
    is noted as here, or somebody with the former one's address registered meanwhile.
    """
    registration, former = newcomer.registration, newcomer.instead_of
    if former is None:
        raise BookingError(_("This person came instead of nobody."), code="instead_of_nobody")
    _require_live(registration)
    require_not_over(registration.stop)
    try:
        with transaction.atomic():
            seats.locked_at(newcomer.stop_id)
            _require_coming_still(newcomer)
            end_attendance(newcomer)
            former.cancelled_at = None
            former.instead_of = newcomer
            former.save(update_fields=["cancelled_at", "instead_of"])
            Seat.objects.filter(attendee=newcomer, state__in=Seat.LIVE).update(attendee=former)
            tickets = {"ticket": (newcomer.code, former.code)}
            record("registration.take_back_replacement", registration, actor=actor, changes=tickets)
            notices.changed(registration, gone=newcomer)
    except IntegrityError as error:
        raise registered_meanwhile() from error
    return former


def edit_attendee(
    attendee: Attendee, values: dict[str, str], *, expected_version: int | None, actor: User | None = None
) -> Person:
    """Correct a person's name, address or position; the address moves their messages from now on.

    Raises BookingError where somebody has that address here and where a contact leaves themselves without
    one, StaleVersion where somebody was quicker.
    """
    registration = attendee.registration
    _require_live(registration)
    if actor is None and attendee.person_id == registration.contact_id and values.get("email") == "":
        said = _("The contact needs an address: it is the only way back to the registration.")
        raise BookingError(said, code="required", field="email")
    try:
        with transaction.atomic():
            changed = save_changes(
                attendee.person,
                {name: values[name] for name in ("name", "email", "position") if name in values},
                expected_version=expected_version,
                actor=actor,
                action="person.edit",
                personal=("name", "email", "position"),
            )
            if "email" in changed:
                _move_address(attendee, values["email"])
            if changed:
                notices.changed(attendee.registration)
    except IntegrityError as error:
        raise registered_meanwhile() from error
    return attendee.person


def _move_address(attendee: Attendee, email: str) -> None:
    """Know the attendee by their new address. Raises BookingError where somebody else has it at this stop."""
    key = normal_address(email) if email else ""
    there = Attendee.objects.filter(stop_id=attendee.stop_id, cancelled_at=None, email_key=key).exclude(pk=attendee.pk)
    if key and there.exists():
        raise registered_already()
    # Whoever got a ticket at the former address had it by mistake: its links open nothing any more.
    Attendee.objects.filter(pk=attendee.pk).update(email_key=key, link_version=F("link_version") + 1)


def _like(registration: Registration) -> dict[str, Any]:
    """What a colleague shares with the contact."""
    contact = registration.contact
    return {
        "kind": contact.kind,
        "language": registration.language,
        "company": registration.company,
        "organisation_name": "" if registration.company else registration.organisation_name,
        "fictitious": contact.fictitious,
    }


def _require_live_still(registration: Registration) -> None:
    """As `_require_live`, asked of the database once the seats are held: who cancels holds them too."""
    registration.refresh_from_db(fields=["state"])
    _require_live(registration)


def _require_coming_still(attendee: Attendee) -> None:
    """Raise BookingError for somebody who was cancelled meanwhile. Called with the stop's sessions locked."""
    if not Attendee.objects.filter(pk=attendee.pk, cancelled_at=None).exists():
        raise BookingError(_("This person does not come any more. Add them again if they do."), code="cancelled")


def _require_live(registration: Registration) -> None:
    if registration.state != Registration.State.LIVE:
        raise BookingError(
            _("This registration is cancelled. Register again if you wish to come after all."), code="cancelled"
        )

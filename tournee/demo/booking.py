"""Registering a made-up party at a stop to come, as the site does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from events.models import Session, Stop
from registrations.booking.operations import register
from registrations.booking.request import FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import Person, Registration
from tournee.accounts.models import User
from tournee.demo.cast import Extras, Name

Party = Registration.Party


def wanted(one: Name, sessions: Iterable[Session], **said: Any) -> PersonRequest:
    """Somebody who comes to those sessions."""
    return PersonRequest(one.name, one.email, sessions=frozenset(session.pk for session in sessions), **said)


def first_session(stop: Stop) -> Session:
    """The session everybody comes to: it has the most seats."""
    return stop.sessions.order_by("starts_at", "pk")[0]


def firm_comes(
    stop: Stop,
    extras: Extras,
    *,
    people: int = 1,
    sessions: Iterable[Session] = (),
    contact: Name | None = None,
    each: dict[str, Any] | None = None,
    actor: User | None = None,
    **said: Any,
) -> Registration:
    """A firm registers so many people for those sessions (none: the first one); `contact` is the first of them.

    `said` goes into the request, `each` into everybody's part of it.
    """
    chosen = list(sessions) or [first_session(stop)]
    name, trade, headcount = extras.firm(stop.place)
    names = [contact or extras.person(), *(extras.person() for _number in range(people - 1))]
    request = RegistrationRequest(
        Party.FIRM, names[0].name, names[0].email, [wanted(one, chosen, **(each or {})) for one in names],
        firm=FirmRequest(name, stop.place, stop.town_id, (headcount, headcount), trade), fictitious=True, **said,
    )  # fmt: skip
    return register(stop, request, actor=actor)


def somebody_comes(stop: Stop, extras: Extras, kind: Person.Kind, *, organisation: str = "") -> Registration:
    """One person of another organisation, or of none, registers for the first session."""
    one = extras.person()
    request = RegistrationRequest(
        Party.ORGANISATION if organisation else Party.PERSON, one.name, one.email,
        [wanted(one, [first_session(stop)])], kind=kind, organisation_name=organisation, fictitious=True,
    )  # fmt: skip
    return register(stop, request)

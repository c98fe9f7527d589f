"""Rows of who registered where nobody can register any more: firms, people, seats, consents and who came."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from events.models import Organisation, Partnership, Session, Stop
from registrations.desk.devices.links import expires_of
from registrations.models import (
    Attendee,
    CallBackSubject,
    CheckIn,
    Company,
    CompanyFact,
    Consent,
    DeskDevice,
    Person,
    Registration,
    Seat,
)
from registrations.models.person import key_of
from tournee.accounts.models import User
from tournee.demo.cast import POSITIONS, Extras
from tournee.texts.search import search_key

SUBJECTS = tuple(CallBackSubject.values)


@dataclass(frozen=True)
class Place:
    """What those who register at a stop find there: its sessions with the seats left, and who asks to call back."""

    stop: Stop
    sessions: list[Session]
    left: dict[int, int]
    co_hosts: list[Organisation]
    opening: datetime.datetime


@dataclass
class Rows:
    """What is written of one stop, in bulk."""

    companies: list[Company] = field(default_factory=list)
    facts: list[CompanyFact] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    attendees: list[Attendee] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)

    def write(self) -> None:
        """Everything, each before what points at it."""
        Company.objects.bulk_create(self.companies)
        CompanyFact.objects.bulk_create(self.facts)
        Person.objects.bulk_create(self.people)
        Registration.objects.bulk_create(self.registrations)
        Attendee.objects.bulk_create(self.attendees)
        Seat.objects.bulk_create(self.seats)
        Consent.objects.bulk_create(self.consents)
        CheckIn.objects.bulk_create(self.check_ins)
        for session_id, taken in Counter(seat.session_id for seat in self.seats).items():
            Session.objects.filter(pk=session_id).update(seats_taken=taken)


def place_of(stop: Stop) -> Place:
    sessions = list(stop.sessions.all())
    hosts = stop.partnerships.filter(role=Partnership.Role.CO_HOST).select_related("organisation")
    return Place(
        stop,
        sessions,
        {session.pk: session.capacity or 500 for session in sessions},
        [partnership.organisation for partnership in hosts],
        min((session.starts_at for session in sessions), default=timezone.now()),
    )


def firm_at(stop: Stop, extras: Extras, rows: Rows) -> Company:
    name, trade, headcount = extras.firm(stop.place)
    company = Company(
        name=name, town_name=stop.place, town=stop.town, fictitious=True, search_key=search_key(name, stop.place)[:340],
        country="GB" if stop.time_zone == "Europe/London" else "FR",
    )  # fmt: skip
    rows.companies.append(company)
    said = {"company": company, "on": stop.starts_on or timezone.localdate(), "source": "registration"}
    headcounts = {"headcount_from": headcount, "headcount_to": headcount}
    rows.facts += [
        CompanyFact(kind=CompanyFact.Kind.HEADCOUNT, **headcounts, **said),
        CompanyFact(
            kind=CompanyFact.Kind.ACTIVITY, nomenclature="tournee-trades", nomenclature_version="1", code=trade, **said
        ),
    ]
    return company


def twin_of(firm: Company, rows: Rows) -> Company:
    """The same firm, as somebody else wrote it: another record, for the team to join."""
    name = f"{firm.name.upper()} SARL"
    twin = Company(
        name=name, town_name=firm.town_name, town=firm.town, fictitious=True,
        search_key=search_key(name, firm.town_name)[:340], country=firm.country,
    )  # fmt: skip
    rows.companies.append(twin)
    return twin


def party_at(
    place: Place,
    rows: Rows,
    extras: Extras,
    *,
    people: int,
    company: Company | None = None,
    organisation: str = "",
    origin: Registration.Origin = Registration.Origin.WEB,
) -> Attendee:
    """One registration with its people and their seats, as far as there are any; returns the first attendee."""
    chance, stop = extras.chance, place.stop
    persons = [_person(stop, extras, company, organisation) for _number in range(people)]
    registration = Registration(
        stop=stop,
        party=Registration.Party.FIRM if company else Registration.Party.ORGANISATION,
        company=company,
        organisation_name=organisation,
        contact=persons[0],
        origin=origin,
        registered_at=min(timezone.now(), place.opening - datetime.timedelta(days=chance.randrange(2, 30))),
    )
    attendees = [
        Attendee(registration=registration, stop=stop, person=person, email_key=person.email) for person in persons
    ]
    rows.people += persons
    rows.registrations.append(registration)
    rows.attendees += attendees
    if origin != Registration.Origin.WALK_IN:
        rows.seats += _seats(attendees, place, chance)
    consents = list(_consents(registration, place, chance, number=len(rows.registrations)))
    if any(consent.given and consent.purpose == Consent.Purpose.CALL_BACK for consent in consents):
        persons[0].phone = f"+33 1 99 00 {stop.pk % 100:02} {len(rows.registrations) % 100:02}"
    rows.consents += consents
    return attendees[0]


def _person(stop: Stop, extras: Extras, company: Company | None, organisation: str) -> Person:
    one = extras.person()
    return Person(
        kind=Person.Kind.FIRM if company else Person.Kind.ORGANISATION,
        name=one.name,
        email=one.email,
        position=extras.chance.choice(POSITIONS),
        company=company,
        organisation_name=organisation,
        fictitious=True,
        search_key=key_of(one.name, organisation),
        language="en" if stop.place == "Ashford" else "fr",
    )


def _seats(attendees: list[Attendee], place: Place, chance: random.Random) -> list[Seat]:
    """Together in every session that has room for them, but for some workshops, which do not tempt everybody.

    Nobody is in two places at once.
    """
    seats: list[Seat] = []
    chosen: list[Session] = []
    for session in place.sessions:
        tempted = session.kind != Session.Kind.WORKSHOP or chance.random() < 0.6
        busy = any(one.starts_at < session.ends_at and session.starts_at < one.ends_at for one in chosen)
        if tempted and not busy and place.left[session.pk] >= len(attendees):
            chosen.append(session)
            place.left[session.pk] -= len(attendees)
            seats += [Seat(attendee=attendee, session=session, state=Seat.State.CONFIRMED) for attendee in attendees]
    return seats


def _consents(registration: Registration, place: Place, chance: random.Random, *, number: int) -> Iterator[Consent]:
    """To be called back by each co-host about something, to be photographed, to be asked: agreed or refused."""
    for host in place.co_hosts:
        given = chance.random() < 0.4
        subjects = [SUBJECTS[number % len(SUBJECTS)], SUBJECTS[(number + 2) % len(SUBJECTS)]][: 1 + number % 2]
        yield _consent(
            registration, Consent.Purpose.CALL_BACK, f"J’accepte d’être rappelé par {host} après l’étape.",
            given=given, organisation=host, subjects=subjects if given else [],
        )  # fmt: skip
    photographs = "J’accepte de figurer sur les photographies de l’étape."
    yield _consent(registration, Consent.Purpose.PHOTOGRAPHS, photographs, given=number % 3 != 0)
    study = "J’accepte d’être interrogé pour votre étude."
    yield _consent(registration, Consent.Purpose.QUESTIONNAIRE, study, given=number % 4 != 0)


def _consent(registration: Registration, purpose: Consent.Purpose, words: str, **said: Any) -> Consent:
    moment = registration.registered_at
    return Consent(
        person=registration.contact, registration=registration, purpose=purpose, words=words, at=moment, **said
    )


def telephone_of(place: Place, host: User) -> DeskDevice:
    """The telephone that served the door of a stop that is over: nobody can be given a link to it any more."""
    day = place.opening.astimezone(place.stop.zone).date()
    return DeskDevice.objects.create(
        stop=place.stop, name="Téléphone de l’accueil (fictif)", day=day, expires_at=expires_of(day, place.stop),
        created_at=place.opening - datetime.timedelta(days=1), created_by=host,
        seen_at=place.opening + datetime.timedelta(minutes=20),
    )  # fmt: skip


def came_at(
    attendee: Attendee,
    place: Place,
    chance: random.Random,
    host: User,
    *,
    desk: DeskDevice | None = None,
    how: CheckIn.How = CheckIn.How.SEARCH,
) -> CheckIn:
    """At the door of the stop, around its opening: noted by a telephone, else by `host`."""
    at = place.opening + datetime.timedelta(minutes=chance.randrange(-15, 20))
    return CheckIn(attendee=attendee, stop=place.stop, at=at, noted_by=None if desk else host, desk=desk, how=how)

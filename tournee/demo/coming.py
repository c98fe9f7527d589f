"""Who came, comes and waits in the made-up edition. Stops that are over are written as rows, since nobody can register
for them any more; the nearest stop to come is filled by the operations themselves, with their messages.
"""

from __future__ import annotations

import datetime
import random
from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone

from events.models import Organisation, Partnership, Session, Stop
from registrations.booking.operations import register
from registrations.booking.request import ConsentRequest, FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import (
    Attendee,
    CheckIn,
    Company,
    CompanyFact,
    Consent,
    Contact,
    ContactList,
    Person,
    Registration,
    Seat,
)
from registrations.models.person import key_of
from tournee.accounts.models import User
from tournee.demo.cast import OTHERS, POSITIONS, Extras
from tournee.demo.next_edition import SLUG
from tournee.demo.people import manager
from tournee.texts.search import search_key

SEED = 40
LIST = "Annuaire fictif des entreprises"


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


def load(today: datetime.date) -> str:
    """Fill the made-up edition if nobody is in it yet; returns a line saying who."""
    if Registration.objects.filter(stop__tour__slug=SLUG).exists():
        return "registrations: already there"
    chance = random.Random(SEED)  # noqa: S311  (seeded on purpose: the same every time)
    extras = Extras(chance)
    stops = list(
        Stop.objects.filter(tour__slug=SLUG, state=Stop.State.PUBLISHED).select_related("tour").order_by("starts_on")
    )
    held = [stop for stop in stops if stop.starts_on and stop.starts_on < today]
    to_come = [stop for stop in stops if stop not in held]
    for number, stop in enumerate(held):
        _fill(stop, extras, firms=5 + 13 * (number % 3 == 1) + chance.randrange(6), over=True)
    for stop in to_come[1:]:
        _fill(stop, extras, firms=chance.randrange(1, 12), over=False)
    if to_come:
        _crowd(to_come[0], extras)
    contacts = _contact_list(stops[0], extras) if stops else 0
    registered = Registration.objects.filter(stop__tour__slug=SLUG).count()
    came = CheckIn.objects.filter(stop__tour__slug=SLUG).count()
    return f"registrations: {registered} made-up ones, {came} people checked in, {contacts} addresses on a list"


def _fill(stop: Stop, extras: Extras, *, firms: int, over: bool) -> None:
    """Firms and a few others at one stop; of a stop that is over, most came, and some came unannounced."""
    rows, chance, place = Rows(), extras.chance, _place(stop)
    for _number in range(firms):
        company = _firm(stop, extras, rows)
        _party(place, rows, extras, company=company, people=chance.choice((1, 1, 2, 2, 3)))
    for _number in range(chance.randrange(1, 4)):
        other = f"{chance.choice(OTHERS)} ({stop.place})"
        _party(place, rows, extras, organisation=other, people=1)
    if over:
        host = manager()
        for attendee in rows.attendees:
            if chance.random() < 0.8:
                rows.check_ins.append(_came(attendee, place, chance, host))
        for _number in range(chance.randrange(3)):
            company = _firm(stop, extras, rows)
            walk_in = _party(place, rows, extras, company=company, people=1, origin=Registration.Origin.WALK_IN)
            rows.check_ins.append(_came(walk_in, place, chance, host))
    rows.write()


def _place(stop: Stop) -> Place:
    sessions = list(stop.sessions.all())
    hosts = stop.partnerships.filter(role=Partnership.Role.CO_HOST).select_related("organisation")
    return Place(
        stop,
        sessions,
        {session.pk: session.capacity or 500 for session in sessions},
        [partnership.organisation for partnership in hosts],
        min((session.starts_at for session in sessions), default=timezone.now()),
    )


def _firm(stop: Stop, extras: Extras, rows: Rows) -> Company:
    name, trade, headcount = extras.firm(stop.place)
    company = Company(
        name=name, town_name=stop.place, town=stop.town, fictitious=True, search_key=search_key(name, stop.place)[:340]
    )
    rows.companies.append(company)
    said = {"company": company, "on": stop.starts_on, "source": "registration"}
    headcounts = {"headcount_from": headcount, "headcount_to": headcount}
    rows.facts += [
        CompanyFact(kind=CompanyFact.Kind.HEADCOUNT, **headcounts, **said),
        CompanyFact(
            kind=CompanyFact.Kind.ACTIVITY, nomenclature="tournee-trades", nomenclature_version="1", code=trade, **said
        ),
    ]
    return company


def _party(
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
    rows.consents += [_consent(registration, host, given=chance.random() < 0.4) for host in place.co_hosts]
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
    """Together in every session that has room for them, but for some workshops, which do not tempt everybody."""
    seats: list[Seat] = []
    for session in place.sessions:
        if place.left[session.pk] >= len(attendees) and (
            session.kind != Session.Kind.WORKSHOP or chance.random() < 0.6
        ):
            place.left[session.pk] -= len(attendees)
            seats += [Seat(attendee=attendee, session=session, state=Seat.State.CONFIRMED) for attendee in attendees]
    return seats


def _consent(registration: Registration, host: Organisation, *, given: bool) -> Consent:
    return Consent(
        person=registration.contact,
        registration=registration,
        purpose=Consent.Purpose.CALL_BACK,
        organisation=host,
        given=given,
        words=f"J’accepte d’être rappelé par {host} après l’étape.",
    )


def _came(attendee: Attendee, place: Place, chance: random.Random, host: User) -> CheckIn:
    """At the door of the stop, around its opening."""
    at = place.opening + datetime.timedelta(minutes=chance.randrange(-15, 20))
    return CheckIn(attendee=attendee, stop=place.stop, at=at, noted_by=host)


def _crowd(stop: Stop, extras: Extras) -> None:
    """The nearest stop to come: registered as on the site, until a workshop is full and some wait."""
    sessions = list(stop.sessions.all())
    smallest = min(sessions, key=lambda session: session.capacity or 10_000)
    wanted = frozenset({smallest.pk, sessions[0].pk})
    room = smallest.capacity or 10
    for number in range(room // 2 + 3):
        name, trade, headcount = extras.firm(stop.place)
        people = [extras.person(), extras.person()]
        register(
            stop,
            RegistrationRequest(
                Registration.Party.FIRM,
                people[0].name,
                people[0].email,
                [PersonRequest(one.name, one.email, sessions=wanted) for one in people],
                firm=FirmRequest(name, stop.place, stop.town_id, (headcount, headcount), trade),
                consents=[
                    ConsentRequest(Consent.Purpose.QUESTIONNAIRE, number % 2 == 0, "J’accepte d’être interrogé.")
                ],
                fictitious=True,
            ),
        )


def _contact_list(stop: Stop, extras: Extras) -> int:
    contacts = ContactList.objects.create(
        tour=stop.tour,
        name=LIST,
        source="annuaire inventé pour la démonstration",
        obtained_on=stop.tour.starts_on,
        basis=ContactList.Basis.LEGITIMATE_INTEREST,
        fictitious=True,
    )
    people = [extras.person() for _number in range(30)]
    Contact.objects.bulk_create(
        Contact(
            contact_list=contacts, email=one.email, email_key=one.email, name=one.name,
            company_name=extras.firm("exemple")[0],
        )
        for one in people
    )  # fmt: skip
    return len(people)

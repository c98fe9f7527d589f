"""Who came, comes and waits in the made-up edition. Stops that are over are written as rows, since nobody can register
for them any more; the nearest stop to come is filled by the operations themselves, with their messages.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence

from events.models import Session, Stop
from registrations.booking.operations import register
from registrations.booking.request import ConsentRequest, FirmRequest, PersonRequest, RegistrationRequest
from registrations.models import CheckIn, Consent, Contact, ContactList, Registration
from tournee.demo.cases import OPENS_LATER
from tournee.demo.cast import OTHERS, Extras
from tournee.demo.next_edition import SLUG
from tournee.demo.parties import Rows, came_at, firm_at, party_at, place_of, telephone_of, twin_of
from tournee.demo.people import manager

SEED = 40
_MANY = 15  # firms at one stop, of which one is written twice
LIST = "Annuaire fictif des entreprises"
FIRMS_2019 = 1000  # and 1,400 people: what the tour of 2019 counted
_PARTIES = (1, 1, 2, 2, 3)
_PARTIES_2019 = (1, 1, 1, 2, 2)


def load(today: datetime.date, *, full: bool = False) -> str:
    """Fill the made-up edition if nobody is in it yet; returns a line saying who.

    With `full`, as many firms and people come as to the tour of 2019.
    """
    if Registration.objects.filter(stop__tour__slug=SLUG).exists():
        return "registrations: already there"
    chance = random.Random(SEED)  # noqa: S311  (seeded on purpose: the same every time)
    extras = Extras(chance)
    stops = list(
        Stop.objects.filter(tour__slug=SLUG, state=Stop.State.PUBLISHED).select_related("tour").order_by("starts_on")
    )
    held = [stop for stop in stops if stop.starts_on and stop.starts_on < today]
    to_come = [stop for stop in stops if stop not in held]
    opens_later = list(Stop.objects.filter(tour__slug=SLUG).order_by("pk"))[OPENS_LATER:][:1]
    filled = [*held, *(stop for stop in to_come[1:] if stop not in opens_later)]
    share, rest = divmod(FIRMS_2019 - _crowd_of(to_come[0]) if to_come else FIRMS_2019, max(len(filled), 1))
    for number, stop in enumerate(filled):
        over = stop in held
        few = 5 + 13 * (number % 3 == 1) + chance.randrange(6) if over else chance.randrange(1, 12)
        firms = share + (number < rest) if full else few
        _fill(stop, extras, firms=firms, parties=_PARTIES_2019 if full else _PARTIES, over=over)
    if to_come:
        _crowd(to_come[0], extras)
    contacts = _contact_list(stops[0], extras) if stops else 0
    registered = Registration.objects.filter(stop__tour__slug=SLUG).count()
    came = CheckIn.objects.filter(stop__tour__slug=SLUG).count()
    return f"registrations: {registered} made-up ones, {came} people checked in, {contacts} addresses on a list"


def _fill(stop: Stop, extras: Extras, *, firms: int, parties: Sequence[int], over: bool) -> None:
    """Firms, in parties of those sizes, and a few others at one stop; if it is over, most came, some unannounced."""
    rows, chance, place = Rows(), extras.chance, place_of(stop)
    for _number in range(firms):
        company = firm_at(stop, extras, rows)
        party_at(place, rows, extras, company=company, people=chance.choice(parties))
    if extras.seen:  # one that was at an earlier stop, and one that somebody wrote in another way
        party_at(place, rows, extras, company=chance.choice(extras.seen), people=1)
    if firms > _MANY:
        party_at(place, rows, extras, company=twin_of(rows.companies[_MANY], rows), people=1)
    extras.seen += rows.companies[:2]
    for _number in range(chance.randrange(1, 4)):
        other = f"{chance.choice(OTHERS)} ({stop.place})"
        party_at(place, rows, extras, organisation=other, people=1)
    if over:
        host = manager()
        desk = telephone_of(place, host)
        for number, attendee in enumerate(rows.attendees):
            if chance.random() < 0.8:
                how = CheckIn.How.SCAN if number % 3 else CheckIn.How.SEARCH
                rows.check_ins.append(came_at(attendee, place, chance, host, desk=desk, how=how))
        for _number in range(chance.randrange(3)):
            company = firm_at(stop, extras, rows)
            walk_in = party_at(place, rows, extras, company=company, people=1, origin=Registration.Origin.WALK_IN)
            rows.check_ins.append(came_at(walk_in, place, chance, host, desk=desk))
    rows.write()


def _crowd(stop: Stop, extras: Extras) -> None:
    """The nearest stop to come: registered as on the site, until a workshop is full and some wait."""
    sessions = list(stop.sessions.all())
    wanted = frozenset({_smallest(stop).pk, sessions[0].pk})
    for number in range(_crowd_of(stop)):
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


def _smallest(stop: Stop) -> Session:
    """The session with the fewest seats."""
    return min(stop.sessions.all(), key=lambda session: session.capacity or 10_000)


def _crowd_of(stop: Stop) -> int:
    """Parties of two until its smallest session is full and three of them wait."""
    return (_smallest(stop).capacity or 10) // 2 + 3


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

"""What goes on with the partners of the made-up edition: whom one calls there, what was said, what is promised."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from events.models import ContactPerson, Exchange, Membership, Organisation, Partnership, Role, Stop, Tour
from events.planning.operations.contact_persons import edit_partner_and_people
from events.planning.partnerships.operations import add_commitment, note_exchange
from tournee.accounts.models import User
from tournee.accounts.operations import create_account
from tournee.demo.cases import (
    HELD,
    IDEA,
    INVITATION_LATE,
    MONTH,
    NOT_PUBLIC,
    OPTIONS,
    STEPS_UNKNOWN,
    TO_COME,
    UNLED_WORKSHOP,
    WITHOUT_ROOM,
)
from tournee.demo.people import PEOPLE

Kind = Exchange.Kind
# By the host's place in `HOSTS`. The last one has neither account nor anybody to write to, the sixth no account.
CONTACTS = (
    (0, PEOPLE[4].name, "relations avec les entreprises"),
    (1, "Hélène Fictif", "déléguée générale"),
    (2, "Claude Imaginaire", "chargé de mission"),
    (3, "Nour Exemple", "animatrice du réseau"),
    (4, "Pascal Modèle", "conseiller innovation"),
    (5, "Inès Personnage", "directrice des études"),
    (6, "Maé Échantillon", "responsable des événements"),
    (7, "Théo Démo", "développement économique"),
    (8, "Yaël Exemple", "coordination"),
)
WITH_ACCOUNT = (3, 4, 6, 7, 8)
# Ranges that the numbering plan keeps for fiction: 01 99 00 xx xx.
_TELEPHONE = "+33 1 99 00 10 {:02d}"
_SAID = (
    (Kind.CALL, 0, "Premier appel : l’idée plaît, la date sera vue avec la direction."),
    (Kind.MESSAGE, 1, "Envoyé la présentation de la tournée et le calendrier."),
    (Kind.REPLY, 8, "D’accord pour accueillir l’étape, sous réserve de la salle."),
    (Kind.AGREED, 15, "Date, salle et sujet convenus."),
)
_PROMISED = (("La salle et la sonorisation", 21), ("L’invitation relayée à tout le réseau", 14))


def follow(tour: Tour, stops: Sequence[Stop], hosts: Sequence[Organisation], today: datetime.date, actor: User) -> None:
    """Whom one calls at each host; and, for the stops to come, the log, what is to be done next, what is promised."""
    people = _contact_persons(hosts)
    for place in WITH_ACCOUNT:
        _account(people[hosts[place].pk], hosts[place])
    for partnership in tour.partnerships.all():
        _call(partnership, people, actor)
    for index, stop in enumerate(stops[HELD:], HELD):
        partnership = stop.partnerships.get(role=Partnership.Role.CO_HOST)
        _call(partnership, people, actor)
        _log(partnership, index, today, stop.lead or actor)
        _promises(partnership, index, stop, today, actor)
    _ministry(tour, today, actor)
    _next(stops[UNLED_WORKSHOP], "demander qui anime le premier atelier", today - datetime.timedelta(days=2))
    _next(stops[STEPS_UNKNOWN], "redemander si l’on vient à la salle sans marche", today + datetime.timedelta(days=1))
    _next(stops[WITHOUT_ROOM], "proposer une visite de la salle", today + datetime.timedelta(days=3))
    _next(stops[OPTIONS], "choisir la date ensemble", today + datetime.timedelta(days=6))
    _next(stops[IDEA], "rappeler après le conseil d’administration", today + datetime.timedelta(days=10))


def _contact_persons(hosts: Sequence[Organisation]) -> dict[int, ContactPerson]:
    """One at each host, by the organisation's id; those that exist stay as they are."""
    found = {}
    for place, name, role in CONTACTS:
        details = {"role": role, "email": _address(place), "phone": _TELEPHONE.format(place)}
        person, _made = ContactPerson.objects.get_or_create(organisation=hosts[place], name=name, defaults=details)
        found[hosts[place].pk] = person
    return found


def _call(partnership: Partnership, people: dict[int, ContactPerson], actor: User) -> None:
    if person := people.get(partnership.organisation_id):
        edit_partner_and_people(partnership, {}, [person], expected_version=None, actor=actor)


def _address(place: int) -> str:
    """The first host's is the account that the demonstration prints."""
    return f"contact.{place}@demo.example" if place else PEOPLE[4].email


def _account(person: ContactPerson, host: Organisation) -> None:
    """Who represents a co-host: without a password, they would sign in by a code sent to their made-up address."""
    user = User.objects.filter(email=person.email).first() or create_account(
        person.email, person.name, "fr", actor=None
    )
    Membership.objects.get_or_create(user=user, organisation=host, tour=None, defaults={"role": Role.REPRESENTATIVE})


def _log(partnership: Partnership, index: int, today: datetime.date, who: User) -> None:
    """From the first call on: one that does not answer, one just called, the others up to what was agreed."""
    said = _SAID[: {MONTH: 2, IDEA: 1, OPTIONS: 3, WITHOUT_ROOM: 3}.get(index, 4)]
    first = today - datetime.timedelta(
        days={MONTH: 24, IDEA: 4, OPTIONS: 11, WITHOUT_ROOM: 16}.get(index, 20 + index % 4)
    )
    if index not in NOT_PUBLIC:
        first -= datetime.timedelta(days=40)
    for kind, after, summary in said:
        values = {"kind": kind, "on": first + datetime.timedelta(days=after), "summary": summary}
        note_exchange(partnership, values, actor=who)


def _promises(partnership: Partnership, index: int, stop: Stop, today: datetime.date, actor: User) -> None:
    """What is due by now has come; from the co-host without a room it has not, and is a week late."""
    if index == WITHOUT_ROOM:
        late = {"what": "Le nom et l’adresse de la salle", "due_on": today - datetime.timedelta(days=6)}
        add_commitment(partnership, late, actor=actor)
    elif stop.starts_on is not None and index < HELD + TO_COME:
        for what, before in _PROMISED[: 1 if index == INVITATION_LATE else 2]:
            due = stop.starts_on - datetime.timedelta(days=before)
            came = due - datetime.timedelta(days=index % 3) if due < today else None
            add_commitment(partnership, {"what": what, "due_on": due, "received_on": came}, actor=actor)


def _ministry(tour: Tour, today: datetime.date, actor: User) -> None:
    """The tour's supporter: a letter promised, and a call that should have been made."""
    partnership = tour.partnerships.get(role=Partnership.Role.SUPPORTER)
    on = today - datetime.timedelta(days=18)
    values = {"kind": Kind.REPLY, "on": on, "summary": "La lettre de soutien est à la signature."}
    note_exchange(partnership, values, actor=actor)
    letter = {"what": "La lettre de soutien signée", "due_on": today + datetime.timedelta(days=12)}
    add_commitment(partnership, letter, actor=actor)
    _set_next(partnership, "demander où en est la lettre de soutien", today - datetime.timedelta(days=4))


def _next(stop: Stop, action: str, on: datetime.date) -> None:
    _set_next(stop.partnerships.get(role=Partnership.Role.CO_HOST), action, on)


def _set_next(partnership: Partnership, action: str, on: datetime.date) -> None:
    """As a row: no operation takes a day that is past already, as a late action's is."""
    Partnership.objects.filter(pk=partnership.pk).update(next_action=action, next_action_on=on)

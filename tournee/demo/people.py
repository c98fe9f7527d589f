"""One account for each role, so that everybody can look at the product with everybody's eyes."""

from __future__ import annotations

from dataclasses import dataclass

from events.models import Membership, Organisation, Role, Tour
from tournee.accounts.models import User
from tournee.accounts.operations import create_account

PASSWORD = "visite-guidee-2019"  # noqa: S105  (printed on purpose; the demonstration runs on localhost only)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up: address, name, and what they are on the made-up tour (None: administrator)."""

    email: str
    name: str
    role: Role | None


PEOPLE = (
    Person("administration@demo.example", "Ada Modèle", None),
    Person("pilotage@demo.example", "Camille Exemple", Role.MANAGER),
    Person("edition@demo.example", "Dominique Démo", Role.EDITOR),
    Person("lecture@demo.example", "Claude Fictif", Role.READER),
    Person("accueil@demo.example", "Sacha Inventé", Role.REPRESENTATIVE),
)
EDITOR = PEOPLE[2].email


def make_people() -> dict[str, User]:
    """The accounts, by address; those that exist stay as they are."""
    return {person.email: _account(person) for person in PEOPLE}


def manager() -> User:
    """Whoever plans both tours of the demonstration."""
    return User.objects.get(email=PEOPLE[1].email)


def give_roles(tour: Tour, host: Organisation | None = None) -> None:
    """Put the people into the team of `tour`, and the co-host's representative into `host`."""
    for person in PEOPLE:
        if person.role == Role.REPRESENTATIVE:
            if host is not None:
                _member(person, Role.REPRESENTATIVE, organisation=host)
        elif person.role is not None:
            _member(person, person.role, tour=tour)


def _account(person: Person) -> User:
    known = User.objects.filter(email=person.email).first()
    return known or create_account(
        person.email, person.name, "fr", PASSWORD, actor=None, administrator=person.role is None
    )


def _member(person: Person, role: Role, *, tour: Tour | None = None, organisation: Organisation | None = None) -> None:
    user = User.objects.get(email=person.email)
    Membership.objects.get_or_create(user=user, tour=tour, organisation=organisation, defaults={"role": role})

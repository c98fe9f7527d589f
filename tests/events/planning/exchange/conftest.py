"""A tour in 2031 and its editor, and tables written as a person would."""

import pytest
from django.test import Client

from events.models import Tour
from events.planning.exchange.operations import Import, import_stops
from tests.events.factories import MembershipFactory, PostalCodeFactory, TerritoryFactory, TourFactory
from tournee.models import User


@pytest.fixture
def tour(db: None) -> Tour:
    """A tour from March to October 2031; Albert is a commune."""
    region = TerritoryFactory(region=True)
    somme = TerritoryFactory(departement=True, code="80", name="Somme", parent=region)
    PostalCodeFactory(commune=TerritoryFactory(name="Albert", code="80016", parent=somme), code="80300")
    tour: Tour = TourFactory(slug="tournee-2031")
    return tour


@pytest.fixture
def editor(tour: Tour) -> User:
    user: User = MembershipFactory(tour=tour).user
    return user


@pytest.fixture
def as_editor(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def table(headings: str, *rows: str) -> bytes:
    """A CSV file."""
    return "\n".join([headings, *rows]).encode()


def imported(tour: Tour, content: bytes, *, name: str = "etapes.csv", dry_run: bool = False) -> Import:
    """The file written into the tour."""
    return import_stops(tour, content, name, actor=None, dry_run=dry_run)

"""The two ways up."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from tournee.floors.announcements import Announcement, announcements
from tournee.floors.contributions import Contribution, contributions


@pytest.fixture(autouse=True)
def _registries_as_they_were():
    before = [(registry, dict(registry)) for registry in (contributions, announcements)]
    yield
    for registry, ways in before:
        registry.clear()
        registry.update(ways)


@dataclass(frozen=True)
class Moment:
    name: str


def test_contributions_stand_in_their_order_then_in_the_order_added() -> None:
    places = Contribution[str]("test_places", says="for this test")
    places.add("last", by="b", order=200)
    places.add("first", by="a")
    places.add("second", by="b")

    assert (list(places), places.contributors) == (["first", "second", "last"], ["a", "b"])


def test_a_name_is_declared_once() -> None:
    Contribution[str]("test_once", says="for this test")

    with pytest.raises(ValueError, match="test_once"):
        Contribution[str]("test_once", says="again")


@pytest.mark.django_db
def test_an_announcement_reaches_its_subscribers_in_order() -> None:
    heard: list[str] = []
    moment = Announcement[Moment]("test_moment", says="for this test")
    moment.subscribe(lambda payload: heard.append(f"one {payload.name}"), by="a")
    moment.subscribe(lambda payload: heard.append(f"two {payload.name}"), by="b")

    with transaction.atomic():
        moment.announce(Moment("now"))

    assert heard == ["one now", "two now"]


@pytest.mark.django_db(transaction=True)
def test_an_announcement_outside_a_transaction_is_a_mistake() -> None:
    moment = Announcement[Moment]("test_outside", says="for this test")

    with pytest.raises(RuntimeError, match="test_outside"):
        moment.announce(Moment("now"))

"""A tour from its first form to its archive."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from events.models import Membership, Role, Tour
from events.planning.errors import IllegalTransition, NotReady, PlanningError
from events.planning.operations import (
    archive_tour,
    create_tour,
    edit_session,
    edit_stop,
    edit_tour,
    publish_tour,
    reopen_tour,
)
from tests.events.factories import SessionFactory, StopFactory, ThemeFactory, TourFactory
from tournee.accounts.models import User
from tournee.history.operations import StaleVersion

pytestmark = pytest.mark.django_db
VALUES = {
    "title_fr": "La tournée de l’innovation",
    "starts_on": datetime.date(2031, 6, 1),
    "ends_on": datetime.date(2031, 10, 31),
}


def ready_tour() -> Tour:
    return TourFactory(intro_fr="Venez dire comment vous innovez.", contact_email="equipe@example.org")


def test_whoever_creates_a_tour_manages_it(user: User) -> None:
    tour = create_tour(VALUES, actor=user)

    assert (tour.slug, tour.state) == ("la-tournee-de-l-innovation", Tour.State.DRAFT)
    assert Membership.objects.get(user=user, tour=tour).role == Role.MANAGER


def test_two_tours_of_one_title_get_two_addresses() -> None:
    assert [create_tour(VALUES, actor=None).slug for _ in range(2)] == [
        "la-tournee-de-l-innovation",
        "la-tournee-de-l-innovation-2",
    ]


def test_a_tour_that_ends_before_it_starts_is_refused_beside_its_last_day() -> None:
    with pytest.raises(PlanningError) as refusal:
        create_tour({**VALUES, "ends_on": datetime.date(2031, 5, 31)}, actor=None)

    assert (refusal.value.field, Tour.objects.count()) == ("ends_on", 0)


def test_an_address_that_another_tour_has_is_refused() -> None:
    TourFactory(slug="2031")

    with pytest.raises(PlanningError) as refusal:
        create_tour({**VALUES, "slug": "2031"}, actor=None)

    assert refusal.value.field == "slug"


def test_publishing_names_what_a_reader_would_miss() -> None:
    with pytest.raises(NotReady) as refusal:
        publish_tour(TourFactory(), actor=None)

    assert [missing.field for missing in refusal.value.missing] == ["intro_fr", "contact_email"]


def test_a_tour_is_published_archived_and_reopened() -> None:
    tour = ready_tour()
    states = [step(tour, actor=None).state for step in (publish_tour, archive_tour, reopen_tour)]

    assert states == ["published", "archived", "published"]


def test_a_published_tour_cannot_be_published_again() -> None:
    tour = publish_tour(ready_tour(), actor=None)

    with pytest.raises(IllegalTransition):
        publish_tour(tour, actor=None)


def test_the_old_address_of_a_published_tour_leads_to_it() -> None:
    tour = publish_tour(ready_tour(), actor=None)
    old = tour.slug

    edit_tour(tour, {"slug": "tournee-2031"}, expected_version=tour.version, actor=None)

    assert tour.former_slugs.get().slug == old


def test_a_tour_may_take_back_an_address_it_had() -> None:
    tour = publish_tour(ready_tour(), actor=None)
    old = tour.slug
    edit_tour(tour, {"slug": "autre"}, expected_version=tour.version, actor=None)

    edit_tour(tour, {"slug": old}, expected_version=tour.version, actor=None)

    assert (tour.slug, tour.former_slugs.get().slug) == (old, "autre")


def test_editions_cannot_follow_each_other_in_a_circle() -> None:
    first = TourFactory()
    second = TourFactory(previous_edition=first)
    third = TourFactory(previous_edition=second)

    with pytest.raises(PlanningError) as refusal:
        edit_tour(first, {"previous_edition": third}, expected_version=first.version, actor=None)

    assert refusal.value.field == "previous_edition"


def test_themes_are_picked_from_the_shared_vocabularies() -> None:
    tour, theme = TourFactory(), ThemeFactory()

    edit_tour(tour, {"themes": [theme]}, expected_version=tour.version, actor=None)

    assert list(tour.themes.all()) == [theme]


@pytest.mark.parametrize("kind", ["tour", "stop", "session"])
def test_themes_that_a_colleague_picked_meanwhile_are_not_written_over(kind: str) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    edited: tuple[Any, Callable[..., object]] = {
        "tour": (session.stop.tour, edit_tour),
        "stop": (session.stop, edit_stop),
        "session": (session, edit_session),
    }[kind]
    thing, edit = edited
    version, theirs, mine = thing.version, ThemeFactory(), ThemeFactory()
    edit(thing, {"themes": [theirs]}, expected_version=version, actor=None)

    with pytest.raises(StaleVersion) as stale:
        edit(thing, {"themes": [mine]}, expected_version=version, actor=None)

    assert stale.value.theirs["themes"] == ([theirs], [mine])
    assert list(thing.themes.all()) == [theirs]

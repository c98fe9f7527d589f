"""A stop like another."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from events.models import ChecklistItem, Membership, Role, Session, Stop
from events.planning.editions.operations import duplicate_stop
from events.planning.errors import PlanningError, TourArchived
from tests.events.factories import SessionFactory, SpeakerFactory, StopFactory, TerritoryFactory, TourFactory
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
PARIS = datetime.timezone(datetime.timedelta(hours=2))
DAY, LATER = datetime.date(2031, 6, 3), datetime.date(2031, 6, 12)


@pytest.fixture
def stop() -> Stop:
    tour = TourFactory.create(starts_on=datetime.date(2031, 6, 2), ends_on=datetime.date(2031, 7, 31))
    made: Stop = StopFactory.create(
        tour=tour, place="Albert", title_fr="Comment innove-t-on ?", venue="La Fabrique", safety_limit=80,
        starts_on=DAY, ends_on=DAY,
    )  # fmt: skip
    session = SessionFactory.create(
        stop=made,
        starts_at=datetime.datetime(2031, 6, 3, 9, 30, tzinfo=PARIS),
        ends_at=datetime.datetime(2031, 6, 3, 12, 0, tzinfo=PARIS),
    )
    session.speakings.create(speaker=SpeakerFactory.create(), role="facilitator")
    return made


def duplicated(stop: Stop, *, place: str = "Thiers", starts_on: datetime.date = LATER) -> Stop:
    return duplicate_stop(stop, town=None, place=place, starts_on=starts_on, actor=UserFactory.create())


def test_it_is_an_idea_with_the_same_subject_and_programme_at_the_same_hours(stop: Stop) -> None:
    new = duplicated(stop)
    (session,) = new.sessions.all()
    assert (new.state, new.title_fr, new.starts_on, new.number) == (Stop.State.IDEA, stop.title_fr, LATER, None)
    assert f"{session.starts_at.astimezone(new.zone):%d %H:%M}" == "12 09:30"


def test_in_another_place_venue_and_safety_limit_stay_behind(stop: Stop) -> None:
    new = duplicated(stop)
    assert (new.place, new.venue, new.safety_limit) == ("Thiers", "", None)


def test_in_the_same_place_they_come_along(stop: Stop) -> None:
    new = duplicated(stop, place="Albert")
    assert (new.venue, new.safety_limit) == ("La Fabrique", 80)
    assert new.slug != stop.slug


def test_in_another_commune_point_and_region_are_its_own(stop: Stop) -> None:
    town = TerritoryFactory.create(scheme="commune", latitude=45.8, longitude=3.5)
    new = duplicate_stop(stop, town=town, place="", starts_on=LATER, actor=None)
    assert (new.place, new.latitude, new.town) == (town.name, 45.8, town)


def test_nobody_speaks_at_it_yet_and_nothing_is_cancelled(stop: Stop) -> None:
    SessionFactory.create(stop=stop, state=Session.State.CANCELLED)
    new = duplicated(stop)
    assert [session.speakings.count() for session in new.sessions.all()] == [0]


def test_it_has_its_own_checklist(stop: Stop) -> None:
    ChecklistItem.objects.create(tour=stop.tour, title_fr="Réserver la salle", days=-20)
    assert duplicated(stop).tasks.count() == 1


def test_a_day_outside_the_tour_is_refused_and_nothing_is_made(stop: Stop) -> None:
    with pytest.raises(PlanningError) as refused:
        duplicated(stop, starts_on=datetime.date(2032, 1, 1))
    assert refused.value.field == "starts_on"
    assert Stop.objects.count() == 1


def test_a_stop_of_an_archived_tour_is_not_duplicated(stop: Stop) -> None:
    stop.tour.state = "archived"
    stop.tour.save()
    with pytest.raises(TourArchived):
        duplicated(stop)


def test_the_page_leads_to_the_new_stop(client: Client, stop: Stop) -> None:
    editor = UserFactory.create()
    Membership.objects.create(user=editor, tour=stop.tour, role=Role.EDITOR)
    client.force_login(editor)
    address = reverse("planning_stop_duplicate", args=[stop.tour.slug, stop.slug])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"town": "", "place": "Thiers", "starts_on": "2031-06-12"})
    assert answer["Location"] == reverse("planning_stop", args=[stop.tour.slug, "thiers"])


def test_the_page_asks_where(client: Client, stop: Stop) -> None:
    editor = UserFactory.create()
    Membership.objects.create(user=editor, tour=stop.tour, role=Role.EDITOR)
    client.force_login(editor)
    address = reverse("planning_stop_duplicate", args=[stop.tour.slug, stop.slug])
    answer = client.post(address, {"town": "", "place": "", "starts_on": "2031-06-12"})
    assert answer.status_code == 422
    assert "town" in answer.context["form"].errors

"""Cloning and duplicating over the API."""

from __future__ import annotations

import datetime

import pytest
from rest_framework.test import APIClient

from events.models import Membership, Role, Stop, Tour
from tests.events.factories import StopFactory, TourFactory
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop() -> Stop:
    tour = TourFactory.create(starts_on=datetime.date(2031, 6, 2), ends_on=datetime.date(2031, 7, 31))
    made: Stop = StopFactory.create(tour=tour, place="Albert", starts_on=datetime.date(2031, 6, 3))
    return made


def caller(tour: Tour, role: str) -> APIClient:
    user = UserFactory.create()
    Membership.objects.create(user=user, tour=tour, role=role)
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_a_manager_clones_a_tour(stop: Stop) -> None:
    answer = caller(stop.tour, Role.MANAGER).post(
        f"/api/v1/tours/{stop.tour.slug}/clone/", {"title_fr": "La suite", "starts_on": "2032-06-01"}, format="json"
    )
    assert answer.status_code == 201, answer.content
    assert answer.json()["previous_edition"] == stop.tour.slug
    assert Stop.objects.get(tour__slug=answer.json()["slug"]).previous == stop


def test_an_editor_may_not(stop: Stop) -> None:
    answer = caller(stop.tour, Role.EDITOR).post(
        f"/api/v1/tours/{stop.tour.slug}/clone/", {"title_fr": "La suite", "starts_on": "2032-06-01"}, format="json"
    )
    assert answer.status_code == 403


def test_a_day_too_early_is_named(stop: Stop) -> None:
    answer = caller(stop.tour, Role.MANAGER).post(
        f"/api/v1/tours/{stop.tour.slug}/clone/", {"title_fr": "La suite", "starts_on": "2031-01-01"}, format="json"
    )
    assert answer.status_code in (400, 409, 422)
    assert "starts_on" in str(answer.json())


def test_an_editor_duplicates_a_stop_in_the_same_place(stop: Stop) -> None:
    answer = caller(stop.tour, Role.EDITOR).post(
        f"/api/v1/stops/{stop.public_id}/duplicate/", {"starts_on": "2031-06-12"}, format="json"
    )
    assert answer.status_code == 201, answer.content
    assert Stop.objects.filter(tour=stop.tour, place="Albert").count() == 2

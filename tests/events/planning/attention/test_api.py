"""What needs attention over the API."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from events.models import Snooze, Stop, Threshold, Tour
from tests.events.factories import MembershipFactory, StopFactory, TourFactory

pytestmark = pytest.mark.django_db
ANY = {"HTTP_IF_MATCH": "*"}
SOON = timezone.localdate() + datetime.timedelta(days=5)


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def team(api: APIClient, tour: Tour, role: str = "editor") -> None:
    api.force_authenticate(MembershipFactory(tour=tour, role=role).user)


def lacking() -> Stop:
    stop: Stop = StopFactory(confirmed=True, venue="", starts_on=SOON)
    return stop


def test_the_team_reads_what_a_tour_needs_and_nobody_else_does(api: APIClient) -> None:
    stop = lacking()
    address = f"/api/v1/tours/{stop.tour.slug}/needs/"
    team(api, stop.tour, "reader")

    found = api.get(address).json()

    [venue] = [need for need in found["needs"] if need["key"] == f"no_venue:{stop.pk}"]
    assert (venue["stop"], venue["urgency"], venue["owed_by"]) == (str(stop.public_id), "now", "team")
    assert venue["url"].endswith("#id_venue")
    assert found["put_off"] == []
    team(api, TourFactory())
    assert api.get(address).status_code == 404
    stop.tour.state = "published"
    stop.tour.save()
    assert api.get(address).status_code == 403


def test_a_need_is_put_off_listed_and_taken_up_again(api: APIClient) -> None:
    stop = lacking()
    team(api, stop.tour)
    body = {"tour": stop.tour.slug, "key": f"no_venue:{stop.pk}", "until": SOON.isoformat(), "reason": "Devis"}

    made = api.post("/api/v1/snoozes/", body, format="json")

    assert (made.status_code, made.json()["reason"]) == (201, "Devis")
    needs = api.get(f"/api/v1/tours/{stop.tour.slug}/needs/").json()
    assert [one["need"]["key"] for one in needs["put_off"]] == [body["key"]]
    address = f"/api/v1/snoozes/{made.json()['id']}/"
    assert [one["id"] for one in api.get(f"/api/v1/snoozes/?tour={stop.tour.slug}").json()["results"]] == [
        made.json()["id"]
    ]
    assert api.delete(address).status_code == 428
    assert api.delete(address, **ANY).status_code == 204
    assert api.get(address).status_code == 404
    assert api.get(f"/api/v1/tours/{stop.tour.slug}/needs/").json()["put_off"] == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"key": "no_venue:0"}, "settled"), ({"until": "2020-01-01"}, "bad_day"), ({"reason": "  "}, None)],
)
def test_what_cannot_be_put_off_is_refused(api: APIClient, wrong: dict[str, str], code: str | None) -> None:
    stop = lacking()
    team(api, stop.tour)
    body = {"tour": stop.tour.slug, "key": f"no_venue:{stop.pk}", "until": SOON.isoformat(), "reason": "Devis"}

    answer = api.post("/api/v1/snoozes/", {**body, **wrong}, format="json")

    assert answer.status_code in (400, 409, 422)
    assert code is None or answer.json()["code"] == code
    assert not Snooze.objects.exists()


def test_readers_and_other_tours_editors_put_nothing_off(api: APIClient) -> None:
    stop = lacking()
    body = {"tour": stop.tour.slug, "key": f"no_venue:{stop.pk}", "until": SOON.isoformat(), "reason": "Devis"}
    for tour, role in ((stop.tour, "reader"), (TourFactory(), "manager")):
        team(api, tour, role)
        assert api.post("/api/v1/snoozes/", body, format="json").status_code == 403
        assert (
            api.post(
                "/api/v1/thresholds/", {"tour": stop.tour.slug, "rule": "no_venue", "value": 3}, format="json"
            ).status_code
            == 403
        )


def test_a_threshold_is_set_changed_with_its_version_and_left_to_the_rule_again(api: APIClient) -> None:
    tour = TourFactory()
    team(api, tour)

    made = api.post("/api/v1/thresholds/", {"tour": tour.slug, "rule": "no_venue", "value": 3}, format="json")
    assert made.status_code == 201
    address = f"/api/v1/thresholds/{made.json()['id']}/"
    off: dict[str, Any] = {"value": None}
    assert api.patch(address, off, format="json", HTTP_IF_MATCH='"7.abc"').status_code == 412
    changed = api.patch(address, off, format="json", HTTP_IF_MATCH=made.headers["ETag"])
    assert (changed.status_code, changed.json()["value"], changed.json()["version"]) == (200, None, 2)
    assert api.patch(address, {"rule": "no_lead"}, format="json", **ANY).status_code in (400, 422)
    assert api.delete(address, **ANY).status_code == 204
    assert not Threshold.objects.exists()


def test_a_rule_that_is_not_there_is_refused(api: APIClient) -> None:
    tour = TourFactory()
    team(api, tour)

    answer = api.post("/api/v1/thresholds/", {"tour": tour.slug, "rule": "no_such", "value": 3}, format="json")

    assert answer.json()["code"] == "no_such_rule"

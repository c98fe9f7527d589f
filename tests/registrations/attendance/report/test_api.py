"""Attendance reports and definitions over the API."""

import pytest
from rest_framework.test import APIClient

from tests.events.factories import (
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
)
from tests.registrations.factories import AttendeeFactory, CheckInFactory, RegistrationFactory, SeatFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/attendance-reports/"


@pytest.fixture
def stop():
    stop = StopFactory(held=True)
    somebody(stop)
    return stop


def somebody(stop):
    attendee = AttendeeFactory(registration=RegistrationFactory(stop=stop))
    CheckInFactory(attendee=attendee, at=stop.published_at)


def caller(user) -> APIClient:
    api = APIClient()
    api.force_authenticate(user)
    return api


def values(row):
    return {one["indicator"]: one["value"] for one in row["figures"]}


def test_an_editor_reads_the_figures_of_each_stop_and_one_stops_tables(stop) -> None:
    SeatFactory(attendee=stop.attendees.get(), session=SessionFactory(stop=stop))
    api = caller(MembershipFactory(tour=stop.tour).user)
    (row,) = api.get(URL).json()["results"]
    assert (row["stop"], values(row)["people-present"]) == (str(stop.public_id), 1)
    whole = api.get(f"{URL}{stop.public_id}/")
    assert {table["name"] for table in whole.json()["tables"]} >= {"sessions", "half-days", "sizes"}
    assert api.get(f"{URL}{stop.public_id}/", headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304


def test_from_co_hosts_small_numbers_are_held_back_and_other_stops_whole(stop) -> None:
    StopFactory(held=True, tour=stop.tour)
    host = OrganisationFactory()
    PartnershipFactory(organisation=host, stop=stop, role="co_host")
    api = caller(MembershipFactory(representative=True, organisation=host).user)
    assert api.get(URL).json()["count"] == 1
    tables = api.get(f"{URL}{stop.public_id}/").json()["tables"]
    assert "sizes" not in {table["name"] for table in tables}


def test_the_list_takes_as_many_queries_for_three_stops_as_for_one(stop, django_assert_max_num_queries) -> None:
    api = caller(MembershipFactory(tour=stop.tour).user)
    for _stops in range(2):
        with django_assert_max_num_queries(6):
            api.get(URL)
        somebody(StopFactory(held=True, tour=stop.tour))


def test_each_definition_is_found_by_its_code() -> None:
    api = APIClient()
    codes = [one["code"] for one in api.get("/api/v1/indicators/").json()["results"]]
    assert {"stops-held", "people-registered", "people-present", "response-rate"} <= set(codes)
    assert api.get("/api/v1/indicators/people-present/").json()["version"] == 1
    assert api.get("/api/v1/indicators/nothing/").status_code == 404

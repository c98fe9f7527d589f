"""Partners, their log and their promises over the API."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from events.models import Commitment, Exchange, Partnership, Stop, Tour
from tests.events.factories import MembershipFactory, OrganisationFactory, PartnershipFactory, StopFactory, TourFactory
from tests.events.planning.partnerships.factories import CommitmentFactory, ExchangeFactory
from tournee.models import User

pytestmark = pytest.mark.django_db
ANY = {"HTTP_IF_MATCH": "*"}
DAY = datetime.timedelta(days=1)


@pytest.fixture
def api() -> APIClient:
    return APIClient()


@pytest.fixture
def partnership() -> Partnership:
    found: Partnership = PartnershipFactory()
    return found


def team(api: APIClient, tour: Tour, role: str = "editor") -> User:
    user: User = MembershipFactory(tour=tour, role=role).user
    api.force_authenticate(user)
    return user


def represent(api: APIClient, partnership: Partnership) -> None:
    api.force_authenticate(MembershipFactory(representative=True, organisation=partnership.organisation).user)


def at(kind: str, thing: Any = None, step: str = "") -> str:
    return f"/api/v1/{kind}/{thing.pk}/{step}" if thing else f"/api/v1/{kind}/"


def test_an_exchange_is_noted_with_what_is_next_and_corrected_the_same_day(
    api: APIClient, partnership: Partnership
) -> None:
    team(api, partnership.stop.tour)
    body = {"partnership": partnership.pk, "on": f"{timezone.localdate()}", "kind": "call", "summary": "Absent."}

    made = api.post(at("exchanges"), {**body, "next_action": "Rappeler", "next_action_on": "2090-01-01"}, format="json")
    assert made.status_code == 201, made.json()
    entry = Exchange.objects.get()
    forgotten = api.patch(at("exchanges", entry), {"summary": "x"}, format="json")
    stale = api.patch(at("exchanges", entry), {"summary": "x"}, format="json", HTTP_IF_MATCH='"0.abc"')
    etag = made.headers["ETag"]
    changed = api.patch(at("exchanges", entry), {"summary": "Présent."}, format="json", HTTP_IF_MATCH=etag)

    partnership.refresh_from_db()
    assert partnership.next_action == "Rappeler"
    assert (forgotten.status_code, stale.status_code, changed.status_code) == (428, 412, 200)
    assert changed.json()["summary"] == "Présent."


def test_an_entry_of_somebody_else_is_not_corrected(api: APIClient) -> None:
    entry = ExchangeFactory()
    team(api, entry.partnership.stop.tour)

    refused = api.patch(at("exchanges", entry), {"summary": "x"}, format="json", **ANY)

    assert refused.json()["code"] == "not_yours"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"on": "2090-01-01"}, "#/on"),
        ({"kind": "shout"}, "#/kind"),
        ({"summary": ""}, "#/summary"),
        ({"next_action": "", "next_action_on": "2090-01-01"}, "#/next_action"),
        ({"partnership": 0}, "#/partnership"),
        ({"partnership": "x"}, "#/partnership"),
    ],
)
def test_an_exchange_that_cannot_be_is_pointed_at(
    api: APIClient, partnership: Partnership, body: dict[str, Any], pointer: str
) -> None:
    team(api, partnership.stop.tour)
    whole = {"partnership": partnership.pk, "on": "2026-01-01", "kind": "call", "summary": "x", **body}

    refused = api.post(at("exchanges"), whole, format="json")

    assert refused.json()["errors"][0]["pointer"] == pointer
    assert not Exchange.objects.exists()


def test_a_promise_is_made_changed_kept_and_removed(api: APIClient, partnership: Partnership) -> None:
    team(api, partnership.stop.tour)

    made = api.post(at("commitments"), {"partnership": partnership.pk, "what": "La salle"}, format="json")
    promise = Commitment.objects.get()
    etag = made.headers["ETag"]
    changed = api.patch(at("commitments", promise), {"due_on": "2031-05-01"}, format="json", HTTP_IF_MATCH=etag)
    stale = api.delete(at("commitments", promise), HTTP_IF_MATCH=etag)
    came = api.post(at("commitments", promise, "came/"), {}, format="json", **ANY)
    back = api.post(at("commitments", promise, "not_come/"), {}, format="json", **ANY)
    gone = api.delete(at("commitments", promise), **ANY)

    assert (made.status_code, changed.json()["due_on"], stale.status_code) == (201, "2031-05-01", 412)
    assert (came.json()["received_on"], back.json()["received_on"]) == (f"{timezone.localdate()}", None)
    assert gone.status_code == 204


def test_a_promise_stays_with_who_made_it(api: APIClient) -> None:
    promise = CommitmentFactory()
    other = PartnershipFactory(stop=promise.partnership.stop)
    team(api, promise.partnership.stop.tour)

    refused = api.patch(at("commitments", promise), {"partnership": other.pk}, format="json", **ANY)

    assert refused.json()["errors"][0]["pointer"] == "#/partnership"


@pytest.mark.parametrize("place", ["tour", "stop"])
def test_an_organisation_becomes_a_partner_is_changed_and_removed(api: APIClient, place: str) -> None:
    stop, organisation = StopFactory(), OrganisationFactory()
    team(api, stop.tour)
    subject = {"tour": stop.tour.slug} if place == "tour" else {"stop": str(stop.public_id)}
    body = {"organisation": organisation.slug, "role": "supporter", **subject}

    made = api.post(at("partnerships"), body, format="json")
    assert made.status_code == 201, made.json()
    partnership = Partnership.objects.get()
    twice = api.post(at("partnerships"), body, format="json")
    changed = api.patch(at("partnerships", partnership), {"next_action": "Appeler"}, format="json", **ANY)
    moved = api.patch(
        at("partnerships", partnership), {"organisation": OrganisationFactory().slug}, format="json", **ANY
    )
    gone = api.delete(at("partnerships", partnership), **ANY)

    assert twice.json()["errors"][0]["pointer"] == "#/organisation"
    assert changed.json()["next_action"] == "Appeler"
    assert moved.json()["errors"][0]["pointer"] == "#/organisation"
    assert gone.status_code == 204


def test_a_partnership_is_of_one_thing(api: APIClient) -> None:
    stop = StopFactory()
    team(api, stop.tour)
    body = {"organisation": OrganisationFactory().slug, "role": "funder"}

    both = api.post(at("partnerships"), {**body, "tour": stop.tour.slug, "stop": str(stop.public_id)}, format="json")
    none = api.post(at("partnerships"), body, format="json")

    assert [one.json()["errors"][0]["pointer"] for one in (both, none)] == ["#/tour", "#/tour"]


def test_a_co_host_reads_its_own_promises_and_nothing_else(api: APIClient) -> None:
    own, others = CommitmentFactory(), CommitmentFactory()
    entry = ExchangeFactory(partnership=own.partnership)
    represent(api, own.partnership)

    assert [one["id"] for one in api.get(at("commitments")).json()["results"]] == [own.pk]
    assert api.get(at("commitments", own)).status_code == 200
    assert api.get(at("commitments", others)).status_code == 404
    assert api.get(at("exchanges", entry)).status_code == 404
    assert api.get(at("exchanges")).json()["results"] == []
    assert api.post(at("commitments", own, "came/"), {}, format="json", **ANY).status_code == 403
    body = {"partnership": own.partnership_id, "what": "x"}
    assert api.post(at("commitments"), body, format="json").status_code == 403


def test_nobody_writes_into_anothers_tour_and_readers_write_nothing(api: APIClient, partnership: Partnership) -> None:
    body = {"partnership": partnership.pk, "what": "x"}
    team(api, TourFactory())
    elsewhere = api.post(at("commitments"), body, format="json")
    team(api, partnership.stop.tour, "reader")
    reader = api.post(at("commitments"), body, format="json")
    stop: Stop = partnership.stop
    into = api.post(
        at("partnerships"),
        {"organisation": OrganisationFactory().slug, "role": "funder", "stop": str(stop.public_id)},
        format="json",
    )

    assert [one.status_code for one in (elsewhere, reader, into)] == [403, 403, 403]


@pytest.mark.parametrize("kind", ["partnerships", "exchanges", "commitments"])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_as_many_queries_for_one_as_for_three(
    api: APIClient, kind: str, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tour = TourFactory()
    for _ in range(count):
        partnership = PartnershipFactory(stop__tour=tour)
        CommitmentFactory(partnership=partnership)
        ExchangeFactory(partnership=partnership)
    team(api, tour)

    with django_assert_num_queries(3):
        assert len(api.get(at(kind)).json()["results"]) == count

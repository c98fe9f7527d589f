"""Materials over the API, through the operations the pages use."""

import pytest
from rest_framework.test import APIClient

from events.models import Material, Stop
from events.planning.materials.operations import add_material
from tests.events.factories import MembershipFactory, OrganisationFactory, PartnershipFactory, StopFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/materials/"
ADDRESS = "https://example.org/guide"


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def linked(stop: Stop, title: str = "Guide") -> Material:
    return add_material(stop, {"title_fr": title, "url": ADDRESS}, actor=None)


def test_a_material_is_added_changed_and_removed(api: APIClient) -> None:
    stop = StopFactory()
    api.force_authenticate(MembershipFactory(tour=stop.tour).user)

    body = {"stop": str(stop.public_id), "title": {"fr": "Guide"}, "url": ADDRESS}
    made = api.post(LIST, body, format="json")
    assert made.status_code == 201, made.json()
    one = f"{LIST}{made.json()['id']}/"
    changed = api.patch(one, {"title": {"en": "Guide"}}, format="json", HTTP_IF_MATCH=made.headers["ETag"])
    assert (changed.status_code, changed.json()["title"]) == (200, {"fr": "Guide", "en": "Guide"})
    assert api.patch(one, {"url": ADDRESS}, format="json").status_code == 428
    assert api.delete(one, HTTP_IF_MATCH=made.headers["ETag"]).status_code == 412
    assert api.delete(one, HTTP_IF_MATCH=changed.headers["ETag"]).status_code == 204


def test_an_address_is_wanted_where_there_is_no_file(api: APIClient) -> None:
    stop = StopFactory()
    api.force_authenticate(MembershipFactory(tour=stop.tour).user)

    refused = api.post(LIST, {"stop": str(stop.public_id), "title": {"fr": "Guide"}}, format="json")

    assert refused.status_code in {400, 409, 422}
    assert not stop.materials.exists()


def test_anyone_reads_those_of_public_stops_and_a_co_host_those_of_its_own(api: APIClient) -> None:
    public, hosted, _other = (linked(stop) for stop in (StopFactory(published=True), StopFactory(), StopFactory()))
    organisation = OrganisationFactory()
    PartnershipFactory(organisation=organisation, stop=hosted.stop)

    def seen() -> set[int]:
        return {row["id"] for row in api.get(LIST).json()["results"]}

    assert seen() == {public.pk}
    api.force_authenticate(MembershipFactory(representative=True, organisation=organisation).user)
    assert seen() == {public.pk, hosted.pk}


def test_a_co_host_writes_until_publication_and_to_no_other_stop(api: APIClient) -> None:
    hosted, other = StopFactory(), StopFactory()
    organisation = OrganisationFactory()
    PartnershipFactory(organisation=organisation, stop=hosted)
    api.force_authenticate(MembershipFactory(representative=True, organisation=organisation).user)

    answers = [
        api.post(LIST, {"stop": str(stop.public_id), "title": {"fr": "Guide"}, "url": ADDRESS}, format="json")
        for stop in (hosted, other)
    ]

    assert [answer.status_code for answer in answers] == [201, 403]

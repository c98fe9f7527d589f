"""Certificates over the API."""

import pytest
from rest_framework.test import APIClient

from events.models import Role
from registrations.attendance.certificates import operations
from tests.events.factories import MembershipFactory, PartnershipFactory, StopFactory
from tests.registrations.attendance.people import seated
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
LIST = "/api/v1/certificates/"


@pytest.fixture
def stop():
    return StopFactory(held=True)


def caller(user) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_editors_issue_read_and_revoke(stop) -> None:
    attendee = seated(stop, "Anna Martin")
    client = caller(MembershipFactory(tour=stop.tour).user)

    made = client.post(LIST, {"attendee": str(attendee.public_id)}, format="json")
    assert (made.status_code, made.data["number"], made.data["name"]) == (201, 1, "Anna Martin")
    assert made.data["verify"].endswith(f"/verify/{made.data['code']}/")
    again = client.post(LIST, {"attendee": str(attendee.public_id)}, format="json")
    assert (again.status_code, again.data["code"]) == (409, "issued_already")
    assert client.post(LIST, {"attendee": "nobody"}, format="json").status_code in (400, 422)

    revoked = client.post(f"{LIST}{made.data['id']}/revoke/", {"reason": "Twice.", "tell": True}, format="json")
    assert revoked.data["revoked_at"]
    assert OutboxMessage.objects.get().to_address == attendee.person.email
    assert [one["id"] for one in client.get(LIST, {"revoked": "true"}).data["results"]] == [made.data["id"]]


def test_co_hosts_read_those_of_their_stops_only(stop) -> None:
    elsewhere = StopFactory(held=True, tour=stop.tour)
    own = operations.issue(seated(stop, "Anna Martin"), actor=None)
    other = operations.issue(seated(elsewhere, "Zoé Petit"), actor=None)
    organisation = PartnershipFactory(stop=stop).organisation
    client = caller(MembershipFactory(role=Role.REPRESENTATIVE, tour=None, organisation=organisation).user)

    assert [one["id"] for one in client.get(LIST).data["results"]] == [own.pk]
    assert client.get(f"{LIST}{other.pk}/").status_code == 404
    assert client.post(f"{LIST}{own.pk}/revoke/", {"reason": "Twice."}, format="json").status_code == 403

"""Lists, relays and invitations over the API."""

from base64 import b64encode

import pytest
from rest_framework.test import APIClient

from events.models import Stop
from registrations.models import ContactList, Invitation, Relay
from tests.events.factories import MembershipFactory, StopFactory
from tests.registrations.factories import ContactFactory, ContactListFactory, InvitationFactory, RelayFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop() -> Stop:
    made: Stop = StopFactory(published=True)
    return made


@pytest.fixture
def api(stop: Stop) -> APIClient:
    client = APIClient()
    client.force_authenticate(MembershipFactory(tour=stop.tour, role="editor").user)
    return client


def test_a_stop_is_invited_to_through_the_api(api: APIClient, stop: Stop) -> None:
    made = api.post(
        "/api/v1/contact-lists/",
        {"tour": stop.tour.slug, "name": "Club", "source": "club", "obtained_on": "2026-01-05", "basis": "interest"},
        format="json",
    )
    ContactFactory(contact_list=ContactList.objects.get())
    relay = api.post("/api/v1/relays/", {"stop": str(stop.public_id)}, format="json")
    invitation = api.post(
        "/api/v1/stop-invitations/",
        {
            "stop": str(stop.public_id), "subject": {"fr": "Venez"}, "text": {"fr": "À bientôt."},
            "contact_lists": [made.data["public_id"]], "starts_at": "2031-02-03T09:00:00Z",
        },
        format="json",
    )  # fmt: skip
    approved = api.post(
        f"/api/v1/stop-invitations/{invitation.data['public_id']}/approve/",
        {},
        format="json",
        HTTP_IF_MATCH=invitation["ETag"],
    )

    assert [answer.status_code for answer in (made, relay, invitation, approved)] == [201, 201, 201, 200]
    assert Relay.objects.get().code == relay.data["code"]
    assert Invitation.objects.get().state == "approved"
    assert "example.net" not in str(api.get("/api/v1/contact-lists/").data)


def test_addresses_are_imported_after_a_dry_run_and_bad_rows_left_out(api: APIClient, stop: Stop) -> None:
    contact_list = ContactListFactory(tour=stop.tour)
    address = f"/api/v1/contact-lists/{contact_list.public_id}/import_contacts/"
    content = b64encode(b"Email;Nom\nada@example.net;Ada\nnothing;Bob\n").decode()
    body = {"name": "contacts.csv", "content": content}

    refused = api.post(address, {**body, "dry_run": True}, format="json")
    tried = api.post(address, {**body, "dry_run": True, "leave_refused": True}, format="json")
    assert (refused.status_code, refused.data["refusals"][0]["row"]) == (422, 3)
    assert (tried.data["written"], tried.data["rows"]["new"], contact_list.contacts.count()) == (False, 1, 0)

    done = api.post(address, {**body, "leave_refused": True}, format="json")
    assert (done.data["written"], len(done.data["refusals"])) == (True, 1)
    assert contact_list.contacts.get().name == "Ada"


def test_an_invitation_is_read_before_it_is_approved(api: APIClient, stop: Stop) -> None:
    invitation = InvitationFactory(relay__stop=stop)

    read = api.get(f"/api/v1/stop-invitations/{invitation.public_id}/preview/").json()

    assert [one["language"] for one in read["letters"]] == ["fr"]
    assert "Plus de questionnaires" in read["letters"][0]["text"]


def test_nothing_of_another_tour_is_shown_or_changed(api: APIClient) -> None:
    elsewhere = RelayFactory()
    assert api.get("/api/v1/relays/").data["results"] == []
    assert api.post(f"/api/v1/relays/{elsewhere.code}/close/", {}, format="json").status_code == 404
    refused = api.post("/api/v1/relays/", {"stop": str(elsewhere.stop.public_id)}, format="json")
    assert refused.status_code == 403


def test_a_bad_placeholder_is_said_beside_its_field(api: APIClient, stop: Stop) -> None:
    body = {"stop": str(stop.public_id), "text": {"fr": "{prénom}"}, "starts_at": "2031-02-03T09:00:00Z"}
    refused = api.post("/api/v1/stop-invitations/", body, format="json")
    assert refused.status_code in {409, 422}
    assert "{prénom}" in str(refused.data)


def test_a_list_somebody_changed_since_is_not_deleted(api: APIClient, stop: Stop) -> None:
    known = ContactListFactory(tour=stop.tour)
    path = f"/api/v1/contact-lists/{known.public_id}/"
    read = api.get(path)["ETag"]
    ContactList.objects.update(version=known.version + 1)

    assert api.delete(path, HTTP_IF_MATCH=read).status_code == 412
    assert ContactList.objects.exists()

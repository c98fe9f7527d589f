"""What the team's pages do with a registration, over the API; and the team's messages."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from rest_framework.test import APIClient

from registrations.models import Message, NoticeText, Registration, Seat, Terms
from tests.events.factories import MembershipFactory, SessionFactory, StopFactory
from tests.registrations.booking.party import registered
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
LIST = "/api/v1/registrations/"
MESSAGES = "/api/v1/messages-to-registered/"
NOTICES = "/api/v1/notice-texts/"
WORDS = {"subject": {"fr": "Venir à {ville}"}, "text": {"fr": "Bonjour {nom}."}}


@pytest.fixture
def api(session: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(MembershipFactory(tour=session.stop.tour, role="editor").user)
    return client


def take(api: APIClient, registration: Registration, step: str, /, **body: Any) -> Any:
    address = f"{LIST}{registration.public_id}/{step}/"
    return api.post(address, body, format="json", headers={"If-Match": "*"})


def test_a_person_is_added_changed_replaced_and_withdrawn(api: APIClient, session: Any) -> None:
    registration = registered(session)
    other = SessionFactory(stop=session.stop)

    added = take(api, registration, "add", name="Bo", sessions=[str(session.public_id)])
    bo = added.json()["attendees"][1]["id"]
    moved = take(api, registration, "sessions", attendee=bo, sessions=[str(other.public_id)])
    replaced = take(api, registration, "replace", attendee=bo, name="Cy")
    cy = next(one["id"] for one in replaced.json()["attendees"] if one["name"] == "Cy")
    withdrawn = take(api, registration, "withdraw", attendee=cy, tell=False)

    assert [answer.status_code for answer in (added, moved, replaced, withdrawn)] == [200] * 4
    assert list(Seat.objects.filter(state__in=Seat.LIVE).values_list("session", flat=True)) == [session.pk]


def test_a_partners_list_is_tried_then_imported(api: APIClient, session: Any) -> None:
    Terms.objects.create(stop=session.stop, approval=True)
    content = b64encode("Nom;Prénom;Entreprise\nDurand;Marie;Atelier\n".encode()).decode()
    body = {"stop": str(session.stop.public_id), "name": "liste.csv", "content": content}

    tried = api.post(f"{LIST}import_people/", {**body, "dry_run": True}, format="json")
    assert (tried.status_code, tried.json()["rows"]["new"], Registration.objects.count()) == (200, 1, 0)

    done = api.post(f"{LIST}import_people/", {**body, "approved": True}, format="json")
    assert done.json() == {"written": True, "rows": {"new": 1, "changed": 0, "same": 0}, "refusals": []}
    assert Seat.objects.get().state == "confirmed"

    stranger = SessionFactory(stop=StopFactory(published=True)).stop
    other = api.post(f"{LIST}import_people/", {**body, "stop": str(stranger.public_id)}, format="json")
    assert other.status_code == 403


def test_a_message_is_read_before_it_is_sent(api: APIClient, session: Any) -> None:
    registered(session, language="en")
    body = {"tour": session.stop.tour.slug, "audience": "contacts", **WORDS}

    seen = api.post(f"{MESSAGES}preview/", body, format="json").json()
    assert (seen["count"], seen["letters"][0]["subject"]) == (1, f"Venir à {session.stop.place}")
    assert len(seen["unwritten"]) == 1

    sent = api.post(f"{MESSAGES}send/", {**body, "expected": seen["count"]}, format="json").json()
    read = api.get(f"{MESSAGES}{sent['id']}/preview/").json()
    assert read["letters"][0]["text"].startswith("Bonjour Ana Exemple.")


def test_it_moves_to_another_stop_without_telling(api: APIClient, session: Any) -> None:
    registration = registered(session)
    there = SessionFactory(stop=StopFactory(published=True, tour=session.stop.tour))
    OutboxMessage.objects.all().delete()

    body = {"stop": str(there.stop.public_id), "sessions": [str(there.public_id)], "tell": False}
    answer = take(api, registration, "move", **body)

    assert answer.json()["stop"] == str(there.stop.public_id)
    assert not OutboxMessage.objects.exists()


def test_what_waits_for_approval_is_approved_or_refused_once(api: APIClient, session: Any) -> None:
    Terms.objects.create(stop=session.stop, approval=True)
    first, second = (registered(session, email=f"{name}@example.org") for name in "ab")

    assert take(api, first, "approve").status_code == 200
    assert take(api, first, "approve").json()["code"] == "not_awaiting_approval"
    assert take(api, second, "refuse", reason="Complet.").json()["state"] == "cancelled"


def test_a_step_needs_the_version(api: APIClient, session: Any) -> None:
    address = f"{LIST}{registered(session).public_id}/cancel/"

    assert api.post(address, {}, format="json").status_code == 428
    assert api.post(address, {}, format="json", headers={"If-Match": '"99.0"'}).status_code == 412


def test_lists_are_filtered_as_pages_are(api: APIClient, session: Any) -> None:
    registered(session)
    registered(SessionFactory(stop=session.stop, capacity=1), email="bo@example.org", language="en")

    assert api.get(LIST, {"seats": "confirmed", "language": "en"}).json()["count"] == 1
    assert api.get(LIST, {"seats": "waitlisted"}).json()["count"] == 0


def test_a_rule_is_written_changed_put_to_rest_and_deleted(api: APIClient, session: Any) -> None:
    body = {"tour": session.stop.tour.slug, "audience": "contacts", "days": -2, "at": "09:00", **WORDS}
    made = api.post(MESSAGES, body, format="json")
    address = f"{MESSAGES}{made.json()['id']}/"

    changed = api.patch(address, {"days": -3}, format="json", headers={"If-Match": made.headers["ETag"]})
    rests = api.post(f"{address}switch/", {"active": False}, format="json", headers={"If-Match": "*"})

    assert (made.status_code, changed.json()["days"], rests.json()["active"]) == (201, -3, False)
    assert api.delete(address, headers={"If-Match": "*"}).status_code == 204
    bad = {**body, "text": {"fr": "{rien}"}}
    assert api.post(MESSAGES, bad, format="json").json()["code"] == "unknown_placeholder"


def test_a_message_is_sent_to_as_many_as_were_meant(api: APIClient, session: Any) -> None:
    registered(session)
    body = {"tour": session.stop.tour.slug, "audience": "contacts", "expected": 2, **WORDS}
    OutboxMessage.objects.all().delete()

    assert api.post(f"{MESSAGES}send/", body, format="json").json()["code"] == "others_now"
    assert not Message.objects.exists()
    sent = api.post(f"{MESSAGES}send/", {**body, "expected": 1}, format="json")

    assert (sent.status_code, sent.json()["recipients"]) == (201, 1)
    assert OutboxMessage.objects.get().subject == f"Venir à {session.stop.place}"


def test_words_of_notices_are_written_once_and_go_back_to_ours(api: APIClient, session: Any) -> None:
    body = {"tour": session.stop.tour.slug, "moment": "registered", "language": "fr", "subject": "Noté", "text": ""}

    made = api.post(NOTICES, body, format="json")
    address = f"{NOTICES}{made.json()['id']}/"

    assert api.post(NOTICES, body, format="json").json()["code"] == "written_already"
    changed = api.patch(address, {"text": "Merci {nom}"}, format="json", headers={"If-Match": made.headers["ETag"]})
    assert changed.json()["text"] == "Merci {nom}"
    assert api.delete(address, headers={"If-Match": changed.headers["ETag"]}).status_code == 204
    assert not NoticeText.objects.exists()


def test_readers_of_the_tour_do_none_of_it(api: APIClient, session: Any) -> None:
    registration = registered(session)
    api.force_authenticate(MembershipFactory(tour=session.stop.tour, role="reader").user)

    assert take(api, registration, "cancel").status_code in {403, 404}
    assert api.get(MESSAGES).status_code == 403
    assert api.post(f"{MESSAGES}send/", {"tour": session.stop.tour.slug}, format="json").status_code == 403

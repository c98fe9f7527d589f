"""Programs ask who would be told before they take a step, with the step's own body."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from events.models import Stop
from tests.events.factories import MembershipFactory, SessionFactory, StopFactory
from tests.events.planning.telling.test_rehearsing import represented_by
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db
REASON = {"reason_fr": "Salle fermée."}


@pytest.fixture
def stop() -> Stop:
    made: Stop = StopFactory(published=True)
    SessionFactory(stop=made)
    represented_by(made, "Ana Exemple")
    return made


@pytest.fixture
def api(stop: Stop) -> APIClient:
    client = APIClient()
    client.force_authenticate(MembershipFactory(tour=stop.tour, role="editor").user)
    return client


def ask(api: APIClient, stop: Stop, step: str, body: dict[str, Any], **headers: str) -> Any:
    return api.post(f"/api/v1/stops/{stop.public_id}/{step}/", body, format="json", **headers)


@pytest.mark.parametrize(
    ("step", "body"),
    [("cancel", REASON), ("postpone", REASON), ("move", {"venue": "Mairie", **REASON})],
)
def test_a_preview_says_who_is_told_and_sends_nothing(api: APIClient, stop: Stop, step: str, body: Any) -> None:
    answer = ask(api, stop, f"{step}/preview", body)

    told = {one["by"]: one for one in answer.json()["told"]}
    assert (answer.status_code, answer.json()["messages"]) == (200, 1)
    assert (told["mail"]["who"], told["mail"]["count"]) == ("Ana Exemple", 1)
    assert stop.place in told["mail"]["letter"]["subject"]
    assert told["calendar"]["count"] is None
    assert not OutboxMessage.objects.exists()
    assert ask(api, stop, step, body, HTTP_IF_MATCH="*").status_code == 200
    assert OutboxMessage.objects.count() == 1


def test_a_preview_refuses_what_the_step_refuses(api: APIClient, stop: Stop) -> None:
    assert ask(api, stop, "cancel/preview", {"reason_fr": " "}).status_code == 422
    assert ask(api, stop, "reinstate/preview", {}).json()["code"] == "illegal_transition"
    assert ask(api, stop, "cancel/preview", REASON, HTTP_IF_MATCH='"7.abc"').status_code == 412


def test_a_session_has_its_preview(api: APIClient, stop: Stop) -> None:
    session = stop.sessions.get()

    answer = api.post(f"/api/v1/sessions/{session.public_id}/cancel/preview/", {}, format="json")

    assert [one["by"] for one in answer.json()["told"]] == ["page", "calendar"]


def test_readers_are_told_nothing_of_it(stop: Stop) -> None:
    client = APIClient()
    client.force_authenticate(MembershipFactory(tour=stop.tour, role="reader").user)

    assert ask(client, stop, "cancel/preview", REASON).status_code == 403

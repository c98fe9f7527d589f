"""The organiser's own questions over the API."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from registrations.booking.questions.operations import add_question
from registrations.models import FormAnswer, FormQuestion
from tests.events.factories import MembershipFactory, SessionFactory, StopFactory, TourFactory
from tests.registrations.booking.test_api import LIST, body

pytestmark = pytest.mark.django_db
QUESTIONS = "/api/v1/form-questions/"
YES_NO = {"choices": [{"fr": "oui", "en": "yes"}, {"fr": "non", "en": "no"}]}


@pytest.fixture
def session() -> Any:
    session = SessionFactory(stop=StopFactory(published=True))
    tour = session.stop.tour
    add_question(tour, "multiple", {"label_fr": "Trajet", "settings": YES_NO}, actor=None)
    add_question(
        tour,
        "number",
        {"label_fr": "Places", "asked_of": "attendee", "required": True,
         "shown_if": {"question": "trajet", "choices": ["oui"]}},
        actor=None,
    )  # fmt: skip
    return session


@pytest.fixture
def api(session: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(MembershipFactory(tour=session.stop.tour, role="editor").user)
    return client


def test_an_editor_reads_what_their_tours_ask_and_nobody_else_s(api: APIClient, session: Any) -> None:
    add_question(TourFactory(), "text", {"label_fr": "Ailleurs"}, actor=None)

    rows = api.get(QUESTIONS, {"tour": session.stop.tour.slug}).json()["results"]

    assert [row["code"] for row in rows] == ["trajet", "places"]
    assert rows[1]["shown_if"] == {"question": "trajet", "choices": ["oui"]}
    assert len(api.get(QUESTIONS).json()["results"]) == 2


def test_answers_are_given_with_a_registration_and_read_again(api: APIClient, session: Any) -> None:
    sent = body(session, answers={"trajet": ["oui", "non"]})
    sent["attendees"][0]["answers"] = {"places": 3}

    made = api.post(LIST, sent, format="json").json()

    assert made["answers"] == {"trajet": [{"choice": "oui"}, {"choice": "non"}]}
    assert made["attendees"][0]["answers"] == {"places": [{"number": "3"}]}


@pytest.mark.parametrize("answers", [{"nothing": 1}, {"trajet": ["perhaps"]}, {"places": 3}])
def test_what_is_not_asked_so_is_refused(api: APIClient, session: Any, answers: dict[str, Any]) -> None:
    refused = api.post(LIST, body(session, answers=answers), format="json")

    assert refused.status_code >= 400
    assert not FormAnswer.objects.exists()


def write(api: APIClient, address: str, body: Any, match: str, method: str = "patch") -> Any:
    return getattr(api, method)(address, body, format="json", headers={"if-match": match})


def test_an_editor_writes_changes_withdraws_and_restores_a_question(api: APIClient, session: Any) -> None:
    said = {"fr": "Que mangez-vous ?", "en": "What do you eat?"}
    sent = {
        "tour": session.stop.tour.slug, "stop": str(session.stop.public_id), "kind": "text", "label": said,
        "asked_of": "attendee", "shown_if": {"question": "trajet", "choices": ["oui"]},
    }  # fmt: skip

    made = api.post(QUESTIONS, sent, format="json")

    assert made.status_code == 201, made.json()
    assert (made.json()["code"], made.json()["version"]) == ("que_mangez_vous", 1)
    address = made.headers["Location"]
    changed = write(api, address, {"required": True, "shown_if": {}}, made.headers["ETag"])
    assert changed.json() == {**made.json(), "required": True, "shown_if": {}, "version": 2}
    assert write(api, address, {"required": False}, made.headers["ETag"]).status_code == 412
    assert api.patch(address, {"required": False}, format="json").status_code == 428
    gone = write(api, f"{address}withdraw/", {}, changed.headers["ETag"], "post")
    assert gone.json()["withdrawn_at"]
    again = write(api, f"{address}restore/", {}, gone.headers["ETag"], "post")
    assert again.json()["withdrawn_at"] is None
    moved = write(api, f"{address}move/", {"way": "up"}, again.headers["ETag"], "post")
    assert moved.status_code == 200
    assert [one["code"] for one in api.get(QUESTIONS).json()["results"]][-1] != "que_mangez_vous"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"settings": {"choices": [{"fr": "non", "en": "no"}, {"fr": "si", "en": "if"}]}}, "followed"),
        ({"kind": "text"}, "stays"),
        ({"shown_if": {"question": ["trajet"], "choices": [["oui"]]}}, "/shown_if/question"),
        ({"settings": []}, "#/settings"),
    ],
)
def test_what_cannot_become_of_a_question_is_refused(
    api: APIClient, session: Any, change: dict[str, Any], why: str
) -> None:
    address = f"{QUESTIONS}{FormQuestion.objects.get(code='trajet').pk}/"
    match = api.get(address).headers["ETag"]
    refused = write(api, address, change, match)

    assert refused.status_code in {400, 422}
    assert why in refused.content.decode()


def test_who_is_no_editor_of_the_tour_writes_none_of_its_questions(session: Any) -> None:
    client = APIClient()
    client.force_authenticate(MembershipFactory(role="editor").user)
    sent = {"tour": session.stop.tour.slug, "kind": "text", "label": {"fr": "Sujet"}}

    assert client.post(QUESTIONS, sent, format="json").status_code in {403, 404}
    assert FormQuestion.objects.filter(tour=session.stop.tour).count() == 2

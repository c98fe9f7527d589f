"""Debate guides over the API."""

import pytest
from rest_framework.test import APIClient

from events.models import Prompt
from tests.events.factories import MembershipFactory, TourFactory

pytestmark = pytest.mark.django_db
ANY = {"HTTP_IF_MATCH": "*"}


def test_a_question_is_written_changed_and_removed() -> None:
    api, tour = APIClient(), TourFactory()
    api.force_authenticate(MembershipFactory(tour=tour).user)
    body = {"tour": tour.slug, "text": {"fr": "Avec qui ?"}, "hint": {"fr": "Un exemple."}, "minutes": 15}

    made = api.post("/api/v1/prompts/", body, format="json")
    assert made.status_code == 201, made.json()
    question = f"/api/v1/prompts/{made.json()['id']}/"
    changed = api.patch(question, {"text": {"en": "With whom?"}}, format="json", HTTP_IF_MATCH=made.headers["ETag"])

    assert changed.json()["text"] == {"fr": "Avec qui ?", "en": "With whom?"}
    assert api.delete(question, **ANY).status_code == 204
    assert not Prompt.objects.exists()


def test_readers_read_and_strangers_find_nothing() -> None:
    api, tour = APIClient(), TourFactory()
    Prompt.objects.create(tour=tour, text_fr="Avec qui ?")
    api.force_authenticate(MembershipFactory(tour=tour, reader=True).user)

    (shown,) = api.get("/api/v1/prompts/").json()["results"]

    assert api.delete(f"/api/v1/prompts/{shown['id']}/", **ANY).status_code == 403
    api.force_authenticate(MembershipFactory().user)
    assert api.get("/api/v1/prompts/").json()["results"] == []

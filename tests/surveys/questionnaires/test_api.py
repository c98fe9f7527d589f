"""Writing questionnaires over the API, through the operations the pages use."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from events.models import Tour
from surveys.models import Question, Questionnaire
from tests.events.factories import MembershipFactory, TourFactory
from tests.surveys.factories import (
    FrameworkVersionFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
    SkillFactory,
)
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
ANY = {"HTTP_IF_MATCH": "*"}
LIST, PAGES, QUESTIONS = "/api/v1/questionnaires/", "/api/v1/questionnaire-pages/", "/api/v1/questions/"


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def team(api: APIClient, tour: Tour, role: str = "editor") -> None:
    api.force_authenticate(MembershipFactory(tour=tour, role=role).user)


def test_a_questionnaire_is_written_from_nothing_to_a_frozen_version(api: APIClient) -> None:
    tour = TourFactory()
    SkillFactory(code="S1", framework_version=FrameworkVersionFactory(frozen_at="2030-01-01T00:00Z"))
    team(api, tour)

    made = api.post(LIST, {"tour": tour.slug, "title": {"fr": "Après", "en": "After"}}, format="json")
    assert made.status_code == 201, made.json()
    page = made.json()["pages"][0]["id"]
    choices = [{"fr": "Un client", "en": "A customer"}, {"fr": "Une école", "en": "A school"}]
    body = {
        "page": page, "kind": "single", "label": {"fr": "Avec qui ?", "en": "With whom?"}, "required": True,
        "skill": "S1", "settings": {"choices": choices},
    }  # fmt: skip
    asked = api.post(QUESTIONS, body, format="json")
    assert asked.status_code == 201, asked.json()
    assert asked.json()["code"] == "avec_qui"
    assert [row["code"] for row in asked.json()["settings"]["choices"]] == ["un-client", "une-ecole"]
    frozen = api.post(f"{LIST}{made.json()['slug']}/freeze/", {}, format="json", **ANY)

    assert frozen.status_code == 200, frozen.json()
    assert frozen.json()["pages"][0]["questions"][0]["skill"] == "S1"
    assert Questionnaire.objects.get().versions.count() == 1


def test_what_is_missing_before_freezing_is_said(api: APIClient) -> None:
    questionnaire = SectionFactory().questionnaire
    team(api, questionnaire.tour)

    refused = api.post(f"{LIST}{questionnaire.slug}/freeze/", {}, format="json", **ANY)

    assert refused.json()["code"] == "not_ready"
    assert "aucune" in refused.json()["detail"] or "no question" in refused.json()["detail"]


def test_pages_and_questions_are_changed_moved_and_removed(api: APIClient) -> None:
    section = SectionFactory(position=1)
    first, second = (QuestionFactory(section=section, position=place) for place in (1, 2))
    team(api, section.tour)

    title = api.patch(f"{PAGES}{section.pk}/", {"title": {"fr": "Vous et nous"}}, format="json", **ANY)
    moved = api.post(f"{QUESTIONS}{second.pk}/move/", {"way": "up"}, format="json", **ANY)
    gone = api.delete(f"{QUESTIONS}{first.pk}/", **ANY)
    last = api.delete(f"{PAGES}{section.pk}/", **ANY)

    assert (title.status_code, moved.status_code, gone.status_code) == (200, 200, 204)
    assert last.json()["code"] == "last_section"
    assert [row["id"] for row in api.get(f"{QUESTIONS}?page_id={section.pk}").json()["results"]] == [second.pk]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"kind": "drawing"}, "#/kind"),
        ({"label": {"fr": "x" * 301}}, "#/label/fr"),
        ({"settings": {"max_length": "ten"}}, "#/max_length"),
        ({"skill": "S999"}, "#/skill"),
        ({"code": "mine"}, "#/code"),
    ],
)
def test_bad_input_is_pointed_at(api: APIClient, body: dict[str, Any], pointer: str) -> None:
    section = SectionFactory()
    team(api, section.tour)
    whole = {"page": section.pk, "kind": "text", "label": {"fr": "?"}, **body}

    refused = api.post(QUESTIONS, whole, format="json")

    assert refused.status_code in {400, 409, 422}, refused.json()
    assert refused.json()["errors"][0]["pointer"] == pointer
    assert not Question.objects.exists()


@pytest.mark.parametrize("settings", [[], "x", 3, {"choices": 3}, {"choices": [3]}, {"choices": [{"fr": 3}] * 2}, None])
def test_settings_of_any_shape_are_refused_and_break_nothing(api: APIClient, settings: Any) -> None:
    section = SectionFactory()
    team(api, section.tour)

    body = {"page": section.pk, "kind": "single", "label": {"fr": "?"}, "settings": settings}
    assert 400 <= api.post(QUESTIONS, body, format="json").status_code < 500


def test_a_question_keeps_its_kind_and_its_page(api: APIClient) -> None:
    question = QuestionFactory()
    other = SectionFactory(questionnaire=question.questionnaire)
    team(api, question.tour)

    for body in ({"kind": "number"}, {"page": other.pk}):
        assert api.patch(f"{QUESTIONS}{question.pk}/", body, format="json", **ANY).status_code == 422


def test_a_change_wants_if_match_and_a_stale_one_is_told(api: APIClient) -> None:
    question = QuestionFactory()
    team(api, question.tour)
    address, body = f"{QUESTIONS}{question.pk}/", {"label": {"fr": "Autrement ?"}}

    assert api.patch(address, body, format="json").status_code == 428
    assert api.patch(address, body, format="json", HTTP_IF_MATCH='"7.abc"').status_code == 412


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("editor", 201), ("manager", 201)])
def test_only_editors_write(api: APIClient, role: str, status: int) -> None:
    section = SectionFactory()
    team(api, section.tour, role)

    assert api.get(f"{LIST}{section.questionnaire.slug}/").status_code == 200
    body = {"page": section.pk, "kind": "text", "label": {"fr": "?"}}
    assert api.post(QUESTIONS, body, format="json").status_code == status


@pytest.mark.parametrize("anonymous", [True, False])
def test_others_find_nothing(api: APIClient, anonymous: bool) -> None:
    section = SectionFactory()
    if not anonymous:
        team(api, TourFactory(), "manager")
    refused = {401, 403, 404}

    assert api.get(f"{LIST}{section.questionnaire.slug}/").status_code in refused
    assert api.patch(f"{PAGES}{section.pk}/", {"title": {"fr": "x"}}, format="json", **ANY).status_code in refused
    body = {"page": section.pk, "kind": "text", "label": {"fr": "?"}}
    assert api.post(QUESTIONS, body, format="json").status_code in refused
    if not anonymous:
        assert api.get(QUESTIONS).json()["results"] == []


@pytest.mark.parametrize("wanted", [0, -1, 2**40, "1", True, None, [1]])
def test_a_page_that_is_not_there_is_told_to_whoever_edits(api: APIClient, wanted: Any) -> None:
    team(api, TourFactory())

    refused = api.post(QUESTIONS, {"page": wanted, "kind": "text", "label": {"fr": "?"}}, format="json")

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/page"


def test_somebody_in_no_team_lists_nothing(api: APIClient) -> None:
    api.force_authenticate(UserFactory())

    assert api.get(LIST).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_much_of_the_database_for_many(api: APIClient, count: int, django_assert_num_queries: Any) -> None:
    tour = TourFactory()
    team(api, tour)
    for _each in range(count):
        section = SectionFactory(questionnaire=QuestionnaireFactory(tour=tour))
        QuestionFactory.create_batch(count, section=section)

    for address, queries in ((LIST, 5), (PAGES, 2), (QUESTIONS, 2)):
        with django_assert_num_queries(queries):
            assert api.get(address).json()["count"] >= count

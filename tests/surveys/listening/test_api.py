"""Passages over the API: written and coded by the editors of their tours."""

import uuid

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from events.models import Session
from surveys.models import Passage, Skill
from tests.events.factories import MembershipFactory, OrganisationFactory, PartnershipFactory, SessionFactory
from tests.surveys.factories import CodingFactory, PassageFactory, SkillFactory

pytestmark = pytest.mark.django_db
API = "/api/v1/passages/"
ANY = {"HTTP_IF_MATCH": "*"}


@pytest.fixture
def api() -> APIClient:
    return APIClient()


@pytest.fixture
def session(api: APIClient) -> Session:
    """A session of a tour that the caller edits."""
    found: Session = SessionFactory()
    api.force_authenticate(MembershipFactory(tour=found.stop.tour, role="editor").user)
    return found


@pytest.fixture
def skill() -> Skill:
    found: Skill = SkillFactory(framework_version__frozen_at=timezone.now(), code="P1")
    return found


def at(passage: Passage, step: str = "") -> str:
    return f"{API}{passage.public_id}/{step}"


def test_a_passage_is_noted_corrected_coded_and_withdrawn(api: APIClient, session: Session, skill: Skill) -> None:
    body = {"session": str(session.public_id), "text": "Nous manquons de bras.", "submission": str(uuid.uuid4())}
    made = [api.post(API, body, format="json") for _time in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    passage = Passage.objects.get()
    assert made[0].json()["stop"] == str(session.stop.public_id)

    changed = api.patch(
        at(passage), {"voice": "artisan", "quotable": False}, format="json", HTTP_IF_MATCH=made[0]["ETag"]
    )
    assert (changed.status_code, changed.json()["quotable"]) == (200, False)
    stale = api.patch(at(passage), {"voice": "x"}, format="json", HTTP_IF_MATCH=made[0]["ETag"])
    assert stale.status_code == 412
    coded = api.post(at(passage, "code/"), {"skill": "P1"}, format="json", **ANY)
    assert [one["code"] for one in coded.json()["skills"]] == ["P1"]
    assert api.get(f"{API}?coded=false").json()["count"] == 0
    assert api.get(f"{API}?coded=true&tour={session.stop.tour.slug}").json()["count"] == 1
    assert api.post(at(passage, "uncode/"), {"skill": "P1"}, format="json", **ANY).json()["skills"] == []
    assert api.post(at(passage, "withdraw/"), {}, format="json", **ANY).status_code == 200
    assert api.get(at(passage)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"text": "x" * 1001}, {"text": ""}, {"language": "de"}, {"session": "x"}, {"stop": "x"}, {"voice": "x" * 161}],
)
def test_what_is_wrong_is_a_problem_and_nothing_is_kept(
    api: APIClient, session: Session, wrong: dict[str, str]
) -> None:
    answer = api.post(API, {"session": str(session.public_id), "text": "x", **wrong}, format="json")

    assert answer.status_code == 422
    assert not Passage.objects.exists()


def test_a_skill_of_another_version_is_no_skill_to_code_to(api: APIClient, session: Session, skill: Skill) -> None:
    passage = PassageFactory(stop=session.stop, session=session)
    SkillFactory(framework_version__frozen_at=timezone.now(), code="Q1")

    answer = api.post(at(passage, "code/"), {"skill": "P1"}, format="json", **ANY)

    assert (answer.status_code, passage.codings.count()) == (422, 0)


def test_passages_of_other_tours_are_neither_read_nor_written(api: APIClient, session: Session) -> None:
    theirs = PassageFactory(session=SessionFactory())
    body = {"session": str(theirs.session.public_id), "text": "x"}

    assert api.get(API).json()["count"] == 0
    assert api.get(at(theirs)).status_code == 404
    assert api.patch(at(theirs), {"voice": "x"}, format="json", **ANY).status_code == 404
    assert api.post(API, body, format="json").status_code == 403


def test_readers_co_hosts_and_strangers_read_none(api: APIClient) -> None:
    passage = PassageFactory()
    assert api.get(API).status_code in {401, 403}
    organisation = OrganisationFactory()
    PartnershipFactory(organisation=organisation, stop=passage.stop)
    for membership in (
        MembershipFactory(tour=passage.tour, role="reader"),
        MembershipFactory(tour=None, organisation=organisation, role="representative"),
    ):
        api.force_authenticate(membership.user)
        assert (api.get(API).status_code, api.get(at(passage)).status_code) == (403, 404)


def test_lists_ask_a_constant_number_of_queries(api: APIClient, session: Session, django_assert_num_queries) -> None:
    CodingFactory(passage__stop=session.stop, passage__session=session)
    api.get(API)  # who calls, and with which roles, is read once
    with django_assert_num_queries(3):
        assert api.get(API).json()["count"] == 1
    CodingFactory.create_batch(2, passage__stop=session.stop, passage__session=session)
    with django_assert_num_queries(3):
        assert api.get(API).json()["count"] == 3

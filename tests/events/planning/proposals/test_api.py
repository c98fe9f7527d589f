"""Proposals over the API: the operations and the roles of the pages."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from events.models import Proposal, Session, Stop
from events.planning.operations import edit_stop
from events.planning.operations.speakers import SpeakerLine
from events.planning.proposals.operations import propose, withdraw_proposal
from tests.events.factories import MembershipFactory, PartnershipFactory, SessionFactory, SpeakerFactory, StopFactory
from tests.tournee.factories import UserFactory
from tournee.models import User

pytestmark = pytest.mark.django_db
ANY = {"HTTP_IF_MATCH": "*"}
LIST = "/api/v1/proposals/"
LINK = {"title_fr": "x", "url": "https://example.org/"}


@pytest.fixture
def api() -> APIClient:
    return APIClient()


@pytest.fixture
def stop() -> Stop:
    return StopFactory(published=True)


def host(stop: Stop) -> User:
    partnership = PartnershipFactory(stop=stop)
    user: User = MembershipFactory(representative=True, organisation=partnership.organisation).user
    return user


def sent(api: APIClient, stop: Stop, **body: Any) -> Any:
    return api.post(LIST, {"stop": str(stop.public_id), "kind": "stop", "why": "x", **body}, format="json")


def test_a_co_host_proposes_and_an_editor_accepts(api: APIClient, stop: Stop) -> None:
    api.force_authenticate(host(stop))
    made = sent(api, stop, for_stop={"venue": "Théâtre", "access": {"fr": "Bus 4"}})
    assert made.status_code == 201, made.json()
    assert {"field": "venue", "stood": "Lycée Lamarck", "stands": "Lycée Lamarck", "proposed": "Théâtre"} in (
        made.json()["changes"]
    )
    api.force_authenticate(MembershipFactory(tour=stop.tour).user)

    accepted = api.post(f"{LIST}{made.json()['id']}/accept/", {}, format="json", HTTP_IF_MATCH=made.headers["ETag"])

    assert (accepted.status_code, accepted.json()["state"]) == (200, "accepted")
    assert (Stop.objects.get().venue, Stop.objects.get().access_fr) == ("Théâtre", "Bus 4")


def test_sessions_and_speakers_are_proposed_by_name(api: APIClient) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    api.force_authenticate(host(session.stop))
    body = {"kind": "session", "session": str(session.public_id)}
    people = [{"name": "Noël Neuf", "role": "facilitator"}]

    speakers = sent(api, session.stop, **body, for_session={"speakers": people})
    room = sent(api, session.stop, **body, for_session={"room": "B2", "capacity": 10})
    visit = {"title": {"fr": "Visite"}, "starts_at": "2031-06-18T14:00+02:00", "ends_at": "2031-06-18T15:00+02:00"}
    new = sent(api, session.stop, kind="new_session", for_session=visit)
    material = {"title": {"fr": "Programme"}, "url": "https://example.org/programme"}
    link = sent(api, session.stop, kind="material", for_material=material)
    off = sent(api, session.stop, kind="cancel_session", session=str(session.public_id))

    assert [made.json().get("kind") for made in (speakers, room, new, link, off)] == [
        "speakers", "session", "new_session", "material", "cancel_session"
    ]  # fmt: skip
    assert not SpeakerFactory._meta.model.objects.filter(name="Noël Neuf").exists()


@pytest.mark.parametrize(
    "body",
    [
        {}, {"for_stop": {}}, {"for_stop": {"venue": "Lycée Lamarck"}}, {"for_stop": {"safety_limit": -1}},
        {"for_stop": {"slug": "x"}}, {"kind": "session", "for_session": {"room": "B"}}, {"kind": "material"},
        {"kind": "material", "for_material": {"url": "https://example.org/"}},
        {"kind": "cancel_session"}, {"kind": "new_session", "for_session": {"room": "B"}}, {"kind": "other"},
        {"why": "", "for_stop": {"venue": "B"}}, {"session": "no id", "for_stop": {"venue": "B"}},
    ],
)  # fmt: skip
def test_what_cannot_be_proposed_is_refused(api: APIClient, stop: Stop, body: dict[str, Any]) -> None:
    api.force_authenticate(host(stop))

    refused = sent(api, stop, **body)

    assert 400 <= refused.status_code < 500
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    assert not Proposal.objects.exists()


def test_a_session_of_another_stop_is_refused(api: APIClient, stop: Stop) -> None:
    api.force_authenticate(host(stop))
    other: Session = SessionFactory(stop=StopFactory(published=True))

    refused = sent(api, stop, kind="session", session=str(other.public_id), for_session={"room": "B"})

    assert refused.status_code == 422


def test_a_stale_one_is_accepted_with_what_was_seen(api: APIClient, stop: Stop) -> None:
    proposal = propose(stop, "stop", {"venue": "B"}, why="x", actor=UserFactory())
    edit_stop(Stop.objects.get(), {"venue": "C"}, expected_version=None, actor=None)
    api.force_authenticate(MembershipFactory(tour=stop.tour).user)
    url = f"{LIST}{proposal.pk}/"

    unseen = api.post(f"{url}accept/", {}, format="json", **ANY)
    read = api.get(url).json()
    seen = api.post(f"{url}accept/", {"seen": read["seen"]}, format="json", **ANY)

    assert (unseen.json()["code"], read["stale"], seen.status_code) == ("changed_since", True, 200)
    assert Stop.objects.get().venue == "B"


def test_declining_wants_an_answer_and_withdrawing_is_the_co_hosts(api: APIClient, stop: Stop) -> None:
    proposer, editor = host(stop), MembershipFactory(tour=stop.tour).user
    first, second = (propose(stop, "stop", {"venue": venue}, why="x", actor=proposer) for venue in "BC")
    api.force_authenticate(editor)

    answers = [
        api.post(f"{LIST}{first.pk}/decline/", {}, format="json", **ANY).status_code,
        api.post(f"{LIST}{first.pk}/decline/", {"answer": "No."}, format="json", **ANY).status_code,
        api.post(f"{LIST}{first.pk}/decline/", {"answer": "No."}, format="json", HTTP_IF_MATCH='"1.abc"').status_code,
        api.post(f"{LIST}{second.pk}/withdraw/", {}, format="json", **ANY).status_code,
    ]
    api.force_authenticate(proposer)
    withdrawn = api.post(f"{LIST}{second.pk}/withdraw/", {}, format="json", **ANY)

    assert answers == [422, 200, 412, 403]
    assert withdrawn.json()["state"] == "withdrawn"


def test_each_sees_and_decides_what_is_theirs(api: APIClient, stop: Stop) -> None:
    proposal = propose(stop, "stop", {"venue": "B"}, why="x", actor=UserFactory())
    url = f"{LIST}{proposal.pk}/"
    elsewhere = StopFactory(published=True, tour=stop.tour)
    api.force_authenticate(host(elsewhere))
    stranger = [
        api.get(LIST).json()["count"], api.get(url).status_code,
        sent(api, stop, for_stop={"venue": "B"}).status_code,
        api.post(f"{url}accept/", {}, format="json", **ANY).status_code,
    ]  # fmt: skip
    api.force_authenticate(host(stop))
    own = [api.get(LIST).json()["count"], api.post(f"{url}accept/", {}, format="json", **ANY).status_code]
    api.force_authenticate(MembershipFactory(tour=stop.tour, reader=True).user)
    reader = [api.get(url).status_code, api.post(f"{url}decline/", {"answer": "x"}, format="json", **ANY).status_code]

    assert stranger == [0, 404, 403, 404]
    assert own == [1, 403]
    assert reader == [200, 403]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    api: APIClient, rows: int, django_assert_num_queries: Any
) -> None:
    tour = StopFactory(published=True).tour
    for _ in range(rows):
        session = SessionFactory(stop=StopFactory(published=True, tour=tour))
        propose(session.stop, "session", {"room": "B", "themes": []}, session=session, why="x", actor=UserFactory())
        propose(session.stop, "stop", {"venue": "B"}, why="x", actor=UserFactory())
    api.force_authenticate(MembershipFactory(tour=tour, reader=True).user)

    with django_assert_num_queries(5):
        assert api.get(LIST).json()["count"] == 2 * rows


def test_every_kind_answers_as_its_description_says(api: APIClient) -> None:
    session = SessionFactory(stop=StopFactory(published=True))
    speakers = [SpeakerLine("Noël Neuf", "speaker")]
    made = [
        propose(session.stop, "stop", {"safety_limit": 80, "title_en": "B"}, why="x", actor=UserFactory()),
        propose(session.stop, "session", {"speakers": speakers}, session=session, why="x", actor=UserFactory()),
        propose(
            session.stop, "material", {"title_fr": "x", "url": "https://example.org/"}, why="x", actor=UserFactory()
        ),
    ]
    withdraw_proposal(made[0], actor=UserFactory())
    api.force_authenticate(MembershipFactory(tour=session.stop.tour, reader=True).user)
    described = api.get("/api/schema/").json()
    schema = {"$ref": "#/components/schemas/Proposal", "components": described["components"]}

    for proposal in made:
        answer = api.get(f"{LIST}{proposal.pk}/").json()
        assert [error.message for error in Draft202012Validator(schema).iter_errors(answer)] == []

"""The notes of a stop in the workspace: links shown once, passages coded, and for whom all that is."""

import datetime
import re
import uuid

import pytest
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Session, Stop
from surveys.listening import operations
from surveys.listening.links import session_notes
from surveys.listening.views import linking
from surveys.models import Coding, FacilitatorLink, Passage, Skill
from tests.events.factories import SessionFactory, StopFactory
from tests.events.planning.pages import co_host, controls, member, send, text_of
from tests.surveys.factories import (
    AnswerFactory,
    CampaignFactory,
    CodingFactory,
    FacilitatorLinkFactory,
    PassageFactory,
    ResponseFactory,
    SkillFactory,
)
from tests.tournee.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.page]


@pytest.fixture
def stop() -> Stop:
    found: Stop = StopFactory(published=True)
    return found


@pytest.fixture
def session(stop: Stop) -> Session:
    found: Session = SessionFactory(stop=stop)
    return found


@pytest.fixture
def passage(session: Session) -> Passage:
    found: Passage = PassageFactory(stop=session.stop, session=session, text="Nous manquons de bras.")
    return found


@pytest.fixture
def skill() -> Skill:
    """A skill of the framework frozen last, below a domain."""
    domain = SkillFactory(framework_version__frozen_at=timezone.now(), title_fr="Produire", title_en="Make")
    found: Skill = SkillFactory(
        framework_version=domain.framework_version, parent=domain, title_fr="Souder", title_en="Weld", code="P1"
    )
    return found


def at(stop: Stop, name: str = "notes", *args: object) -> str:
    return reverse(name, args=[stop.tour.slug, stop.slug, *args])


def test_a_link_is_made_with_a_name_and_shown_once_as_address_and_code(client: Client, session: Session) -> None:
    member(client, session.stop.tour, "editor")

    made = client.post(at(session.stop, "notes_link_new", session.pk), {"name": "Camille Exemple"})
    page = client.get(made["location"])

    link = FacilitatorLink.objects.get()
    assert session_notes(link) in text_of(page)
    assert "<svg" in page.content.decode()
    assert " style=" not in page.content.decode().partition("<main")[2]
    later = client.get(at(session.stop, "notes_link", link.pk))
    assert session_notes(link) not in text_of(later)
    assert "Camille Exemple" in text_of(client.get(at(session.stop)))
    assert session_notes(link) not in text_of(client.get(at(session.stop)))


def test_a_proof_that_is_old_or_of_another_link_shows_nothing(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    member(client, session.stop.tour, "editor")
    one, other = FacilitatorLinkFactory.create_batch(2, session=session)
    of_other = linking._shown_at(other).partition("?")[2]
    forged = f"made={TimestampSigner(salt='x').sign(one.pk)}"

    for query in (of_other, forged):
        assert session_notes(one) not in text_of(client.get(f"{at(session.stop, 'notes_link', one.pk)}?{query}"))
    monkeypatch.setattr(linking, "SHOWN_FOR", -1)
    assert session_notes(one) not in text_of(client.get(linking._shown_at(one)))


def test_a_link_without_a_name_is_asked_for_one(client: Client, session: Session) -> None:
    member(client, session.stop.tour, "editor")

    answer = client.post(at(session.stop, "notes_link_new", session.pk), {"name": "", "email": "x"})

    assert answer.status_code == 422
    assert 'id="id_name_error"' in answer.content.decode()
    assert 'id="id_email_error"' in answer.content.decode()


def test_a_link_form_sent_twice_makes_one(client: Client, session: Session) -> None:
    member(client, session.stop.tour, "editor")
    typed = {"name": "Camille", "once": uuid.uuid4().hex}

    answers = [client.post(at(session.stop, "notes_link_new", session.pk), typed) for _time in range(2)]

    assert len({answer["location"] for answer in answers}) == FacilitatorLink.objects.count() == 1


def test_revoking_asks_first(client: Client, session: Session) -> None:
    link = FacilitatorLinkFactory(session=session)
    member(client, session.stop.tour, "editor")

    assert client.get(at(session.stop, "notes_link_revoke", link.pk)).status_code == 200
    link.refresh_from_db()
    assert link.revoked_at is None
    client.post(at(session.stop, "notes_link_revoke", link.pk))
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert "révoqué" in text_of(client.get(at(session.stop))) or "revoked" in text_of(client.get(at(session.stop)))


def test_a_note_is_taken_corrected_and_withdrawn_in_the_workspace(client: Client, session: Session) -> None:
    user = co_host(client, session.stop)

    kept = send(client, at(session.stop, "note_new"), session=str(session.pk), text="Deux embauches. <b>", voice="x")
    passage = Passage.objects.get()
    assert kept["location"] == f"{at(session.stop)}#passages"
    assert (passage.noted_by, passage.session) == (user, session)
    assert "Deux embauches. &lt;b&gt;" in client.get(at(session.stop)).content.decode()
    send(client, at(session.stop, "passage_edit", passage.public_id), text="Trois embauches.")
    assert "Trois embauches." in text_of(client.get(at(session.stop)))
    send(client, at(session.stop, "passage_withdraw", passage.public_id))
    assert "Trois embauches." not in text_of(client.get(at(session.stop)))
    assert client.get(at(session.stop, "passage_edit", passage.public_id)).status_code == 404


def test_other_words_from_the_same_form_are_asked_about_and_then_kept(client: Client, session: Session) -> None:
    member(client, session.stop.tour, "editor")
    typed = {"session": session.pk, "text": "Oui.", "language": "fr", "submission": uuid.uuid4().hex}
    for _time in range(2):
        assert client.post(at(session.stop, "note_new"), typed).status_code == 302

    asked = client.post(at(session.stop, "note_new"), {**typed, "text": "Non."})
    kept = client.post(at(session.stop, "note_new"), controls(asked))

    assert (asked.status_code, kept.status_code) == (422, 302)
    assert Passage.objects.count() == 2


def test_a_note_of_1001_characters_or_at_another_stops_session_is_refused(client: Client, session: Session) -> None:
    member(client, session.stop.tour, "editor")
    elsewhere = SessionFactory()

    for wrong in ({"text": "x" * 1001}, {"text": "x", "session": str(elsewhere.pk)}):
        answer = send(client, at(session.stop, "note_new"), **{"session": str(session.pk), **wrong})
        assert answer.status_code == 422
    assert not Passage.objects.exists()


def test_a_passage_is_coded_and_uncoded_where_it_stands_in_its_filtered_list(
    client: Client, passage: Passage, skill: Skill
) -> None:
    member(client, passage.tour, "editor")
    assert passage.stop
    page = text_of(client.get(at(passage.stop)))
    assert re.search(r'<optgroup label="[^"]*Produire">.*P1 Souder', page, re.DOTALL)

    alone = text_of(client.get(at(passage.stop, "passage_code", passage.public_id)))
    assert re.search(r'<optgroup label="[^"]*Produire">\s*<option value="\d+">P1 Souder', alone)
    coded = client.post(
        at(passage.stop, "passage_code", passage.public_id), {"skill": skill.pk, "back": "coding=uncoded"}
    )

    assert coded["location"] == f"{at(passage.stop)}?coding=uncoded#passage-{passage.pk}"
    assert Coding.objects.get().skill == skill
    assert "P1 Souder" in text_of(client.get(at(passage.stop)))
    client.post(at(passage.stop, "passage_uncode", passage.public_id), {"skill": skill.pk})
    assert not Coding.objects.exists()


def test_a_skill_of_another_version_or_none_is_refused_in_words(client: Client, passage: Passage, skill: Skill) -> None:
    member(client, passage.tour, "editor")
    assert passage.stop
    older = SkillFactory(framework_version__frozen_at=timezone.now() - datetime.timedelta(1))

    for wrong in (older.pk, skill.parent_id, "x", ""):
        answer = client.post(at(passage.stop, "passage_code", passage.public_id), {"skill": wrong})
        assert answer.status_code == 422
        assert 'id="id_skill_error"' in answer.content.decode()
    for wrong in ("x", "", 10**20, "-1"):
        assert client.post(at(passage.stop, "passage_uncode", passage.public_id), {"skill": wrong}).status_code == 404
    assert not Coding.objects.exists()


def test_whether_it_may_be_quoted_is_one_button(client: Client, passage: Passage) -> None:
    member(client, passage.tour, "editor")
    assert passage.stop

    for value, expected in (("no", False), ("yes", True)):
        client.post(at(passage.stop, "passage_quotable", passage.public_id), {"quotable": value})
        passage.refresh_from_db()
        assert passage.quotable is expected


def test_the_list_is_filtered_by_session_and_by_coding(client: Client, passage: Passage, skill: Skill) -> None:
    member(client, passage.tour, "editor")
    assert passage.stop
    coded = PassageFactory(stop=passage.stop, session=SessionFactory(stop=passage.stop), text="Codée.")
    CodingFactory(passage=coded, skill=skill)

    def shown(query: str) -> list[str]:
        page = text_of(client.get(f"{at(passage.stop)}?{query}"))
        return [text for text in (passage.text, "Codée.") if text in page]

    assert shown("") == [passage.text, "Codée."]
    assert shown("coding=uncoded") == [passage.text]
    assert shown("coding=coded") == ["Codée."]
    assert shown(f"session={passage.session_id}") == [passage.text]
    assert shown(f"session={passage.session_id}&coding=coded") == []


def test_open_answers_are_for_the_team_and_not_for_co_hosts(client: Client, stop: Stop) -> None:
    response = ResponseFactory(recipient__campaign=CampaignFactory(stop=stop, tour=stop.tour, approved=True))
    answer = operations.passage_from_answer(AnswerFactory(response=response), actor=UserFactory())
    member(client, stop.tour, "editor")
    assert answer.text in text_of(client.get(at(stop)))

    co_host(client, stop)

    assert answer.text not in text_of(client.get(at(stop)))
    assert client.get(at(stop, "passage_edit", answer.public_id)).status_code == 403


def test_every_page_is_for_editors_and_for_co_hosts_of_this_stop(client: Client, passage: Passage) -> None:
    stop, session = passage.stop, passage.session
    assert stop
    assert session
    link = FacilitatorLinkFactory(session=session)
    notes = [
        at(stop), at(stop, "note_new"), at(stop, "notes_link_new", session.pk), at(stop, "notes_link", link.pk),
        at(stop, "notes_link_revoke", link.pk), at(stop, "passage_edit", passage.public_id),
        at(stop, "passage_withdraw", passage.public_id),
    ]  # fmt: skip
    team = [at(stop, "passage_code", passage.public_id)]
    posts = [at(stop, f"passage_{name}", passage.public_id) for name in ("uncode", "quotable", "code")]

    def opens(addresses: list[str]) -> set[int]:
        return {client.get(address).status_code for address in addresses}

    assert opens(notes + team) == {302}
    others = StopFactory(published=True)
    for sign_in in (
        lambda: member(client, stop.tour, "reader"),
        lambda: member(client, others.tour, "manager"),
        lambda: co_host(client, others),
    ):
        sign_in()
        assert opens(notes + team) == {403}
        assert {client.post(address).status_code for address in posts} == {403}
    member(client, stop.tour, "reader")
    assert at(stop) not in client.get(at(stop, "planning_stop")).content.decode()
    co_host(client, stop)
    assert (opens(notes), opens(team)) == ({200}, {403})
    assert at(stop) in client.get(at(stop, "planning_stop")).content.decode()
    assert {client.post(address).status_code for address in posts} == {403}
    for role in ("editor", "manager"):
        member(client, stop.tour, role)
        assert opens(notes + team) == {200}


def test_a_passage_and_a_link_open_only_at_their_own_stop(client: Client, passage: Passage) -> None:
    other = SessionFactory(stop=StopFactory(published=True, tour=passage.tour, number=77))
    member(client, passage.tour, "editor")
    link = FacilitatorLinkFactory(session=passage.session)

    assert client.get(at(other.stop, "passage_edit", passage.public_id)).status_code == 404
    assert client.get(at(other.stop, "notes_link", link.pk)).status_code == 404


def test_of_an_archived_tour_the_notes_are_read_and_not_changed(client: Client, passage: Passage, skill: Skill) -> None:
    stop = passage.stop
    assert stop
    member(client, stop.tour, "manager")
    stop.tour.state = "archived"
    stop.tour.save()

    page = client.get(at(stop)).content.decode()

    assert passage.text in page
    assert '<form method="post"' not in page.partition("<main")[2]
    refused = client.post(at(stop, "passage_quotable", passage.public_id), {"quotable": "no"}, follow=True)
    assert "archiv" in text_of(refused)


def test_empty_pages_say_what_to_do(client: Client, stop: Stop) -> None:
    member(client, stop.tour, "editor")

    page = client.get(at(stop))

    assert page.status_code == 200
    assert reverse("skills_frameworks") in page.content.decode()


def test_the_list_asks_as_many_queries_for_one_of_each_as_for_three(client: Client, session: Session) -> None:
    stop = session.stop
    member(client, stop.tour, "editor")

    def one_more() -> None:
        at_session = SessionFactory(stop=stop)
        link = FacilitatorLinkFactory(session=at_session, created_by=UserFactory())
        passage = PassageFactory(stop=stop, session=at_session, noted_through=link)
        CodingFactory(passage=passage, skill=SkillFactory(framework_version__frozen_at=timezone.now()))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(at(stop))
        return len(asked)

    one_more()
    one = queries()
    one_more()
    one_more()
    assert queries() == one
    assert one <= 18

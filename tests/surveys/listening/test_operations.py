"""Notes, links and codings: what is kept, what is refused, what history remembers."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from events.models import Session, Tour
from events.planning.errors import TourArchived
from events.planning.operations import remove_stop
from surveys.listening import operations
from surveys.listening.errors import LinkClosed, NoteError
from surveys.listening.links import is_open, link_of, token_of
from surveys.models import Coding, FacilitatorLink, Passage, Skill
from surveys.syntheses.gathering import quotable
from tests.events.factories import SessionFactory, StopFactory
from tests.surveys.factories import (
    AnswerFactory,
    FacilitatorLinkFactory,
    FrameworkVersionFactory,
    PassageFactory,
    SkillFactory,
)
from tests.tournee.factories import UserFactory
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion
from tournee.mail.models import OutboxMessage
from tournee.web import signed_links

pytestmark = pytest.mark.django_db
SAID = {"text": "Nous manquons de bras.", "voice": "gérante d’un atelier", "language": "fr"}


@pytest.fixture
def session() -> Session:
    """A session of a public stop that lasts two days."""
    stop = StopFactory(published=True, ends_on=datetime.date(2031, 6, 19))
    found: Session = SessionFactory(stop=stop)
    return found


@pytest.fixture
def link(session: Session) -> FacilitatorLink:
    return operations.create_link(session, name="Camille", actor=None)


@pytest.fixture
def skill() -> Skill:
    """A skill of a frozen version, below a domain."""
    domain = SkillFactory(framework_version__frozen_at=timezone.now())
    found: Skill = SkillFactory(framework_version=domain.framework_version, parent=domain)
    return found


def note(session: Session, **more: Any) -> Passage:
    return operations.note_passage(session, SAID, **{"submission": uuid.uuid4(), **more})


def test_a_link_is_valid_until_the_evening_after_the_stops_last_day(link: FacilitatorLink) -> None:
    assert link.expires_at.astimezone(link.session.stop.zone).isoformat() == "2031-06-20T20:00:00+02:00"


def test_for_a_stop_that_is_over_a_link_is_valid_until_tomorrow_evening() -> None:
    held = SessionFactory(stop=StopFactory(published=True, starts_on=datetime.date(2019, 6, 18), ends_on=None))

    made = operations.create_link(held, name="Camille", actor=None)

    assert datetime.timedelta(0) < made.expires_at - timezone.now() < datetime.timedelta(days=2)


@pytest.mark.parametrize(
    ("more", "code"),
    [({"name": " "}, "required"), ({"expires_at": datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC)}, "past")],
)
def test_a_link_wants_a_name_and_a_moment_to_come(session: Session, more: dict[str, Any], code: str) -> None:
    with pytest.raises(NoteError) as refused:
        operations.create_link(session, **{"name": "Camille", **more}, actor=None)

    assert refused.value.code == code


def test_nobody_notes_at_a_cancelled_session() -> None:
    with pytest.raises(NoteError) as refused:
        operations.create_link(SessionFactory(state="cancelled"), name="Camille", actor=None)

    assert refused.value.code == "session_cancelled"


def test_a_link_with_an_address_is_sent_there_and_its_message_is_nobody_elses(session: Session) -> None:
    made = operations.create_link(session, name="Camille", email="camille@example.org", actor=None)

    message = OutboxMessage.objects.get()
    assert token_of(made) in message.text
    assert message.confidential


def test_a_token_names_its_link_and_no_other_thing(link: FacilitatorLink) -> None:
    token = token_of(link)

    assert link_of(token) == link
    assert link_of(token[:-1]) is None
    assert link_of(signed_links.sign("answers", link.public_id)) is None


def test_a_revoked_link_notes_no_more_and_revoking_twice_is_once(link: FacilitatorLink) -> None:
    operations.revoke_link(link, actor=None)
    operations.revoke_link(link, actor=None)

    assert not is_open(link, timezone.now())
    with pytest.raises(LinkClosed):
        note(link.session, link=link)
    assert HistoryEntry.objects.filter(action="notes_link.revoke").count() == 1


def test_a_link_that_expired_meanwhile_or_is_of_another_session_notes_nothing(session: Session) -> None:
    expired = FacilitatorLinkFactory(
        session=session, created_at=timezone.now() - datetime.timedelta(2), expires_at=timezone.now()
    )
    other = FacilitatorLinkFactory()

    for link in (expired, other):
        with pytest.raises(LinkClosed):
            note(session, link=link)
    assert not Passage.objects.exists()


def test_a_note_belongs_to_its_session_stop_and_tour_and_history_holds_none_of_its_words(session: Session) -> None:
    actor = UserFactory()

    passage = note(session, actor=actor)

    assert (passage.session, passage.stop, passage.tour) == (session, session.stop, session.stop.tour)
    assert (passage.origin, passage.quotable, passage.noted_by) == ("note", True, actor)
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.changes) == ("passage.note", {"text": None})


def test_the_same_sending_is_one_note(link: FacilitatorLink) -> None:
    submission = uuid.uuid4()

    notes = {note(link.session, submission=submission, link=link) for _time in range(3)}

    assert len(notes) == Passage.objects.count() == HistoryEntry.objects.filter(action="passage.note").count() == 1


def test_a_sending_with_other_words_or_by_somebody_else_gives_away_nothing(link: FacilitatorLink) -> None:
    submission = uuid.uuid4()
    note(link.session, submission=submission, link=link)
    other = FacilitatorLinkFactory(session=link.session)

    for values, by in (({**SAID, "text": "Autre chose."}, link), (SAID, other)):
        with pytest.raises(NoteError) as refused:
            operations.note_passage(link.session, values, submission=submission, link=by)
        assert refused.value.code == "submission_used"
    assert Passage.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": "  "}, "required"),
        ({"text": "é" * 1001}, "too_long"),
        ({"voice": "x" * 161}, "too_long"),
        ({"language": "de"}, "no_language"),
    ],
)
def test_what_cannot_be_kept_whole_is_refused(session: Session, wrong: dict[str, str], code: str) -> None:
    with pytest.raises(NoteError) as refused:
        operations.note_passage(session, {**SAID, **wrong}, submission=uuid.uuid4())

    assert (refused.value.code, refused.value.field) == (code, next(iter(wrong)))
    assert not Passage.objects.exists()


def test_a_thousand_characters_are_kept_as_they_were_typed(session: Session) -> None:
    text = "<b>é</b>\r\n" + "x" * 991

    kept = operations.note_passage(session, {**SAID, "text": text}, submission=uuid.uuid4())

    assert kept.text == "<b>é</b>\n" + "x" * 991


def test_a_correction_keeps_the_words_out_of_history(session: Session) -> None:
    passage = note(session)

    operations.edit_passage(passage, {**SAID, "text": "Nous manquons de temps."}, expected_version=1, actor=None)

    entry = HistoryEntry.objects.get(action="passage.edit")
    assert entry.changes == {"text": None}
    with pytest.raises(StaleVersion):
        operations.edit_passage(passage, {**SAID, "text": "Rien."}, expected_version=1, actor=None)


def test_a_link_corrects_and_withdraws_only_what_was_noted_by_it(link: FacilitatorLink) -> None:
    theirs = note(link.session, actor=UserFactory())

    for change in (
        lambda: operations.edit_passage(theirs, SAID, expected_version=None, link=link),
        lambda: operations.withdraw_passage(theirs, link=link),
    ):
        with pytest.raises(NoteError) as refused:
            change()
        assert refused.value.code == "not_yours"


def test_a_withdrawn_note_is_changed_and_coded_no_more(session: Session, skill: Skill) -> None:
    passage = note(session)
    operations.withdraw_passage(passage, actor=None)
    operations.withdraw_passage(passage, actor=None)

    assert HistoryEntry.objects.filter(action="passage.withdraw").count() == 1
    for change in (
        lambda: operations.edit_passage(passage, SAID, expected_version=None, actor=None),
        lambda: operations.code_passage(passage, skill, actor=None),
    ):
        with pytest.raises(NoteError) as refused:
            change()
        assert refused.value.code == "withdrawn"


def test_of_an_archived_tour_nothing_is_noted(link: FacilitatorLink) -> None:
    Tour.objects.update(state=Tour.State.ARCHIVED)

    with pytest.raises(TourArchived):
        note(link.session, link=link)
    with pytest.raises(TourArchived):
        operations.create_link(link.session, name="x", actor=None)


def test_an_open_answer_becomes_one_passage_in_its_own_words_not_to_be_quoted_yet() -> None:
    answer, actor = AnswerFactory(text="Nous innovons. Avec nos clients."), UserFactory()

    passage = operations.passage_from_answer(answer, text="Avec nos clients.", actor=actor)

    assert operations.passage_from_answer(answer, actor=actor) == passage
    assert (passage.text, passage.origin, passage.quotable) == ("Avec nos clients.", "answer", False)
    assert passage.stop == answer.response.campaign.stop
    assert HistoryEntry.objects.get().changes == {"text": None}


@pytest.mark.parametrize(
    ("answer", "chosen", "code"),
    [("", "", "not_its_words"), ("Oui.", "Non.", "not_its_words"), ("x" * 1001, "", "too_long")],
)
def test_of_an_answer_only_its_own_words_are_kept_and_none_are_cut(answer: str, chosen: str, code: str) -> None:
    found = AnswerFactory(text=answer, choice="x")

    with pytest.raises(NoteError) as refused:
        operations.passage_from_answer(found, text=chosen, actor=UserFactory())

    assert refused.value.code == code


def test_the_words_of_an_answer_are_not_rewritten() -> None:
    passage = operations.passage_from_answer(AnswerFactory(), actor=UserFactory())

    with pytest.raises(NoteError) as refused:
        operations.edit_passage(passage, {"text": "Mieux dit."}, expected_version=None, actor=None)
    operations.edit_passage(passage, {"voice": "artisan"}, expected_version=None, actor=None)

    assert refused.value.code == "verbatim"
    assert passage.voice == "artisan"


def test_a_passage_is_coded_once_to_a_skill_and_a_synthesis_counts_it(session: Session, skill: Skill) -> None:
    passage = note(session)

    assert operations.code_passage(passage, skill, actor=None) == operations.code_passage(passage, skill, actor=None)

    assert quotable(session.stop).filter(codings__skill=skill).count() == 1
    assert HistoryEntry.objects.filter(action="passage.code").count() == 1
    operations.uncode_passage(passage, skill, actor=None)
    operations.uncode_passage(passage, skill, actor=None)
    assert not Coding.objects.exists()
    assert HistoryEntry.objects.filter(action="passage.uncode").count() == 1


def test_a_skill_of_another_version_or_a_domain_is_refused(skill: Skill) -> None:
    older = SkillFactory(framework_version__frozen_at=timezone.now() - datetime.timedelta(1))
    draft = SkillFactory(
        framework_version=FrameworkVersionFactory(framework=skill.framework_version.framework, number=2)
    )

    for wrong, code in ((older, "other_version"), (draft, "other_version"), (skill.parent, "domain")):
        with pytest.raises(NoteError) as refused:
            operations.code_passage(PassageFactory(), wrong, actor=None)
        assert (refused.value.code, refused.value.field) == (code, "skill")


def test_a_coding_to_an_older_version_is_kept_and_can_be_taken_back(skill: Skill) -> None:
    passage = PassageFactory()
    operations.code_passage(passage, skill, actor=None)
    SkillFactory(framework_version__frozen_at=timezone.now())

    operations.uncode_passage(passage, skill, actor=None)

    assert not passage.codings.exists()


def test_what_may_not_be_quoted_leaves_the_synthesis(session: Session, skill: Skill) -> None:
    passage = note(session)
    operations.code_passage(passage, skill, actor=None)

    operations.set_quotable(passage, False, expected_version=1, actor=None)

    assert not quotable(session.stop).exists()
    assert HistoryEntry.objects.get(action="passage.quotable").changes == {"quotable": [True, False]}


def test_the_line_ends_of_an_answer_are_no_other_words() -> None:
    passage = operations.passage_from_answer(AnswerFactory(text="Oui.\r\nNon."), actor=UserFactory())

    operations.edit_passage(passage, {"text": "Oui.\r\nNon.", "voice": "artisan"}, expected_version=None, actor=None)

    assert passage.text == "Oui.\nNon."


def test_a_stop_at_which_something_was_noted_is_not_deleted() -> None:
    stop = StopFactory(dated=True)
    note(SessionFactory(stop=stop))

    with pytest.raises(NoteError) as refused:
        remove_stop(stop, expected_version=None, actor=None)

    assert refused.value.code == "noted"

"""Two people at once: what the database settles, on SQLite and on PostgreSQL."""

import pytest

from events.models import Proposal, Session, Stop
from events.planning.operations import edit_stop
from events.planning.proposals.errors import AlreadyDecided, ChangedSince
from events.planning.proposals.operations import accept_proposal, decline_proposal, propose
from tests.events.factories import SessionFactory, StopFactory
from tests.racing import race
from tests.tournee.factories import UserFactory
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion
from tournee.mail.models import OutboxMessage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.races,
    pytest.mark.xdist_group("races"),
]
PEOPLE = 6


def proposed() -> Proposal:
    session = SessionFactory(stop=StopFactory(published=True))
    values = {"title_fr": "Visite", "starts_at": session.starts_at, "ends_at": session.ends_at}
    return propose(session.stop, "new_session", values, why="x", actor=UserFactory())


def test_of_several_editors_who_accept_at_once_one_does_and_the_others_are_told_who() -> None:
    proposal = proposed()
    editors = UserFactory.create_batch(PEOPLE)

    outcomes = race([lambda editor=editor: accept_proposal(proposal, actor=editor) for editor in editors])

    proposal.refresh_from_db()
    told = [outcome for outcome in outcomes if isinstance(outcome, AlreadyDecided)]
    assert len(told) == PEOPLE - 1
    assert all(str(proposal.decided_by) in str(outcome) for outcome in told)
    assert Session.objects.filter(title_fr="Visite").count() == 1
    assert HistoryEntry.objects.filter(action="proposal.accept").count() == 1
    assert OutboxMessage.objects.filter(template__endswith="decided").count() == 1


def test_one_accepts_while_another_declines_and_one_of_them_is_right() -> None:
    proposal = proposed()
    accepting, declining = UserFactory.create_batch(2)

    race(
        [
            lambda: accept_proposal(proposal, actor=accepting),
            lambda: decline_proposal(proposal, "Non.", actor=declining),
        ]
    )

    proposal.refresh_from_db()
    added = Session.objects.filter(title_fr="Visite").count()
    assert (proposal.state, added) in {("accepted", 1), ("declined", 0)}


def test_a_proposal_sent_many_times_at_once_is_one() -> None:
    stop, actor = StopFactory(published=True), UserFactory()

    race([lambda: propose(stop, "stop", {"venue": "B"}, why="x", actor=actor) for _ in range(PEOPLE)])

    assert Proposal.objects.count() == 1


def test_an_edit_of_the_same_field_while_one_accepts_is_not_overwritten_unseen() -> None:
    stop = StopFactory(published=True)
    proposal = propose(stop, "stop", {"venue": "B"}, why="x", actor=UserFactory())
    editor = UserFactory()

    accepted, edited = race(
        [
            lambda: accept_proposal(proposal, actor=editor),
            lambda: edit_stop(Stop.objects.get(), {"venue": "C"}, expected_version=stop.version, actor=None),
        ]
    )

    venue = Stop.objects.get().venue
    if isinstance(accepted, ChangedSince | StaleVersion):
        assert venue == "C"
    else:
        assert isinstance(edited, StaleVersion)
        assert venue == "B"

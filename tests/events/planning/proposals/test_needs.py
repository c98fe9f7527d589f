"""The control room says which proposals wait too long, and which are of a stop that is near."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from events.models import Proposal
from events.planning.attention.gathering import needs_of, watched
from events.planning.attention.needs import Urgency, attention_rules
from events.planning.proposals.needs import find_waiting
from events.planning.proposals.operations import propose, withdraw_proposal
from tests.events.factories import StopFactory
from tests.tournee.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2031, 3, 1)  # the stop of the factory is on 18 June


@pytest.fixture
def proposal() -> Proposal:
    stop = StopFactory(published=True)
    made = propose(stop, "stop", {"venue": "B"}, why="x", actor=UserFactory(name="Ana Lys"))
    Proposal.objects.update(proposed_at=datetime.datetime(2031, 3, 1, 9, tzinfo=datetime.UTC))
    return made


def found(proposal: Proposal, days: int, threshold: int = 3) -> list[Any]:
    return list(find_waiting(watched(proposal.stop.tour, DAY + datetime.timedelta(days=days)), threshold))


def test_a_proposal_that_waits_since_the_threshold_is_named_with_who_and_how_long(proposal: Proposal) -> None:
    (need,) = found(proposal, 3)

    assert need.key == f"proposals_waiting:{proposal.pk}"
    assert "Ana Lys" in need.sentence
    assert "3" in need.sentence
    assert need.action.url == reverse("planning_proposal", args=[proposal.pk])
    assert need.urgency == Urgency.SOON


def test_one_that_came_yesterday_waits_without_a_word(proposal: Proposal) -> None:
    assert found(proposal, 1) == []


def test_of_a_stop_that_is_near_it_is_said_at_once(proposal: Proposal) -> None:
    Proposal.objects.update(proposed_at=datetime.datetime(2031, 6, 12, 9, tzinfo=datetime.UTC))

    (need,) = list(find_waiting(watched(proposal.stop.tour, datetime.date(2031, 6, 12)), 3))

    assert need.urgency == Urgency.NOW


def test_one_that_is_settled_or_of_a_cancelled_stop_asks_for_nothing(proposal: Proposal) -> None:
    cancelled = propose(StopFactory(published=True), "stop", {"venue": "B"}, why="x", actor=UserFactory())
    cancelled.stop.state = "cancelled"
    cancelled.stop.save()
    withdraw_proposal(proposal, actor=UserFactory())

    assert found(proposal, 30) == []
    assert found(cancelled, 30) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_one_query_whatever_waits(proposal: Proposal, rows: int, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        propose(proposal.stop, "stop", {"venue": f"C{number}"}, why="x", actor=UserFactory())
    seen = watched(proposal.stop.tour, DAY + datetime.timedelta(days=9))

    with django_assert_num_queries(1):
        list(find_waiting(seen, 0))


def test_the_control_room_knows_the_rule(proposal: Proposal) -> None:
    assert "proposals_waiting" in [rule.name for rule in attention_rules]
    keys = [need.key for need in needs_of(proposal.stop.tour, DAY + datetime.timedelta(days=5))]
    assert f"proposals_waiting:{proposal.pk}" in keys

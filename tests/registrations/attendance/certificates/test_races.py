"""Certificates issued by several people at the very same moment."""

import pytest

from registrations.attendance.certificates import operations
from registrations.attendance.operations import take_back_presence
from registrations.models import Certificate
from tests.events.factories import StopFactory
from tests.racing import in_the_way, race
from tests.registrations.attendance.people import seated
from tests.tournee.factories import UserFactory
from tournee.history.models import HistoryEntry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races, pytest.mark.xdist_group("races")]


def test_numbers_have_no_gap_and_nobody_gets_two() -> None:
    stop = StopFactory(held=True)
    other = StopFactory(held=True, tour=stop.tour)
    for at in (stop, other):
        for number in range(3):
            seated(at, f"Anna Martin {number}")

    outcomes = race([lambda at=at: operations.issue_all(at, actor=None) for at in (stop, other) * 3])

    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert sorted(Certificate.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Certificate.objects.values("attendee").distinct().count() == 6


def test_issuing_and_correcting_at_once_wait_for_each_other_and_never_in_a_circle() -> None:
    stop, actor = StopFactory(held=True), UserFactory()
    people = [seated(stop, f"Anna Martin {number}") for number in range(3)]

    outcomes = race(
        [lambda: operations.issue_all(stop, actor=None)]
        + [lambda one=one: take_back_presence(one, reason="was at home", actor=actor) for one in people]
    )

    assert not [one for one in outcomes if isinstance(one, Exception)]


def test_one_revoked_while_it_is_brought_up_to_date_is_revoked_once_and_keeps_its_reason() -> None:
    stop, actor = StopFactory(held=True), UserFactory()
    anna = seated(stop, "Anna Martin")
    (certificate,) = operations.issue_all(stop, actor=None)
    take_back_presence(anna, reason="was at home", actor=actor)

    revoked, replaced = in_the_way(
        lambda: operations.revoke(certificate, reason="Not Anna.", actor=None),
        lambda: operations.bring_up_to_date(stop, actor=None),
    )

    assert replaced == operations.Replaced([], [])
    assert Certificate.objects.get().reason == revoked.reason == "Not Anna."  # presence gives no reason
    assert HistoryEntry.objects.filter(action="certificate.revoke").count() == 1

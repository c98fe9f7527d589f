"""The rule of who is inside, told with hours and counted without."""

import datetime
import itertools
import uuid

import pytest

from registrations.desk.door.inside import inside, is_inside
from registrations.desk.door.people import Fact

NOON = datetime.datetime(2031, 6, 18, 12, tzinfo=datetime.UTC)
MOVES = list(itertools.product((None, 1, 2), (False, True)))


@pytest.mark.parametrize("session", [None, 1])
def test_counting_answers_as_telling_does_whatever_was_noted(session: int | None) -> None:
    for length in range(5):
        for moves in itertools.product(MOVES, repeat=length):
            facts = [Fact(uuid.UUID(int=0), NOON, where, out) for where, out in moves]
            there = inside(facts, session)
            assert is_inside(moves, session) is (there and there.here), moves

"""A calendar entry has one name for life."""

import uuid

from events.calendars.uid import Family, uid

SOME, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


def test_a_session_has_the_same_uid_every_time() -> None:
    assert uid(Family.SESSION, SOME) == "session-00000000-0000-0000-0000-000000000001@tournee"


def test_two_sessions_have_two_uids() -> None:
    assert uid(Family.SESSION, SOME) != uid(Family.SESSION, OTHER)


def test_a_stop_and_a_session_never_share_a_uid() -> None:
    assert uid(Family.STOP, SOME) != uid(Family.SESSION, SOME)


def test_a_pair_has_a_uid_of_its_own() -> None:
    assert len({uid(Family.STOP, SOME), uid(Family.STOP, SOME, OTHER), uid(Family.STOP, OTHER, SOME)}) == 3

"""A public stop moves to another day or place, and readers read why."""

import datetime

import pytest

from events.models import Stop
from events.planning.errors import IllegalTransition, PlanningError
from events.planning.operations import edit_stop, move_stop
from tests.events.factories import SessionFactory, StopFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2031, 6, 20)


def test_its_sessions_move_along_and_calendars_follow() -> None:
    stop = StopFactory(published=True)
    session = SessionFactory(stop=stop)
    before = session.starts_at

    move_stop(stop, {"starts_on": DAY}, reason_fr="Grève.", actor=None)

    session.refresh_from_db()
    assert session.starts_at - before == DAY - datetime.date(2031, 6, 18)
    assert (stop.sequence, stop.previous_starts_on, stop.reason_fr) == (1, datetime.date(2031, 6, 18), "Grève.")


def test_the_reason_goes_with_the_next_move_that_gives_none() -> None:
    stop = StopFactory(published=True)
    move_stop(stop, {"venue": "Mairie"}, reason_fr="Salle fermée.", actor=None)
    edit_stop(stop, {"title_fr": "Innover"}, expected_version=None, actor=None)
    assert stop.reason_fr == "Salle fermée."

    edit_stop(stop, {"venue": "Lycée"}, expected_version=None, actor=None)

    assert stop.reason_fr == ""


@pytest.mark.parametrize(
    ("values", "reason", "code"),
    [
        ({"starts_on": DAY}, " ", "reason_needed"),
        ({"venue": "Lycée Lamarck"}, "Grève.", "nothing_moves"),
        ({"starts_on": datetime.date(2032, 6, 20)}, "Grève.", "outside_the_tour"),
    ],
)
def test_a_move_that_cannot_be_is_refused_whole(values: dict[str, object], reason: str, code: str) -> None:
    stop = StopFactory(published=True)

    with pytest.raises(PlanningError) as refusal:
        move_stop(stop, values, reason_fr=reason, actor=None)

    assert refusal.value.code == code
    assert Stop.objects.get().reason_fr == ""


@pytest.mark.parametrize("state", ["confirmed", "held", "cancelled"])
def test_only_a_stop_that_people_expect_moves(state: str) -> None:
    stop = StopFactory(**{state: True})

    with pytest.raises(IllegalTransition):
        move_stop(stop, {"venue": "Mairie"}, reason_fr="Grève.", actor=None)

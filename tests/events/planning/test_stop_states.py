"""A stop goes from an idea to the public and, if it must, off the calendar again."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import DateOption, Stop
from events.planning import announcements
from events.planning.errors import IllegalTransition, NotReady, PlanningError
from events.planning.operations import (
    cancel_stop,
    confirm_stop,
    contact_host,
    edit_stop,
    postpone_stop,
    publish_stop,
    record_past_stop,
    reinstate_stop,
    reschedule_stop,
    unconfirm_stop,
)
from tests.events.factories import SessionFactory, StopFactory, TourFactory
from tournee.errors import OperationError
from tournee.history.models import HistoryEntry

pytestmark = pytest.mark.django_db


def ready_stop(**values: object) -> Stop:
    """A confirmed stop with everything a publication needs."""
    stop = StopFactory(confirmed=True, **values)
    SessionFactory(stop=stop)
    return stop


def test_an_idea_becomes_public_step_by_step() -> None:
    stop = StopFactory(dated=True)
    SessionFactory(stop=stop)

    contact_host(stop, actor=None)
    confirm_stop(stop, actor=None)
    publish_stop(stop, actor=None)

    assert stop.state == Stop.State.PUBLISHED
    assert [entry.action for entry in HistoryEntry.objects.about(stop)] == [
        "stop.publish",
        "stop.confirm",
        "stop.contact",
    ]


def test_confirming_without_a_date_says_that_one_is_missing() -> None:
    with pytest.raises(NotReady) as refusal:
        confirm_stop(StopFactory(), actor=None)

    assert [missing.field for missing in refusal.value.missing] == ["starts_on"]


def test_confirming_an_option_sets_its_date_and_drops_the_others() -> None:
    stop = StopFactory()
    chosen = DateOption.objects.create(
        stop=stop, starts_on=datetime.date(2031, 5, 6), ends_on=datetime.date(2031, 5, 7)
    )
    DateOption.objects.create(stop=stop, starts_on=datetime.date(2031, 5, 13), ends_on=datetime.date(2031, 5, 13))

    confirm_stop(stop, option=chosen, actor=None)

    assert (stop.starts_on, stop.ends_on) == (datetime.date(2031, 5, 6), datetime.date(2031, 5, 7))
    assert not stop.date_options.exists()


def test_publishing_names_everything_that_is_missing_at_once() -> None:
    bare = StopFactory(confirmed=True, title_fr="", venue="", latitude=None, longitude=None)

    with pytest.raises(NotReady) as refusal:
        publish_stop(bare, actor=None)

    assert [missing.field for missing in refusal.value.missing] == ["title_fr", "venue", "town", None]
    assert Stop.objects.get(pk=bare.pk).number is None


def test_numbers_are_given_in_order_of_publication_and_never_again() -> None:
    tour = TourFactory(published=True)
    first, second, third = (ready_stop(tour=tour) for _ in range(3))
    publish_stop(first, actor=None)
    publish_stop(second, actor=None)
    second.delete()

    publish_stop(third, actor=None)

    assert (first.number, third.number) == (1, 3)


def test_a_stop_cannot_be_published_twice() -> None:
    stop = ready_stop()
    publish_stop(stop, actor=None)

    with pytest.raises(IllegalTransition):
        publish_stop(stop, actor=None)


def test_readers_are_told_of_a_publication_by_the_tours_public_version() -> None:
    stop = ready_stop()
    before = stop.tour.public_version

    publish_stop(stop, actor=None)

    stop.tour.refresh_from_db()
    assert stop.tour.public_version == before + 1


def test_a_postponed_stop_keeps_its_number_and_the_day_it_lost() -> None:
    stop = ready_stop()
    publish_stop(stop, actor=None)

    postpone_stop(stop, reason_fr="Grève des trains.", actor=None)

    assert (stop.state, stop.number, stop.starts_on, stop.previous_starts_on) == (
        "postponed",
        1,
        None,
        datetime.date(2031, 6, 18),
    )


def test_a_postponed_stop_gets_its_date_by_its_own_step_only() -> None:
    stop = ready_stop()
    publish_stop(stop, actor=None)
    postpone_stop(stop, reason_fr="Grève.", actor=None)

    with pytest.raises(PlanningError) as refusal:
        edit_stop(stop, {"starts_on": datetime.date(2031, 7, 1)}, expected_version=stop.version, actor=None)

    assert refusal.value.field == "starts_on"


def test_a_held_stop_cannot_be_postponed() -> None:
    with pytest.raises(IllegalTransition):
        postpone_stop(StopFactory(held=True), reason_fr="Trop tard.", actor=None)


def test_a_new_day_moves_the_sessions_at_the_same_local_time() -> None:
    stop = ready_stop(starts_on=datetime.date(2031, 3, 20), ends_on=datetime.date(2031, 3, 20))
    session = stop.sessions.get()
    publish_stop(stop, actor=None)
    postpone_stop(stop, reason_fr="Grève.", actor=None)
    before = session.starts_at.astimezone(stop.zone)

    reschedule_stop(stop, starts_on=datetime.date(2031, 4, 3), actor=None)  # summer time began on 30 March

    session.refresh_from_db()
    after = session.starts_at.astimezone(stop.zone)
    assert (before.hour, after.hour, after.date()) == (9, 9, datetime.date(2031, 4, 3))
    assert before.utcoffset() != after.utcoffset()


def test_moving_raises_the_sequence_of_the_stop_and_of_its_sessions() -> None:
    stop = ready_stop()
    publish_stop(stop, actor=None)

    postpone_stop(stop, reason_fr="Grève.", actor=None)
    reschedule_stop(stop, starts_on=datetime.date(2031, 7, 1), actor=None)

    assert (stop.sequence, stop.sessions.get().sequence) == (2, 2)


def test_cancelling_wants_a_reason() -> None:
    with pytest.raises(PlanningError) as refusal:
        cancel_stop(ready_stop(), reason_fr="  ", actor=None)

    assert refusal.value.field == "reason_fr"


def test_a_held_stop_cannot_be_cancelled() -> None:
    held = StopFactory(held=True)

    with pytest.raises(IllegalTransition):
        cancel_stop(held, reason_fr="Trop tard.", actor=None)


@pytest.mark.parametrize(("postponed_first", "state"), [(False, "published"), (True, "postponed")])
def test_taking_back_a_cancellation_returns_to_where_the_stop_was(postponed_first: bool, state: str) -> None:
    stop = ready_stop()
    publish_stop(stop, actor=None)
    if postponed_first:
        postpone_stop(stop, reason_fr="Grève.", actor=None)
    cancel_stop(stop, reason_fr="Erreur.", actor=None)

    reinstate_stop(stop, actor=None)

    assert (stop.state, stop.number, stop.reason_fr) == (state, 1, "")


def test_an_agreement_that_falls_through_returns_to_contacted() -> None:
    assert unconfirm_stop(ready_stop(), actor=None).state == Stop.State.CONTACTED


def test_a_past_stop_is_recorded_with_its_source_and_what_is_unknown_stays_empty() -> None:
    stop = StopFactory(source_url="https://example.org/article", title_fr="")

    record_past_stop(stop, actor=None)

    assert (stop.state, stop.number, stop.starts_on) == (Stop.State.RECORDED, None, None)
    assert stop.phase(timezone.now()) == Stop.Phase.HELD


def test_a_past_stop_without_a_source_is_refused() -> None:
    with pytest.raises(PlanningError) as refusal:
        record_past_stop(StopFactory(), actor=None)

    assert refusal.value.field == "source_url"


def test_a_subscriber_that_refuses_undoes_the_whole_transition() -> None:
    stop = ready_stop()

    def refuse(_change: announcements.StopChange) -> None:
        raise OperationError("No.", code="refused")

    announcements.stop_published.subscribe(refuse, by="tests")
    try:
        with pytest.raises(OperationError, match="No"):
            publish_stop(stop, actor=None)
    finally:
        announcements.stop_published._subscribers.pop()

    stop.refresh_from_db()
    stop.tour.refresh_from_db()
    assert (stop.state, stop.tour.last_stop_number) == (Stop.State.CONFIRMED, 0)


def test_the_database_keeps_a_confirmed_stop_from_losing_its_date() -> None:
    stop = ready_stop()

    with pytest.raises(IntegrityError), transaction.atomic():
        Stop.objects.filter(pk=stop.pk).update(starts_on=None, ends_on=None)


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("2031-06-17T21:59:00+00:00", Stop.Phase.UPCOMING),  # 23:59 in Paris
        ("2031-06-17T22:00:00+00:00", Stop.Phase.TODAY),
        ("2031-06-18T21:59:00+00:00", Stop.Phase.TODAY),
        ("2031-06-18T22:00:00+00:00", Stop.Phase.HELD),
    ],
)
def test_the_phase_changes_at_midnight_of_the_stops_own_zone(moment: str, phase: str) -> None:
    stop = StopFactory(published=True)

    assert stop.phase(datetime.datetime.fromisoformat(moment)) == phase

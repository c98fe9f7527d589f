"""Each morning people are told once what is late or soon due."""

import datetime

import pytest
from time_machine import travel

from events.models import Side, Stop, Task, Tour
from events.planning.checklist.operations import mark_task
from events.planning.checklist.reminders import remind, remind_of
from tests.events.factories import MembershipFactory, OrganisationFactory, PartnershipFactory, StopFactory
from tests.events.planning.checklist.factories import TaskFactory
from tests.tournee.factories import UserFactory
from tournee.models import OutboxMessage, User

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2031, 6, 1)  # seventeen days before the stops of these tests
DAY = datetime.timedelta(days=1)


def team(stop: Stop, **user: str) -> User:
    person: User = MembershipFactory(tour=stop.tour, manager=True, user=UserFactory(**user)).user
    return person


def representative(stop: Stop) -> User:
    organisation = OrganisationFactory()
    PartnershipFactory(organisation=organisation, stop=stop)
    person: User = MembershipFactory(representative=True, organisation=organisation).user
    return person


def written_to() -> list[str]:
    return sorted(OutboxMessage.objects.values_list("to_address", flat=True))


def test_one_e_mail_a_person_tells_all_their_tasks_in_their_language() -> None:
    stop = StopFactory(dated=True)
    person = team(stop, language="en")
    late, soon = TaskFactory(stop=stop, days=-20), TaskFactory(stop=stop, days=-15)
    TaskFactory(stop=stop, days=-5)

    assert remind_of(stop.tour, TODAY) == 1

    message = OutboxMessage.objects.get()
    assert message.to_address == person.email
    assert late.title_en in message.text
    assert "3 days late" in message.text
    assert soon.title_en in message.text
    assert "2 tasks" in message.subject


def test_the_same_task_is_told_once_a_week_at_most() -> None:
    stop = StopFactory(dated=True)
    team(stop)
    TaskFactory(stop=stop, days=-20)

    told = [remind_of(stop.tour, TODAY + days * DAY) for days in range(9)]

    assert told == [1, 0, 0, 0, 0, 0, 0, 1, 0]


def test_whoever_it_was_given_to_is_told_and_nobody_else() -> None:
    stop = StopFactory(dated=True)
    team(stop)
    given = team(stop)
    TaskFactory(stop=stop, days=-20, assignee=given)

    remind_of(stop.tour, TODAY)

    assert written_to() == [given.email]


def test_somebody_who_left_is_not_told_and_their_task_is_the_sides_again() -> None:
    stop = StopFactory(dated=True)
    manager = team(stop)
    TaskFactory(stop=stop, days=-20, assignee=UserFactory())

    remind_of(stop.tour, TODAY)

    assert written_to() == [manager.email]


def test_a_task_of_nobody_goes_to_who_looks_after_the_stop() -> None:
    stop = StopFactory(dated=True)
    team(stop)
    stop.lead = MembershipFactory(tour=stop.tour).user
    stop.save()
    TaskFactory(stop=stop, days=-20)

    remind_of(stop.tour, TODAY)

    assert written_to() == [stop.lead.email]


def test_a_co_hosts_task_goes_to_its_representatives_of_that_stop() -> None:
    stop, other = StopFactory(dated=True), StopFactory(dated=True)
    theirs = representative(stop)
    representative(other)
    TaskFactory(stop=stop, days=-20, side=Side.PARTNER)

    remind_of(stop.tour, TODAY)

    assert written_to() == [theirs.email]


@pytest.mark.parametrize("state", [Stop.State.CANCELLED, Stop.State.RECORDED])
def test_nobody_is_told_of_a_stop_that_does_not_take_place(state: str) -> None:
    stop = StopFactory(dated=True, state=state)
    team(stop)
    TaskFactory(stop=stop, days=-20)

    assert remind_of(stop.tour, TODAY) == 0


def test_nothing_is_told_of_what_is_done_or_has_no_date() -> None:
    stop = StopFactory()
    team(stop)
    TaskFactory(stop=stop, days=-20)
    done = TaskFactory(stop=StopFactory(tour=stop.tour, dated=True), days=-20)
    mark_task(done, done=True, actor=None)

    assert remind_of(stop.tour, TODAY) == 0


def test_reminders_wait_for_the_morning_and_pass_over_archived_tours() -> None:
    task = TaskFactory(days=-20)
    team(task.stop)

    with travel("2031-06-01 04:30", tick=False):  # half past six in Paris
        assert remind() is None
    Tour.objects.update(state=Tour.State.ARCHIVED)
    with travel("2031-06-01 06:30", tick=False):
        assert remind() is None
    Tour.objects.update(state=Tour.State.DRAFT)
    with travel("2031-06-01 06:30", tick=False):
        assert remind() is not None
        assert remind() is None
    assert Task.objects.get().reminded_on == TODAY

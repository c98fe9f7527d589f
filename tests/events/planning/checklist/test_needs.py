"""The control room hears of tasks that are late, past the tour's threshold."""

import datetime
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from events.models import Side, Stop
from events.planning.attention.gathering import said_once
from events.planning.attention.needs import Need, Urgency, Watched, attention_rules
from events.planning.checklist.needs import TASKS_OVERDUE
from events.planning.checklist.operations import mark_task
from events.planning.checklist.ordinary import ORDINARY
from tests.events.factories import MembershipFactory, StopFactory
from tests.events.planning.checklist.factories import TaskFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2031, 6, 1)  # a task due twenty days before the stops of these tests is three days late


def found(*stops: Stop, threshold: int = 3) -> list[Need]:
    return list(TASKS_OVERDUE.find(Watched(stops[0].tour, TODAY, list(stops)), threshold))


def test_a_stop_with_a_task_late_by_the_threshold_triggers_it() -> None:
    task = TaskFactory(days=-20)

    (need,) = found(task.stop)

    assert need.key == f"tasks_overdue:{task.stop.pk}:team"
    assert task.title in need.sentence
    assert "3" in need.sentence
    assert need.action.url.endswith("/checklist/")
    assert (need.stop, need.urgency) == (task.stop, Urgency.SOON)


def test_a_stop_whose_tasks_are_late_by_less_does_not() -> None:
    task = TaskFactory(days=-19)
    done = TaskFactory(stop=task.stop, days=-60)
    mark_task(done, done=True, actor=None)

    assert found(task.stop) == []


def test_a_cancelled_stop_and_one_without_a_date_do_not() -> None:
    cancelled = TaskFactory(stop=StopFactory(cancelled=True), days=-60)

    assert found(cancelled.stop) == []
    assert found(TaskFactory(stop=StopFactory()).stop) == []


def test_each_side_has_its_own_need_and_one_person_where_all_are_theirs() -> None:
    stop = StopFactory(dated=True)
    person = MembershipFactory(tour=stop.tour).user
    TaskFactory.create_batch(2, stop=stop, days=-40, assignee=person)
    TaskFactory(stop=stop, days=-20, side=Side.PARTNER)

    host, team = sorted(found(stop), key=lambda need: need.side)

    assert (host.side, host.person) == (Side.PARTNER, None)
    assert (team.side, team.person, team.urgency) == (Side.TEAM, person.pk, Urgency.NOW)


def test_one_query_for_one_stop_and_for_three(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stops = [TaskFactory(days=-20).stop for _ in range(3)]

    for watched in (stops[:1], stops):
        with django_assert_num_queries(1):
            assert len(found(*watched)) == len(watched)


def test_a_task_whose_result_another_rule_sees_stands_apart_and_is_not_said_beside_it() -> None:
    stop = StopFactory(dated=True)
    TaskFactory(stop=stop, days=-40)
    TaskFactory(stop=stop, days=-60, title_fr="Réserver la salle", side=Side.TEAM)

    needs = sorted(found(stop), key=lambda need: need.unless)

    assert [(need.key, need.unless) for need in needs] == [
        (f"tasks_overdue:{stop.pk}:team", ""),
        (f"tasks_overdue:{stop.pk}:team:no_venue", "no_venue"),
    ]
    no_venue = replace(needs[0], key=f"no_venue:{stop.pk}")
    assert said_once([*needs, no_venue]) == [needs[0], no_venue]
    elsewhere = replace(no_venue, stop=StopFactory(tour=stop.tour))
    assert said_once([*needs, elsewhere]) == [*needs, elsewhere]


def test_the_ordinary_tasks_name_rules_that_are_there() -> None:
    assert {one.rule for one in ORDINARY} - {""} <= {rule.name for rule in attention_rules}

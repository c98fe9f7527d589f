"""The tick."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from time_machine import travel

from tournee.jobs.due import DueWork, due_work
from tournee.jobs.models import TickRecord, WorkerRecord
from tournee.jobs.operations import tick
from tournee.jobs.upkeep import beat, leave, rescue_tasks
from tournee.mail.tasks import send_outbox

MINUTE = datetime.timedelta(minutes=1)
pytestmark = pytest.mark.django_db


def noting(runs: list[str], name: str = "note", every: datetime.timedelta = MINUTE) -> DueWork:
    """Work that notes each run."""

    def run() -> str:
        runs.append(name)
        return f"run {len(runs)}"

    return DueWork(name, every, run)


def test_work_runs_when_its_time_has_come_and_not_before() -> None:
    runs: list[str] = []
    work = noting(runs, every=datetime.timedelta(hours=1))
    now = timezone.now()
    for minutes in (0, 1, 59, 60, 61):
        with travel(now + minutes * MINUTE, tick=False):
            tick([work])
    assert len(runs) == 2


def test_a_tick_some_seconds_early_misses_no_minute() -> None:
    runs: list[str] = []
    now = timezone.now()
    for seconds in (0, 58, 117):
        with travel(now + datetime.timedelta(seconds=seconds), tick=False):
            tick([noting(runs)])
    assert len(runs) == 3


def test_one_failure_stops_no_other_and_is_written_down() -> None:
    runs: list[str] = []

    def fail() -> None:
        raise ValueError("the disk is full")

    outcomes = tick([DueWork("fails", MINUTE, fail), noting(runs)])
    assert outcomes == {"fails": "failed: ValueError: the disk is full", "note": "run 1"}
    failed, noted = TickRecord.objects.get(name="fails"), TickRecord.objects.get(name="note")
    assert (failed.last_error, failed.running_since) == ("ValueError: the disk is full", None)
    assert (noted.last_error, noted.last_outcome) == ("", "run 1")


def test_what_one_worker_runs_no_other_begins() -> None:
    runs: list[str] = []
    inner: list[dict[str, str]] = []

    def run() -> str:
        runs.append("outer")
        with travel(timezone.now() + 2 * MINUTE, tick=False):
            inner.append(tick([DueWork("slow", MINUTE, run)]))
        return ""

    tick([DueWork("slow", MINUTE, run)])
    assert (runs, inner) == (["outer"], [{}])


def test_the_claim_of_a_killed_worker_runs_out() -> None:
    runs: list[str] = []
    TickRecord.objects.create(
        name="note", running_since=timezone.now() - 16 * MINUTE, last_started=timezone.now() - 16 * MINUTE
    )
    tick([noting(runs)])
    assert runs == ["note"]


def test_the_house_has_its_upkeep_and_it_runs() -> None:
    names = {work.name for work in due_work}
    assert names >= {"mail.recover", "mail.send", "mail.purge", "jobs.rescue", "jobs.prune", "accounts.sessions"}
    assert not [outcome for outcome in tick().values() if outcome.startswith("failed")]


def test_the_command_says_what_failed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("tick")
    assert "mail.send: nothing to do" in capsys.readouterr().out

    def fail() -> None:
        raise ValueError("no")

    due_work.add(DueWork("tests.fail", MINUTE, fail), by="tests")
    try:
        with pytest.raises(CommandError):
            call_command("tick")
    finally:
        due_work._items = [item for item in due_work._items if item[1] != "tests"]


def running_task(*workers: str) -> DBTaskResult:
    """A task that the last of `workers` began ten minutes ago."""
    result = send_outbox.enqueue()
    task = DBTaskResult.objects.get(pk=result.id)
    task.worker_ids = list(workers)
    task.status = TaskResultStatus.RUNNING
    task.started_at = timezone.now() - 10 * MINUTE
    task.save()
    return task


def test_a_task_whose_worker_was_killed_runs_again() -> None:
    task = running_task("dead")
    WorkerRecord.objects.create(worker_id="dead", seen_at=timezone.now() - 6 * MINUTE)
    assert rescue_tasks() == "1 tasks run again, 0 given up"
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


def test_a_task_that_loses_its_worker_three_times_has_failed() -> None:
    task = running_task("one", "two", "three")
    rescue_tasks()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert "three times" in task.traceback


def test_a_long_task_of_a_live_worker_is_left_alone() -> None:
    task = running_task("alive")
    beat("alive")
    assert rescue_tasks() is None
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


def test_a_worker_that_stops_leaves_no_trace() -> None:
    beat("worker")
    beat("worker")
    assert WorkerRecord.objects.count() == 1
    leave("worker")
    assert not WorkerRecord.objects.exists()

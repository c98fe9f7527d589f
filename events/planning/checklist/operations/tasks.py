"""The tasks of one stop: those of its tour's checklist, and its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Side, Stop, Task
from events.planning.checklist.errors import ChecklistError
from events.planning.checklist.operations.items import faults_of_days
from events.planning.checklist.queries import co_hosts_of, team_of
from events.planning.operations.changing import changes_a_tour
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes

FIELDS = ("title_fr", "title_en", "days", "due_on", "side", "assignee", "note")


@changes_a_tour
def add_task(stop: Stop, values: Mapping[str, Any], *, actor: User | None) -> Task:
    """A task of this stop only, due `due_on` or `days` from its first day. Raises ChecklistError."""
    raise_first(faults_of_task(stop, values))
    task = Task.objects.create(stop=stop, **{name: values[name] for name in FIELDS if name in values})
    record("task.add", task, actor=actor)
    return task


@changes_a_tour
def edit_task(task: Task, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None) -> Task:
    """Change a task at this stop only, or give it to somebody. Raises ChecklistError, StaleVersion.

    One that passes to the other side is nobody's there, unless it is given to somebody at once.
    """
    raise_first(faults_of_task(task.stop, values, task))
    fields = {name: values[name] for name in FIELDS if name in values}
    if "assignee" not in fields and fields.get("side", task.side) != task.side:
        fields["assignee"] = None  # who does it was on the other side
    save_changes(
        task, fields, expected_version=expected_version, actor=actor, action="task.edit", personal={"assignee"}
    )
    return task


@changes_a_tour
def mark_task(task: Task, *, done: bool, actor: User | None) -> Task:
    """It is done, by `actor` and now; or it is still to do after all. What is so already stays as it was."""
    waiting = Task.objects.filter(pk=task.pk, done_at__isnull=done)
    at = timezone.now() if done else None
    if waiting.update(done_at=at, done_by=actor if done else None, version=F("version") + 1):
        record("task.done" if done else "task.undone", task, actor=actor)
    task.refresh_from_db(fields=["done_at", "done_by", "version"])
    return task


@changes_a_tour
def remove_task(task: Task, *, actor: User | None) -> None:
    """This stop does without it; the tour's checklist keeps it for the others."""
    record("task.remove", task, actor=actor)
    task.delete()


def faults_of_task(stop: Stop, values: Mapping[str, Any], task: Task | None = None) -> Iterator[ChecklistError]:
    """What is wrong with `values` for a new task of `stop`, or for `task`: when it is due, and who does it."""
    given = {name: values.get(name, getattr(task, name, None)) for name in ("days", "due_on", "side", "assignee")}
    if given["days"] is None and given["due_on"] is None:
        said = _("Say when: a day, or how many days before or after the stop.")
        yield ChecklistError(said, code="due_needed", field="days")
    if given["days"] is not None:
        yield from faults_of_days(given["days"])
    if values.get("assignee") is None:
        return
    if given["side"] == Side.PARTNER and values["assignee"] not in co_hosts_of(stop):
        said = _("This person does not represent a co-host of the stop. Choose somebody who does, or nobody.")
        yield ChecklistError(said, code="not_a_co_host", field="assignee")
    elif given["side"] != Side.PARTNER and values["assignee"] not in team_of(stop.tour):
        said = _("This person does not edit the tour. Choose an editor or a manager of its team, or nobody.")
        yield ChecklistError(said, code="not_in_the_team", field="assignee")

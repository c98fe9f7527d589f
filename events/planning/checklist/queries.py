"""Reading checklists: a tour's lines, a stop's tasks in the order in which they fall due, how ready stops are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from events.models import ChecklistItem, Membership, Partnership, Role, Stop, Task, Tour
from events.team.queries import representatives_at
from events.team.rules import EDITORS
from tournee.accounts.models import User

# Nobody is expected to do anything more for these.
OUT_OF_PLAY = (Stop.State.CANCELLED, Stop.State.RECORDED)


class Spread(TypedDict):
    """What `items_of` adds to a line of the checklist: of its tasks at the stops, how many are done, and all."""

    done: int
    all: int


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    CountedItem = WithAnnotations[ChecklistItem, Spread]


def readiness_of(stops: Iterable[Stop]) -> dict[int, tuple[int, int]]:
    """Of each of `stops` (by id): how many of its tasks are done, and how many it has. One query.

    A stop without tasks is (0, 0).
    """
    ids = [stop.pk for stop in stops]
    tasks = Task.objects.filter(stop__in=ids).values("stop").order_by()
    counted = tasks.annotate(done=Count("pk", filter=Q(done_at__isnull=False)), all=Count("pk"))
    found = {row["stop"]: (row["done"], row["all"]) for row in counted}
    return {pk: found.get(pk, (0, 0)) for pk in ids}


def items_of(tour: Tour) -> QuerySet[CountedItem]:
    """The tour's checklist in order, each line with `done` and `all`: its tasks at the stops (`Spread`)."""
    items = ChecklistItem.objects.filter(tour=tour).order_by("days", "position", "pk")
    return items.annotate(done=Count("tasks", filter=Q(tasks__done_at__isnull=False)), all=Count("tasks"))


def neighbours_of(item: ChecklistItem) -> QuerySet[ChecklistItem]:
    """The lines due on the same day as `item`, itself included: among them it can be moved."""
    same_day = ChecklistItem.objects.filter(tour=item.tour_id, days=item.days)
    return same_day.order_by("position", "pk")


def tasks_of(stop: Stop) -> list[Task]:
    """The tasks of `stop`, as they fall due: the earliest first. One query."""
    tasks = list(stop.tasks.select_related("item", "assignee", "done_by"))
    for task in tasks:
        task.stop = stop
    return sorted(tasks, key=_by_day)


def _by_day(task: Task) -> tuple[datetime.date, int, int, int]:
    """A day set for a task counts as such; while the stop has none, tasks stand by their distance to it."""
    position = task.item.position if task.item else 1000
    return task.due or datetime.date.max, task.days or 0, position, task.pk


def open_tasks(stops: Sequence[Stop]) -> list[Task]:
    """What is still to do for those of `stops` that take place, each task with its stop as given. One query."""
    known = {stop.pk: stop for stop in stops if stop.state not in OUT_OF_PLAY}
    tasks = list(Task.objects.filter(stop__in=known, done_at=None).select_related("item", "assignee"))
    for task in tasks:
        task.stop = known[task.stop_id]
    return sorted(tasks, key=_by_day)


def team_of(tour: Tour) -> list[User]:
    """Who in the tour's team may do a task: its editors and managers, by name. One query."""
    members = Membership.objects.filter(tour=tour, role__in=EDITORS, user__is_active=True)
    return [member.user for member in members.select_related("user").order_by("user__name", "user__email")]


def co_hosts_of(stop: Stop) -> list[User]:
    """Who represents a co-host of `stop`, by name. One query."""
    return sorted(representatives_at(stop), key=lambda user: (user.name, user.email))


def representatives_by_stop(tour: Tour) -> dict[int, dict[int, User]]:
    """The same for all stops of `tour`: by the stop's id, by their own. Two queries."""
    hosts = Partnership.objects.filter(stop__tour=tour, role=Partnership.Role.CO_HOST)
    pairs = list(hosts.values_list("stop_id", "organisation_id"))
    members = Membership.objects.filter(
        role=Role.REPRESENTATIVE, organisation_id__in={organisation for _stop, organisation in pairs},
        user__is_active=True,
    ).select_related("user")  # fmt: skip
    by_organisation: dict[int | None, list[User]] = {}
    for member in members:
        by_organisation.setdefault(member.organisation_id, []).append(member.user)
    found: dict[int, dict[int, User]] = {}
    for stop, organisation in pairs:
        if stop is not None:
            found.setdefault(stop, {}).update({user.pk: user for user in by_organisation.get(organisation, ())})
    return found


def item_at(item: int) -> ChecklistItem:
    """That line of a tour's checklist. Raises Http404."""
    found = ChecklistItem.objects.select_related("tour").filter(pk=item).first()
    if found is None:
        raise Http404
    return found


def task_at(task: int) -> Task:
    """That task, with its stop and tour. Raises Http404."""
    found = Task.objects.select_related("stop__tour", "item", "assignee", "done_by").filter(pk=task).first()
    if found is None:
        raise Http404
    return found


def late_by(task: Task, today: datetime.date) -> int:
    """By how many days an undone task is late; 0 where it is not."""
    if task.done_at is not None or (due := task.due) is None:
        return 0
    return max((today - due).days, 0)


def unreminded_since(tour: Tour, day: datetime.date) -> QuerySet[Task]:
    """The tasks still to do for the stops of `tour` that take place, of which nobody was reminded since `day`."""
    tasks = Task.objects.filter(stop__tour=tour, done_at=None).exclude(stop__state__in=OUT_OF_PLAY)
    waiting = tasks.filter(Q(reminded_on=None) | Q(reminded_on__lte=day))
    return waiting.select_related("stop__lead", "item", "assignee").order_by(F("stop__starts_on"), "pk")

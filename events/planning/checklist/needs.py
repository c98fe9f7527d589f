"""What checklists add to what a tour watches: tasks that are late."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Side, Task
from events.planning.attention.needs import AttentionRule, Need, Urgency, Watched
from events.planning.checklist.ordinary import ORDINARY
from events.planning.checklist.queries import late_by, open_tasks
from tournee.web.navigation import Link

VERY_LATE_DAYS = 14
_SEEN_BY = {one.title_fr: one.rule for one in ORDINARY if one.rule}


def find_overdue(watched: Watched, threshold: int) -> Iterator[Need]:
    """For each stop and side, one need that counts the tasks late by `threshold` days or more. One query.

    Ordinary tasks whose result another rule sees stand apart: where that rule speaks of the stop, it says enough.
    """
    late = [task for task in open_tasks(watched.stops) if late_by(task, watched.today) >= max(threshold, 1)]
    late.sort(key=_group)  # keeps the order within: the oldest first
    order = {stop.pk: place for place, stop in enumerate(watched.stops)}
    address_of = watched.addresses()
    groups = [(group, list(tasks)) for group, tasks in groupby(late, key=_group)]
    for group, tasks in sorted(groups, key=lambda found: order[found[0][0]]):
        yield _need(watched, group, tasks, address=f"{address_of(tasks[0].stop)}checklist/")


def _group(task: Task) -> tuple[int, str, str]:
    """The stop, the side, and the rule that sees whether it is done ("")."""
    return task.stop_id, task.side, _SEEN_BY.get(task.title_fr, "")


def _need(watched: Watched, group: tuple[int, str, str], tasks: list[Task], *, address: str) -> Need:
    oldest, stop = tasks[0], tasks[0].stop
    side, unless = Side(group[1]), group[2]
    days = late_by(oldest, watched.today)
    people = {task.assignee_id for task in tasks}
    return Need(
        key=":".join(filter(None, ("tasks_overdue", str(stop.pk), side.value, unless))),
        sentence=_sentence(side, tasks, days),
        action=Link(_("Open the checklist"), address),
        urgency=Urgency.NOW if days >= VERY_LATE_DAYS else Urgency.SOON,
        stop=stop,
        side=side,
        person=people.pop() if len(people) == 1 else None,
        unless=unless,
    )


def _sentence(side: Side, tasks: list[Task], days: int) -> str:
    late = ngettext("by %(count)d day", "by %(count)d days", days) % {"count": days}
    named = {"task": tasks[0].title, "late": late, "count": len(tasks)}
    if side == Side.PARTNER:
        said = ngettext(
            "The co-host is late with a task: “%(task)s”, %(late)s.",
            "The co-host is late with %(count)d tasks, first “%(task)s”, %(late)s.",
            len(tasks),
        )
    else:
        said = ngettext(
            "A task of the team is late: “%(task)s”, %(late)s.",
            "%(count)d tasks of the team are late, first “%(task)s”, %(late)s.",
            len(tasks),
        )
    return said % named


TASKS_OVERDUE = AttentionRule(
    name="tasks_overdue",
    label=gettext_lazy("Tasks overdue"),
    find=find_overdue,
    default=3,
    unit=gettext_lazy("days"),
)

"""How a checklist speaks: when a task is due, how late it is, whose it is, who did it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Side, Task
from events.planning.checklist.queries import late_by
from events.planning.checklist.rules import does_as_co_host
from events.team.rules import edits_tour
from tournee.accounts.models import User
from tournee.texts.typography import format_date

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task in words: when it is due, how late it is (""), who does it, and who did it and when ("")."""

    task: Task
    when: str
    late: str
    soon: bool
    whose: str
    done: str
    ticks: bool


def distance_in_words(days: int) -> str:
    """How far from the stop's first day: “21 days before the stop”."""
    if days == 0:
        return _("on the day of the stop")
    if days < 0:
        said = ngettext("%(count)d day before the stop", "%(count)d days before the stop", -days)
        return said % {"count": -days}
    return ngettext("%(count)d day after the stop", "%(count)d days after the stop", days) % {"count": days}


def due_in_words(task: Task) -> str:
    """The day it is due; while its stop has none, how far from the stop."""
    if due := task.due:
        return _("for %(day)s") % {"day": format_date(due)}
    return distance_in_words(task.days or 0)


def late_in_words(days: int) -> str:
    """“3 days late”; "" for none."""
    return ngettext("%(count)d day late", "%(count)d days late", days) % {"count": days} if days else ""


def whose_in_words(task: Task) -> str:
    """The person, where there is one; else the side."""
    side = str(Side(task.side).label)
    return _("%(person)s (%(side)s)") % {"person": task.assignee, "side": side} if task.assignee else side


def shown(tasks: Iterable[Task], user: User, at: datetime.datetime | None = None) -> list[ShownTask]:
    """`tasks` of one stop as `user` sees them at this moment, in the order given."""
    at = at or timezone.now()
    listed = list(tasks)
    if not listed:
        return []
    today = at.astimezone(listed[0].stop.zone).date()
    ticks_all = edits_tour.test(user, listed[0])
    theirs = next((task for task in listed if task.side == Side.PARTNER), None)
    as_host = theirs is not None and does_as_co_host.test(user, theirs)  # the same for each of them: asked once
    return [_shown(task, today, ticks=ticks_all or (as_host and task.side == Side.PARTNER)) for task in listed]


def _shown(task: Task, today: datetime.date, *, ticks: bool) -> ShownTask:
    due, late = task.due, late_by(task, today)
    soon = task.done_at is None and due is not None and 0 <= (due - today).days <= SOON_DAYS
    return ShownTask(
        task, due_in_words(task), late_in_words(late), soon, whose_in_words(task), _done_in_words(task), ticks
    )


def _done_in_words(task: Task) -> str:
    if task.done_at is None:
        return ""
    day = format_date(task.done_at.astimezone(task.stop.zone).date())
    if task.done_by is None:
        return _("done on %(day)s") % {"day": day}
    return _("done on %(day)s by %(person)s") % {"day": day, "person": task.done_by}

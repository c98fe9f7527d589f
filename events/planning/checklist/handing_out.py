"""Giving stops the tasks of their tour's checklist."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils import timezone

from events.models import ChecklistItem, Stop, Task


def give_tasks(stops: Iterable[Stop], items: Iterable[ChecklistItem]) -> int:
    """Give each of `stops` a task for each of `items`; how many were made. One query, whatever their number.

    Runs in the caller's transaction. A stop that has the task already keeps it. One that was recorded afterwards gets
    none, and one that is over gets only what is still to come: nobody books a room for a day that is past.
    """
    now, lines = timezone.now(), list(items)
    tasks = [
        Task(stop=stop, item=item, title_fr=item.title_fr, title_en=item.title_en, days=item.days, side=item.side)
        for stop in stops
        for item in lines
        if _may_still_be_done(stop, item, now)
    ]
    return len(Task.objects.bulk_create(tasks, ignore_conflicts=True))


def _may_still_be_done(stop: Stop, item: ChecklistItem, now: datetime.datetime) -> bool:
    if stop.state == Stop.State.RECORDED:
        return False
    if stop.starts_on is None:
        return True
    today = now.astimezone(stop.zone).date()
    due = stop.starts_on + datetime.timedelta(days=item.days)
    return (stop.ends_on or stop.starts_on) >= today or due >= today

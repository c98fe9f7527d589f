"""Reminding people of their tasks: each morning one e-mail to each, of what is late or soon due."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from events.models import Membership, Role, Side, Task, Tour
from events.planning.attention.clock import zone_of
from events.planning.checklist.queries import late_by, representatives_by_stop, team_of, unreminded_since
from events.planning.checklist.words import due_in_words, late_in_words
from tournee.accounts.models import User
from tournee.mail.operations import queue_message

MORNING = 7  # o'clock, where the tour is
DUE_WITHIN = datetime.timedelta(days=3)
AGAIN_AFTER = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ToldStop:
    """A stop as the e-mail tells it: its place, the address of its checklist, one line a task."""

    place: str
    address: str
    tasks: list[str]


def remind() -> str | None:
    """Write this morning's reminders of all tours that are not archived; how many, or None where none is due."""
    written = 0
    for tour in Tour.objects.exclude(state=Tour.State.ARCHIVED).order_by("pk"):
        local = timezone.now().astimezone(zone_of(tour))
        if local.hour >= MORNING:
            written += remind_of(tour, local.date())
    return f"{written} reminders of tasks written" if written else None


@transaction.atomic
def remind_of(tour: Tour, today: datetime.date) -> int:
    """Write to each person of `tour` what they have to do soon or are late with on that day; how many were written to.

    Once a morning, and of the same task once a week at most. A task that is nobody's goes to whoever looks after the
    stop, else to the tour's managers; on the co-host's side to all its representatives.
    """
    Tour.objects.select_for_update(no_key=True).get(pk=tour.pk)  # another worker waits, and finds nothing left
    if Task.objects.filter(stop__tour=tour, reminded_on=today).exists():
        return 0
    due = [task for task in unreminded_since(tour, today - AGAIN_AFTER) if _is_due(task, today)]
    if not due:
        return 0
    for task in due:
        task.stop.tour = tour
    tasks_of = _by_person(tour, due)
    for user, tasks in tasks_of.items():
        _write(tour, user, tasks, today)
    told = {task.pk for tasks in tasks_of.values() for task in tasks}
    Task.objects.filter(pk__in=told).update(reminded_on=today)
    return len(tasks_of)


def _is_due(task: Task, today: datetime.date) -> bool:
    return task.due is not None and task.due <= today + DUE_WITHIN


def _by_person(tour: Tour, tasks: Iterable[Task]) -> dict[User, list[Task]]:
    """Who is told of which; whoever has left the team or the co-host is told of nothing."""
    team = {user.pk: user for user in team_of(tour)}
    managers = Membership.objects.filter(tour=tour, role=Role.MANAGER, user__is_active=True).select_related("user")
    answering = [membership.user for membership in managers]
    hosts = representatives_by_stop(tour)
    found: dict[User, list[Task]] = {}
    for task in tasks:
        theirs = hosts.get(task.stop_id, {}) if task.side == Side.PARTNER else team
        assigned, lead = theirs.get(task.assignee_id or 0), team.get(task.stop.lead_id or 0)
        if assigned is not None:
            people = [assigned]
        elif task.side == Side.PARTNER:
            people = list(theirs.values())
        else:
            people = [lead] if lead else answering
        for user in people:
            found.setdefault(user, []).append(task)
    return found


def _write(tour: Tour, user: User, tasks: list[Task], today: datetime.date) -> None:
    """The reminder, in their language: their stops in order, what is late first."""
    with translation.override(user.language):
        stops: dict[int, ToldStop] = {}
        for task in sorted(tasks, key=lambda task: (task.due or today, task.pk)):
            address = settings.SITE_URL + reverse("planning_tasks", args=[tour.slug, task.stop.slug])
            told = stops.setdefault(task.stop_id, ToldStop(str(task.stop), address, []))
            told.tasks.append(_line(task, today))
        queue_message(
            "events/planning/checklist/mail/reminder",
            to=user,
            language=user.language,
            context={"tour": tour, "stops": list(stops.values()), "count": len(tasks), "late": _late(tasks, today)},
            purpose=_("Reminder of tasks"),
            reply_to=tour.contact_email,
            sender_name=tour.contact_name,
            about=[tour],
        )


def _line(task: Task, today: datetime.date) -> str:
    late = late_in_words(late_by(task, today))
    when = " – ".join(filter(None, [due_in_words(task), late]))
    return f"{task.title} ({when})"


def _late(tasks: Iterable[Task], today: datetime.date) -> int:
    return sum(late_by(task, today) > 0 for task in tasks)

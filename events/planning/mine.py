"""What is one's own in the workspace: the stops one leads, and one's tasks that are late or due soon."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from events.models import Side, Stop, Task, Tour
from events.planning.attention.clock import today_of
from events.planning.attention.needs import AHEAD
from events.planning.attention.words import in_how_long
from events.planning.checklist.queries import late_by, open_tasks
from events.planning.checklist.words import due_in_words, late_in_words
from events.team.queries import tours_for
from tournee.accounts.models import User

SOON_DAYS = 14
_MOST_STOPS, _MOST_TASKS = 6, 6


@dataclass(frozen=True, slots=True)
class LedStop:
    """A stop one leads, and in how long it is."""

    stop: Stop
    url: str
    when: str


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task of one's own: its stop, the address of its checklist, when it is due and how late it is ("")."""

    task: Task
    url: str
    when: str
    late: str


@dataclass(frozen=True, slots=True)
class Mine:
    """The nearest stops and the earliest tasks; then the rest of each."""

    stops: list[LedStop]
    tasks: list[OwnTask]
    later_stops: list[LedStop]
    other_tasks: list[OwnTask]


def mine_of(user: User) -> Mine:
    """What is `user`'s own on the tours of their teams that are not archived. Two queries, one where nothing is.

    A task is one's own where one is named for it, or where it is the team's, nobody's, and of a stop one leads.
    """
    tours = tours_for(user).exclude(state=Tour.State.ARCHIVED)
    named = Task.objects.filter(assignee=user, done_at=None).values("stop")
    concerned = Stop.objects.filter(Q(lead=user) | Q(pk__in=named), tour__in=tours)
    stops = list(concerned.select_related("tour").along_the_route())
    led = [_led(stop) for stop in stops if stop.lead_id == user.pk and _is_ahead(stop)]
    tasks = [_own(task) for task in (open_tasks(stops) if stops else []) if _is_own(task, user) and _is_soon(task)]
    return Mine(led[:_MOST_STOPS], tasks[:_MOST_TASKS], led[_MOST_STOPS:], tasks[_MOST_TASKS:])


def _is_ahead(stop: Stop) -> bool:
    return stop.state in AHEAD and not (stop.ends_on and stop.ends_on < today_of(stop.tour))


def _is_own(task: Task, user: User) -> bool:
    if task.assignee_id is not None:
        return task.assignee_id == user.pk
    return task.side == Side.TEAM and task.stop.lead_id == user.pk


def _is_soon(task: Task) -> bool:
    return task.due is not None and (task.due - today_of(task.stop.tour)).days <= SOON_DAYS


def _led(stop: Stop) -> LedStop:
    return LedStop(stop, _page(stop), in_how_long(stop, today_of(stop.tour)))


def _own(task: Task) -> OwnTask:
    late = late_in_words(late_by(task, today_of(task.stop.tour)))
    return OwnTask(task, f"{_page(task.stop)}checklist/", due_in_words(task), late)


def _page(stop: Stop) -> str:
    return reverse("planning_stop", args=[stop.tour.slug, stop.slug])

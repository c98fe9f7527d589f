"""What checklists contribute to planning, and to the ground floor's places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.attention.needs import attention_rules
from events.planning.checklist import reminders
from events.planning.checklist.needs import TASKS_OVERDUE
from events.planning.panels import stop_tabs
from tournee.api.routes import ApiRoute, api_routes
from tournee.history.words import action_words
from tournee.jobs.due import DueWork, due_work
from tournee.web.navigation import Link

ACTION_WORDS = {
    "checklist.add": _("added a task to the tour’s checklist"),
    "checklist.edit": _("edited a task of the tour’s checklist"),
    "checklist.move": _("moved a task of the tour’s checklist"),
    "checklist.remove": _("removed a task from the tour’s checklist"),
    "checklist.offer": _("began the checklist with the ordinary tasks"),
    "task.add": _("added the task"),
    "task.edit": _("edited the task"),
    "task.done": _("noted that the task is done"),
    "task.undone": _("noted that the task is not done after all"),
    "task.remove": _("removed the task"),
}


def stop_tab(request: HttpRequest, stop: Stop) -> Iterator[Link]:
    """A stop's checklist, for its team and its co-hosts."""
    url = reverse("planning_tasks", args=[stop.tour.slug, stop.slug])
    yield Link(gettext("Checklist"), url, request.path == url)


def register() -> None:
    """Called once, when the app is ready."""
    by = "events.planning.checklist"
    action_words.add(ACTION_WORDS, by=by)
    stop_tabs.add(stop_tab, by=by, order=20)
    attention_rules.add(TASKS_OVERDUE, by=by, order=60)
    due_work.add(DueWork("checklist.reminders", timedelta(hours=1), reminders.remind), by=by)
    api_routes.add(ApiRoute("checklist-items", "events.planning.checklist.api.ChecklistItemViewSet"), by=by, order=40)
    api_routes.add(ApiRoute("tasks", "events.planning.checklist.api.TaskViewSet"), by=by, order=45)

"""Pages of a stop's tasks, for its team and its co-hosts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from events.models import Stop, Task
from events.planning.checklist import operations
from events.planning.checklist.forms import TaskForm
from events.planning.checklist.queries import task_at, tasks_of
from events.planning.checklist.rules import ticks_task
from events.planning.checklist.words import shown
from events.planning.panels import tabs_of_stop
from events.planning.queries import stop_at
from events.planning.rules import is_open, plans_tour
from events.planning.views.pages import crumbs_to, planning_form, planning_step, sent
from events.team.rules import edits_tour, reads_tour, sees_stop
from tournee.errors import OperationError
from tournee.web.access import opens_to, signed_in_user
from tournee.web.htmx import HtmxRequest


def page_of_tasks(stop: Stop) -> str:
    """The address of the stop's checklist."""
    return reverse("planning_tasks", args=[stop.tour.slug, stop.slug])


@require_safe
@opens_to(sees_stop, of=stop_at)
def page(request: HttpRequest, stop: Stop) -> HttpResponse:
    """What is to do for a stop, as it falls due, and what is done."""
    context = {
        **_listed(request, stop),
        "tabs": tabs_of_stop(request, stop, request.path),
        "crumbs": crumbs_to(request, stop, _("Checklist")),
        "context_tour": stop.tour,
        "in_team": reads_tour.test(request.user, stop),
        "guided": stop.tour.prompts.exists(),
    }
    return render(request, "events/planning/checklist/tasks.html", context)


def _listed(request: HttpRequest, stop: Stop) -> dict[str, Any]:
    tasks = shown(tasks_of(stop), signed_in_user(request))
    return {
        "stop": stop,
        "waiting": [one for one in tasks if one.task.done_at is None],
        "done": [one for one in tasks if one.task.done_at is not None],
        "all": len(tasks),
        "late": sum(bool(one.late) for one in tasks),
        "edits": plans_tour.test(request.user, stop),
        "is_open": is_open.test(request.user, stop),
        "ticked": None,
    }


@require_POST
@opens_to(ticks_task, of=task_at)
def tick(request: HtmxRequest, task: Task) -> HttpResponse:
    """Done, or not done after all (`done` is 1 or 0); with htmx the lists come back, without it the page."""
    try:
        operations.mark_task(task, done=request.POST.get("done") == "1", actor=signed_in_user(request))
    except OperationError as refused:
        messages.error(request, str(refused))
        page = page_of_tasks(task.stop)
        return HttpResponseClientRedirect(page) if request.htmx else redirect(page)
    if not request.htmx:
        return redirect(f"{page_of_tasks(task.stop)}#task-{task.pk}")
    return render(request, "events/planning/checklist/_ticked.html", {**_listed(request, task.stop), "ticked": task})


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=stop_at)
def add(request: HttpRequest, stop: Stop) -> HttpResponse:
    """The form of a task of this stop only."""
    form, actor = TaskForm(*sent(request), stop=stop), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.add_task(stop, form.values, actor=actor),
        subject=stop,
        title=_("New task of this stop"),
        done=_("The task is added, for this stop only."),
        done_url=page_of_tasks(stop),
        back_url=page_of_tasks(stop),
        submit_label=_("Add the task"),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=task_at)
def edit(request: HttpRequest, task: Task) -> HttpResponse:
    """The form of a task, at this stop only."""
    form, actor = TaskForm(*sent(request), instance=task, stop=task.stop), signed_in_user(request)
    return planning_form(
        request,
        form,
        lambda: operations.edit_task(task, form.values, expected_version=form.expected_version, actor=actor),
        subject=task.stop,
        title=_("Edit the task"),
        intro=_("It changes at this stop only. The tour’s checklist stays as it is.") if task.item_id else "",
        done_url=f"{page_of_tasks(task.stop)}#task-{task.pk}",
        back_url=page_of_tasks(task.stop),
    )


@require_http_methods(["GET", "POST"])
@opens_to(edits_tour, of=task_at)
def remove(request: HttpRequest, task: Task) -> HttpResponse:
    """Ask, then take a task away from this stop."""
    return planning_step(
        request,
        task.stop,
        lambda: operations.remove_task(task, actor=signed_in_user(request)),
        title=_("Remove “%(task)s”?") % {"task": task},
        text=_("This stop does without it. The tour’s checklist keeps it for the others.") if task.item_id else "",
        confirm_label=_("Remove the task"),
        done=_("The task is removed."),
        back_url=page_of_tasks(task.stop),
        dangerous=True,
    )

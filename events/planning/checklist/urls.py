"""Addresses of a tour's checklist and of its stops' tasks, under /workspace/."""

from django.urls import path

from tournee.web.late import LateViews

items = LateViews("events.planning.checklist.views.items")
tasks = LateViews("events.planning.checklist.views.tasks")

TOUR = "workspace/tours/<slug:tour>/checklist/"
STOP = "workspace/tours/<slug:tour>/stops/<slug:stop>/checklist/"

urlpatterns = [
    path(TOUR, items.page, name="planning_checklist"),
    path(f"{TOUR}add/", items.add, name="planning_checklist_add"),
    path(f"{TOUR}offer/", items.offer, name="planning_checklist_offer"),
    path("workspace/checklist/<int:item>/edit/", items.edit, name="planning_checklist_edit"),
    path("workspace/checklist/<int:item>/move/", items.move, name="planning_checklist_move"),
    path("workspace/checklist/<int:item>/remove/", items.remove, name="planning_checklist_remove"),
    path(STOP, tasks.page, name="planning_tasks"),
    path(f"{STOP}add/", tasks.add, name="planning_task_add"),
    path("workspace/tasks/<int:task>/edit/", tasks.edit, name="planning_task_edit"),
    path("workspace/tasks/<int:task>/tick/", tasks.tick, name="planning_task_tick"),
    path("workspace/tasks/<int:task>/remove/", tasks.remove, name="planning_task_remove"),
]

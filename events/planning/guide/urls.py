"""Addresses of a tour's debate guide, under /workspace/."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("events.planning.guide.views")

GUIDE = "workspace/tours/<slug:tour>/guide/"

urlpatterns = [
    path(GUIDE, views.page, name="planning_guide"),
    path(f"{GUIDE}add/", views.add, name="planning_prompt_add"),
    path(f"{GUIDE}paper/", views.paper, name="planning_guide_paper"),
    path(f"{GUIDE}paper.pdf", views.as_pdf, name="planning_guide_pdf"),
    path("workspace/prompts/<int:prompt>/edit/", views.edit, name="planning_prompt_edit"),
    path("workspace/prompts/<int:prompt>/move/", views.move, name="planning_prompt_move"),
    path("workspace/prompts/<int:prompt>/remove/", views.remove, name="planning_prompt_remove"),
]

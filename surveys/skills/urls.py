"""Addresses of skills frameworks, under /workspace/skills/."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("surveys.skills.views")

ALL = "workspace/skills/"
ONE = f"{ALL}<slug:framework>/"
SKILL = f"{ONE}skills/<int:skill>/"

urlpatterns = [
    path(ALL, views.frameworks_page, name="skills_frameworks"),
    path(f"{ALL}new/", views.new, name="skills_framework_new"),
    path(ONE, views.page, name="skills_framework"),
    path(f"{ONE}edit/", views.edit, name="skills_framework_edit"),
    path(f"{ONE}freeze/", views.freeze, name="skills_framework_freeze"),
    path(f"{ONE}new-version/", views.copy, name="skills_framework_copy"),
    path(f"{ONE}skills/new/", views.new_skill, name="skill_new"),
    path(f"{SKILL}edit/", views.edit_a_skill, name="skill_edit"),
    path(f"{SKILL}move/", views.move, name="skill_move"),
    path(f"{SKILL}remove/", views.remove, name="skill_remove"),
    path(f"{ONE}<int:number>/", views.version_page, name="skills_framework_version"),
]

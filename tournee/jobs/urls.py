"""The address of the page on background work."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("tournee.jobs.views")

urlpatterns = [path("workspace/jobs/", views.jobs, name="jobs")]

"""The address of the page on background work."""

from django.urls import path

from tournee.jobs import views

urlpatterns = [path("workspace/jobs/", views.jobs, name="jobs")]

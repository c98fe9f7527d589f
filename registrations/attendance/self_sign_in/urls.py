"""The public address of a door's code."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("registrations.attendance.self_sign_in.views")

urlpatterns = [path("here/<str:token>/", views.page, name="self_sign_in")]

"""The address of the page of all changes."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("tournee.history.views")

page_patterns = [path("workspace/history/", views.everything, name="history")]

"""The address of the page of all changes."""

from django.urls import path

from tournee.history.views import everything

page_patterns = [path("workspace/history/", everything, name="history")]

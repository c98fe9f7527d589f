"""The addresses of files; the same in every language."""

from django.urls import path

from tournee.web.late import LateViews

views = LateViews("tournee.files.views")

plain_patterns = [
    path("files/<slug:token>/<str:name>", views.send_public_file, name="file"),
    path("files/private/<slug:token>/<str:name>", views.send_private_file, name="private-file"),
]

"""The addresses of files; the same in every language."""

from django.urls import path

from tournee.files.views import send_private_file, send_public_file

plain_patterns = [
    path("files/<slug:token>/<str:name>", send_public_file, name="file"),
    path("files/private/<slug:token>/<str:name>", send_private_file, name="private-file"),
]

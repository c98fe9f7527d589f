"""Pages that do what no page may, to see the harness refuse them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.tournee.factories import UserFactory


def write(request: HttpRequest) -> HttpResponse:
    """Make an account, whatever the method."""
    UserFactory()
    return HttpResponse()


urlpatterns = [path("write/", write)]

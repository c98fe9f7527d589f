"""The installation's addresses, and a kept page whose key and content the tests hold in their hands."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from tests.tournee.web.shelf import shelf
from tournee.models import User
from tournee.urls import urlpatterns as all_patterns
from tournee.web.access import anyone, opens_to
from tournee.web.kept import kept


def version(request: HttpRequest) -> str | None:
    """One query, as a real key would ask."""
    shelf.users = User.objects.count()
    return shelf.version


@opens_to(anyone)
@kept(key=version, until=lambda _request: shelf.until, query=["region"])
def page(request: HttpRequest) -> HttpResponse:
    shelf.rendered += 1
    list(User.objects.all())
    return HttpResponse(f"{shelf.text} for {request.user}", status=shelf.status)


@opens_to(anyone)
def greet(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Done")
    return redirect("kept")


@opens_to(anyone)
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


urlpatterns = [
    *i18n_patterns(
        path("kept/", page, name="kept"),
        path("greet/", greet, name="greet"),
        path("broken/", broken, name="broken"),
        prefix_default_language=False,
    ),
    *all_patterns,
]

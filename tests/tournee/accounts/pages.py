"""The installation's addresses, with pages that say who reads them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tournee import urls as installation
from tournee.accounts.signing_in import sign_in
from tournee.models import User
from tournee.web.access import anyone, opens_to, signed_in


def page(request: HttpRequest) -> HttpResponse:
    """A page that says who reads it."""
    return HttpResponse(str(request.user))


def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """What accepting an invitation does at its end."""
    return sign_in(request, User.objects.get(pk=pk), redirect_to=request.GET.get("to"))


urlpatterns = [
    path("outside/", opens_to(anyone)(page), name="outside"),
    path("inside/", opens_to(signed_in)(page), name="inside"),
    path("public-or-team/", opens_to(anyone | signed_in)(page), name="public_or_team"),
    path("accept/<int:pk>/", opens_to(anyone)(accept)),
    *installation.urlpatterns,
]

"""What the catalogue contributes: the public header's link. Its API's lists are routed where they are also written."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tournee.web.navigation import Link, public_navigation


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    public_navigation.add(navigation, by="events.catalogue", order=10)


def navigation(request: HttpRequest) -> Iterable[Link]:
    """The tours, where one is in any of them too."""
    home = reverse("home")
    return [Link(_("Tours"), home, current=request.path == home or request.path.startswith(f"{home}tours/"))]

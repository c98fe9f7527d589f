"""What the catalogue contributes: the public header's link. Its API's lists are routed where they are also written."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.catalogue.places.sitemap import place_pages
from events.catalogue.sharing.sitemap import public_pages
from tournee.web.navigation import Link, public_navigation, public_search


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    public_navigation.add(navigation, by="events.catalogue", order=10)
    public_pages.add(place_pages, by="events.catalogue", order=10)
    public_search.add(search, by="events.catalogue.finding", order=10)


def navigation(request: HttpRequest) -> Iterable[Link]:
    """The tours, where one is in any of them too."""
    home = reverse("home")
    return [Link(_("Tours"), home, current=request.path == home or request.path.startswith(f"{home}tours/"))]


def search(request: HttpRequest) -> Link | None:
    """Finding a stop, from any page but those with a larger box for it."""
    url = reverse("find_stops")
    if request.path in {url, reverse("home")}:
        return None
    return Link(_("Find a stop: a town, a postal code or a word"), url)

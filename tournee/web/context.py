"""What every page's template knows."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest

from tournee.web import navigation


def shell(request: HttpRequest) -> dict[str, object]:
    """The installation's name, and what header and footer hold, asked for only where a template shows them."""
    return {
        "site_name": settings.SITE_NAME,
        "public_links": partial(navigation.links, navigation.public_navigation, request),
        "public_search": partial(navigation.search_box, request),
        "workspace_links": partial(navigation.links, navigation.workspace_navigation, request),
        "footer_links": partial(navigation.links, navigation.footer_navigation, request),
    }

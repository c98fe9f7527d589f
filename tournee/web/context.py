"""What every page's template knows."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest

from tournee.web import navigation


def shell(request: HttpRequest) -> dict[str, object]:
    """The installation's name, and the links of header and footer, asked for only where a template shows them."""
    return {
        "site_name": settings.SITE_NAME,
        "public_links": partial(navigation.links, navigation.public_navigation, request),
        "workspace_links": partial(navigation.links, navigation.workspace_navigation, request),
        "footer_links": partial(navigation.links, navigation.footer_navigation, request),
    }

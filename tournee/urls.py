"""The addresses of the installation: each floor brings its own, French without prefix, English under /en/."""

from importlib import import_module

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns

from tournee.web.routing import by_first_part

_floors = [import_module(f"{floor}.web_urls") for floor in settings.FLOORS]
_pages = by_first_part(pattern for floor in _floors for pattern in floor.page_patterns)

urlpatterns = [
    *i18n_patterns(*_pages, prefix_default_language=False),
    *[pattern for floor in _floors for pattern in floor.plain_patterns],
]

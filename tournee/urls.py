"""The addresses of the installation: each floor brings its own, French without prefix, English under /en/."""

from importlib import import_module

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns

# An address is matched from the top, and most readers ask for public pages, which upper floors bring.
_floors = [import_module(f"{floor}.web_urls") for floor in reversed(settings.FLOORS)]

urlpatterns = [
    *i18n_patterns(*[pattern for floor in _floors for pattern in floor.page_patterns], prefix_default_language=False),
    *[pattern for floor in _floors for pattern in floor.plain_patterns],
]

"""What `manage.py check --deploy` says of an installation, besides what Django says."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 (its name in Django)

MEMORY = "django.core.cache.backends.locmem.LocMemCache"


@register(Tags.caches, deploy=True)
def shared_cache(app_configs: Sequence[AppConfig] | None, **_kwargs: object) -> list[CheckMessage]:
    """The cache is one for all processes."""
    if settings.CACHES["default"]["BACKEND"] != MEMORY:
        return []
    return [
        Warning(
            "Each process has a cache of its own: limits on requests and on codes, and the marks that keep a code of a "
            "second factor from being used twice, are counted in each process for itself.",
            hint="Set CACHE_URL=dbcache://tournee_cache and run manage.py createcachetable, or name a Redis server.",
            id="tournee.W001",
        )
    ]

"""Addresses whose module is imported when one of them is first asked for.

The REST framework, its description and what they import weigh 25 MB and half a second in every process; most requests
are for pages, and most installations' programs few.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver, clear_url_caches
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict


class LateResolver(URLResolver):
    """`URLResolver` for everything below `route`, found as `urlpatterns` in `module` once it is needed.

    Until then its names cannot be reversed; from that moment on they can.
    """

    def __init__(self, route: str, module: str) -> None:
        super().__init__(RoutePattern(route), module)
        self._module = module
        self._is_loaded = False

    @cached_property
    def url_patterns(self) -> list[URLPattern | URLResolver]:
        """The patterns of the module; loading it makes Django learn its names."""
        patterns: list[URLPattern | URLResolver] = import_module(self._module).urlpatterns
        self._is_loaded = True
        clear_url_caches()
        return patterns

    @property
    def reverse_dict(self) -> MultiValueDict[Any, Any]:
        return super().reverse_dict if self._is_loaded else MultiValueDict()

    @property
    def namespace_dict(self) -> dict[str, tuple[str, URLResolver]]:
        return super().namespace_dict if self._is_loaded else {}

    @property
    def app_dict(self) -> dict[str, list[str]]:
        return super().app_dict if self._is_loaded else {}

    def _populate(self) -> None:
        if self._is_loaded:
            super()._populate()

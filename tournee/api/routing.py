"""From the contributed routes to URL patterns."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver
from rest_framework.routers import SimpleRouter

from tournee.api.routes import ApiRoute, api_routes
from tournee.api.views import ReadViewSet


def routed(routes: Iterable[ApiRoute] = api_routes) -> list[URLPattern | URLResolver]:
    """The URL patterns of `routes`. Raises ImproperlyConfigured when an action has no predicate."""
    router = SimpleRouter()
    for route in routes:
        _require_access(router, route.viewset)
        router.register(route.prefix, route.viewset, basename=route.basename)
    return router.urls


def _require_access(router: SimpleRouter, viewset: type[ReadViewSet]) -> None:
    mappings = [router.get_method_map(viewset, route.mapping) for route in router.get_routes(viewset)]
    actions = {action for mapping in mappings for action in mapping.values()}
    if missing := sorted(actions - set(viewset.access)):
        raise ImproperlyConfigured(f"{viewset.__name__}.access says nothing about: {', '.join(missing)}")

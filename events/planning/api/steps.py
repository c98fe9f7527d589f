"""Steps as addresses: POST /api/v1/stops/<id>/publish/ and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tournee.accounts.models import User
from tournee.api.bodies import validated
from tournee.history.models import Versioned
from tournee.history.operations import StaleVersion

Take = Callable[[Any, Mapping[str, Any], User], object]


class NothingMore(serializers.Serializer[Any]):
    """An empty object."""


def step(
    name: str,
    take: Take,
    *,
    answers: type[serializers.BaseSerializer[Any]],
    asks: type[serializers.Serializer[Any]] = NothingMore,
) -> Callable[..., Response]:
    """The action called `name`, for a viewset's class body: validates what it `asks`, then calls `take`."""

    def act(self: Any, request: Request, **_address: Any) -> Response:
        def change(instance: Any, expected: int | None) -> Any:
            require_current(instance, expected)
            take(instance, validated(asks(data=request.data)), self.actor)
            return instance

        response: Response = self.changed(change)
        return response

    act.__name__ = name
    act.__doc__ = f"The step “{name}”."
    declared = action(detail=True, methods=["post"], url_path=name, url_name=name)(act)
    return extend_schema(request=asks, responses=answers)(declared)


def require_current(instance: Versioned, expected: int | None) -> None:
    """Raise StaleVersion when the caller has not seen `instance` as it stands; the operation settles the rest."""
    if expected is not None and expected != instance.version:
        raise StaleVersion(instance, {})

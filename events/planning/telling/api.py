"""Who would be told, over the API: POST /api/v1/stops/<id>/cancel/preview/ and the like, with the step's own body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.planning.api.steps import NothingMore, Take, require_current
from events.planning.conflicts.api import ConflictSerializer
from events.planning.telling.rehearsing import Rehearsal, rehearse
from events.planning.telling.told import By, Kind, Letter, Told
from tournee.api.bodies import validated
from tournee.api.versions import expected_version


class LetterSerializer(serializers.Serializer[Letter]):
    """The beginning of a real message: to whom, in which language, its subject, its first lines."""

    to = serializers.CharField()
    language = serializers.CharField()
    subject = serializers.CharField()
    beginning = serializers.ListField(child=serializers.CharField())


class ToldSerializer(serializers.Serializer[Told]):
    """Some people, how they learn of it and what that means for them; `count` is null where nobody can know."""

    who = serializers.CharField()
    by = serializers.ChoiceField(choices=By.choices)
    count = serializers.IntegerField(allow_null=True)
    said = serializers.ListField(child=serializers.CharField())
    letter = LetterSerializer(allow_null=True)


class PreviewSerializer(serializers.Serializer[Rehearsal]):
    """Who would be told, how many messages would be written, and what would clash; nothing is sent or changed."""

    told = ToldSerializer(many=True)
    messages = serializers.IntegerField()
    conflicts = ConflictSerializer(many=True)


def preview(
    name: str, kind: Kind, take: Take, *, asks: type[serializers.Serializer[Any]] = NothingMore
) -> Callable[..., Response]:
    """The preview of the step called `name`, for a viewset's class body: the same body, refused in the same words.

    `If-Match` need not be sent, since nothing changes; what is sent is held to.
    """

    def act(self: Any, request: Request, **_address: Any) -> Response:
        instance = self.get_object()
        require_current(instance, expected_version(request) if "If-Match" in request.headers else None)
        body: Mapping[str, Any] = validated(asks(data=request.data))
        looked = rehearse(instance, kind, lambda thing: take(thing, body, self.actor), actor=self.actor)
        return Response(PreviewSerializer(looked).data)

    act.__name__ = f"{name}_preview"
    act.__doc__ = f"Who would be told by the step “{name}”; nothing is sent or changed."
    declared = action(
        detail=True, methods=["post"], url_path=f"{name}/preview", url_name=f"{name}-preview", versioned=False
    )(act)
    return extend_schema(request=asks, responses=PreviewSerializer)(declared)

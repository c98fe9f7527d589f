"""Conflicts over the API: GET /api/v1/tours/<slug>/conflicts/ and /api/v1/stops/<id>/conflicts/."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.planning.conflicts.finding import Looked
from events.planning.conflicts.found import Conflict, Kind, Level
from tournee.accounts.models import User


class ConflictSerializer(serializers.Serializer[Conflict]):
    """One conflict; `key` stays the same while the same things clash."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    level = serializers.ChoiceField(choices=[(level.code, level.word) for level in Level], source="level.code")
    day = serializers.DateField()
    sentence = serializers.CharField()
    formula = serializers.CharField(allow_blank=True)
    stop = serializers.UUIDField(source="stop.public_id")


class ConflictsSerializer(serializers.Serializer[Looked]):
    """The conflicts, the most serious first, and in sentences what could not be looked at."""

    conflicts = ConflictSerializer(many=True)
    not_covered = serializers.SerializerMethodField()

    def get_not_covered(self, looked: Looked) -> list[str]:
        """What could not be looked at, in sentences."""
        return [gap.sentence for gap in looked.gaps]


def conflicts_action(look: Callable[[Any, User], Looked]) -> Callable[..., Response]:
    """The action `conflicts`, for the class body of a viewset whose objects `look` is given with the caller."""

    def conflicts(self: Any, request: Request, **_address: Any) -> Response:
        """What clashes, from today on, in the caller's language."""
        return Response(ConflictsSerializer(look(self.get_object(), self.actor)).data)

    declared = action(detail=True, methods=["get"], url_path="conflicts", url_name="conflicts", versioned=False)(
        conflicts
    )
    return extend_schema(responses=ConflictsSerializer, filters=False)(declared)

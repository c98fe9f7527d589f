"""What these lists share: who may, what an object is added to, moving one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from events.models import Tour
from events.team.rules import belongs_to_a_team, edits_any_tour
from surveys.questionnaires.rules import edits_questionnaire, reads_questionnaire
from tournee.accounts.models import User

ACCESS = {
    "list": belongs_to_a_team,
    "retrieve": reads_questionnaire,
    "create": edits_questionnaire,
    "partial_update": edits_questionnaire,
    "destroy": edits_questionnaire,
}


class WaySerializer(serializers.Serializer[Any]):
    """Where to move it, one place."""

    way = serializers.ChoiceField(choices=[("up", _("up")), ("down", _("down"))])


def way_of(body: Mapping[str, Any]) -> Any:
    """−1 for up, 1 for down."""
    return -1 if body["way"] == "up" else 1


def added_to(request: Request, name: str, find: Callable[[object], object | None], user: User) -> object:
    """What the object that is created belongs to, named `name` in the body: what access is asked about.

    Whoever edits tours is told when there is none; to others it is a tour that is nobody's.
    """
    wanted = request.data.get(name) if isinstance(request.data, Mapping) else None
    found = find(wanted) if isinstance(wanted, str | int) and not isinstance(wanted, bool) else None
    if found is None and edits_any_tour.test(user):
        raise serializers.ValidationError({name: [_("Name one of your own.")]}, code="not_found")
    return found or Tour(pk=0)

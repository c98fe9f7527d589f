"""The next edition and a stop like another over the API: POST /tours/<slug>/clone/ and /stops/<id>/duplicate/."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.planning.editions.operations import clone_tour, duplicate_stop
from events.reference.api import CommuneField
from events.reference.vintages import INDUSTRY_VINTAGES
from tournee.accounts.models import User
from tournee.api.bodies import validated

Make = Callable[[Any, Mapping[str, Any], User], Model]


class CloneSerializer(serializers.Serializer[Any]):
    """The next edition: its titles, its first day, and whether the partner organisations come along."""

    title_fr = serializers.CharField(max_length=160)
    title_en = serializers.CharField(max_length=160, required=False, default="", allow_blank=True)
    starts_on = serializers.DateField()
    territory_vintage = serializers.ChoiceField(choices=INDUSTRY_VINTAGES, required=False, default="", allow_blank=True)
    partners = serializers.BooleanField(required=False, default=False)


class DuplicateSerializer(serializers.Serializer[Any]):
    """Where and when: a commune by its INSEE code, or the name of a place; neither is the same place."""

    town = CommuneField(required=False, allow_null=True, default=None)
    place = serializers.CharField(max_length=120, required=False, default="", allow_blank=True)
    starts_on = serializers.DateField()


def makes_another(
    name: str, make: Make, *, asks: type[serializers.Serializer[Any]], answers: type[serializers.BaseSerializer[Any]]
) -> Callable[..., Response]:
    """The action called `name`, for a viewset's class body: another object made from this one, which stays."""

    def act(self: Any, request: Request, **_address: Any) -> Response:
        source = self.get_object()
        made: Response = self.answered(make(source, validated(asks(data=request.data)), self.actor), status=201)
        return made

    act.__name__ = name
    act.__doc__ = f"Another one from this: “{name}”."
    declared = action(detail=True, methods=["post"], url_path=name, url_name=name, versioned=False)(act)
    return extend_schema(request=asks, responses={201: answers})(declared)


def clone_action(answers: type[serializers.BaseSerializer[Any]]) -> Callable[..., Response]:
    """POST …/clone/ on a tour: answers with the next edition."""
    return makes_another(
        "clone", lambda tour, body, actor: clone_tour(tour, **body, actor=actor), asks=CloneSerializer, answers=answers
    )


def duplicate_action(answers: type[serializers.BaseSerializer[Any]]) -> Callable[..., Response]:
    """POST …/duplicate/ on a stop: answers with the new stop."""

    def make(stop: Any, body: Mapping[str, Any], actor: User) -> Model:
        same = {} if body["town"] or body["place"] else {"town": stop.town, "place": stop.place}
        return duplicate_stop(stop, **{**body, **same}, actor=actor)

    return makes_another("duplicate", make, asks=DuplicateSerializer, answers=answers)

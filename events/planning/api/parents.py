"""What a new object is made in, as a request names it: its tour or its stop, or a refusal that says what to give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from events.models import Stop, Tour
from events.team.rules import edits_any_tour


def tour_named(request: Request) -> Tour:
    """The tour whose slug the body gives as `tour`; nobody's where there is none.

    Raises ValidationError, so that whoever edits tours is told that there is none of that name.
    """
    slug = _given(request, "tour")
    tour = Tour.objects.filter(slug=slug).first() if isinstance(slug, str) else None
    if tour is None and edits_any_tour.test(request.user):
        raise serializers.ValidationError({"tour": [_("Give the slug of one of your tours.")]}, code="no_such_tour")
    return tour or Tour(pk=0)


def stop_named(request: Request) -> Stop | Tour:
    """The stop whose id the body gives as `stop`; a tour that is nobody's where there is none.

    Raises ValidationError, so that whoever edits tours is told that there is none of that id.
    """
    stop = stop_with(_given(request, "stop"))
    if stop is None and edits_any_tour.test(request.user):
        raise serializers.ValidationError({"stop": [_("Give the id of a stop of your tours.")]}, code="no_such_stop")
    return stop or Tour(pk=0)


def _given(request: Request, name: str) -> Any:
    return request.data.get(name) if isinstance(request.data, Mapping) else None


def stop_with(public_id: object) -> Stop | None:
    """The stop of this id, as a request gave it; None where there is none, or where this is no id."""
    field = serializers.UUIDField()
    try:
        return Stop.objects.filter(public_id=field.run_validation(public_id)).first()
    except serializers.ValidationError:
        return None

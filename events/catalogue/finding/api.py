"""Finding stops over the API: GET /api/v1/stops/search/, by the function that the page asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.catalogue.finding.facets import NAMES, TIMES
from events.catalogue.finding.reading import LONGEST
from events.catalogue.finding.search import Finding, Found, Stops
from events.models import Territory
from events.reference.errors import SeveralTowns, TownNotFound
from events.reference.queries import town_named
from tournee.search.places import words_of


class SearchParameters(serializers.Serializer[Any]):
    """What is asked."""

    q = serializers.CharField(
        max_length=LONGEST, required=False, help_text=_("words that a stop’s texts must all hold, in either language")
    )
    near = serializers.CharField(
        max_length=LONGEST,
        required=False,
        help_text=_("a commune by name, postal code or INSEE code: the nearest stops come first, with their distance"),
    )
    when = serializers.ChoiceField(
        choices=[(value.code, label) for value, label in TIMES.items()],
        required=False,
        help_text=_("to come, open for registration, or past; at any time if it is not sent"),
    )
    month = serializers.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$",
        max_length=7,
        required=False,
        help_text=_("a month, such as 2027-03"),
        error_messages={"invalid": _("Write the month with its year, such as 2027-03.")},
    )
    region = serializers.CharField(max_length=12, required=False, help_text=_("the region’s code, such as 32"))
    territory = serializers.CharField(
        max_length=30, required=False, help_text=_("a territoire d’industrie with its wave: ti-2023-2027-ti-3206")
    )
    theme = serializers.CharField(max_length=60, required=False, help_text=_("the theme’s address (slug)"))

    def validate_q(self, text: str) -> list[str]:
        """The words. Raises ValidationError where nothing in it can be looked for."""
        if not (words := words_of(text)):
            raise serializers.ValidationError(_("Write a letter or a number at least."), code="no_word")
        return words


def search_action(stop: type[serializers.BaseSerializer[Any]]) -> Callable[..., Response]:
    """The action `search`, for the class body of a viewset of stops, which `stop` shows."""

    class FoundStopSerializer(stop):  # type: ignore[valid-type, misc]
        """A stop that was found, as it is shown everywhere else."""

        distance_km = serializers.FloatField(
            allow_null=True, read_only=True, help_text=_("as the crow flies from the commune’s centre; null if unknown")
        )

        class Meta(stop.Meta):  # type: ignore[name-defined]
            fields = [*stop.Meta.fields, "distance_km"]  # type: ignore[attr-defined]

    def search(self: Any, request: Request, **_address: Any) -> Response:
        """Public stops that hold the words, narrowed; from the nearest to a commune, or along the calendar."""
        page = self.paginate_queryset(found(request).found)
        distances = {one.entry.stop.pk: one.km for one in page}
        shown = {one.pk: one for one in self.get_queryset().filter(pk__in=distances)}
        for pk, one in shown.items():
            one.distance_km = _rounded(distances[pk])
        ordered = [shown[pk] for pk in distances if pk in shown]
        return self.get_paginated_response(FoundStopSerializer(ordered, many=True, context={"request": request}).data)

    declared = action(
        detail=False, methods=["get"], versioned=False, action_parameters=tuple(SearchParameters().fields)
    )(search)
    return extend_schema(
        summary=_("Search"), parameters=[SearchParameters], responses=FoundStopSerializer(many=True), filters=False
    )(declared)


def found(request: Request) -> Finding:
    """What answers to the address. Raises ValidationError beside each parameter that is at fault."""
    asked = SearchParameters(data=request.query_params)
    asked.is_valid(raise_exception=True)
    values = asked.validated_data
    near = _commune(values["near"]) if values.get("near") else None
    stops = Stops(timezone.now())
    finding = stops.find(words=values.get("q", []), near=near, wanted={n: values.get(n, "") for n in NAMES})
    if finding.sifted.unknown:  # no stop is there, or on that; what the page leaves out is told apart here
        return Finding(finding.tours, list[Found](), finding.sifted)
    return finding


def _commune(text: str) -> Territory:
    try:
        return town_named(text)
    except SeveralTowns as several:
        named = ", ".join(f"{town.name} ({town.code})" for town in several.candidates)
        raise serializers.ValidationError({"near": [f"{several} {named}"]}, code=several.code) from several
    except TownNotFound as unknown:
        raise serializers.ValidationError({"near": [str(unknown)]}, code=unknown.code) from unknown


def _rounded(km: float | None) -> float | None:
    return None if km is None else round(km, 1)

"""What GET /api/v1/stops/search/ is asked, and what is found: by the function that the page asks."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

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

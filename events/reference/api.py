"""Communes over the API: what a form offers as somebody types."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Territory
from events.reference.queries import commune_with_code, communes, town_label, towns_matching
from tournee.api.views import ReadViewSet
from tournee.errors import OperationError
from tournee.web.access import anyone

_WORDS = OpenApiParameter(
    "q", OpenApiTypes.STR, description=gettext_noop("The beginning of a name, a postal code or an INSEE code.")
)


class CommuneField(serializers.CharField):
    """A commune, written as its INSEE code; empty is none."""

    def to_internal_value(self, data: str) -> Any:
        """The Territory of the code. Raises ValidationError."""
        code = super().to_internal_value(data)
        try:
            return commune_with_code(code) if code else None
        except OperationError as error:
            raise serializers.ValidationError(str(error), code=error.code) from error


class PlaceSerializer(serializers.ModelSerializer[Territory]):
    """A territory by code and name."""

    class Meta:
        model = Territory
        fields = ["code", "name"]


class TownSerializer(serializers.ModelSerializer[Territory]):
    """A commune; `label` is what the town fields of forms take."""

    label = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field of this name, not a Field's label
    postal_codes = serializers.SerializerMethodField()
    departement = PlaceSerializer(source="parent", allow_null=True, read_only=True)
    region = PlaceSerializer(source="parent.parent", allow_null=True, default=None, read_only=True)

    class Meta:
        model = Territory
        fields = [
            "code", "name", "label", "postal_codes", "population", "latitude", "longitude", "departement", "region"
        ]  # fmt: skip

    def get_label(self, town: Territory) -> str:
        return town_label(town)

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_postal_codes(self, town: Territory) -> list[str]:
        return sorted(postal.code for postal in town.postal_codes.all())


class TownViewSet(ReadViewSet):
    """The communes of 2026, by INSEE code."""

    title = _("Communes")
    says = _("Communes with postal codes, département, region and centre; found by name, postal code or INSEE code.")
    serializer_class = TownSerializer
    access = {"list": anyone, "retrieve": anyone}
    lookup_field = "code"
    query_parameters = ("q",)

    def get_queryset(self) -> QuerySet[Territory]:
        if self.action == "list" and "q" in self.request.query_params:
            return towns_matching(self.request.query_params["q"][:120])
        return communes().order_by("code")

    @extend_schema(parameters=[_WORDS])
    def list(self, request: Request) -> Response:
        return super().list(request)

"""Organisations over the API: for those who keep them, and each one's representatives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Organisation, OrganisationIdentifier
from events.organisations import operations
from events.organisations.queries import matching, numbers_of, organisations
from events.organisations.rules import keeps_organisation, keeps_organisations
from events.reference.api import CommuneField
from tournee.api.fields import LinkField, TranslatedField
from tournee.api.views import EditViewSet

_WORDS = OpenApiParameter("q", OpenApiTypes.STR, description=gettext_noop("Name, acronym, town or number."))
_NUMBERS = {
    "type": "object",
    "properties": {s: {"type": "array", "items": {"type": "string"}} for s in OrganisationIdentifier.Scheme.values},
    "additionalProperties": False,
    "example": {"siren": ["198013447"], "uai": ["0801344B"]},
}


@extend_schema_field(_NUMBERS)
class NumbersSerializerField(serializers.DictField):
    """The numbers by scheme; sent, they take the place of those of the same scheme."""

    child = serializers.ListField(child=serializers.CharField(max_length=30), max_length=50)

    def to_representation(self, value: Any) -> dict[str, list[str]]:
        return value

    def to_internal_value(self, data: Any) -> dict[str, list[str]]:
        numbers: dict[str, list[str]] = super().to_internal_value(data)
        if unknown := sorted(set(numbers) - set(OrganisationIdentifier.Scheme.values)):
            raise serializers.ValidationError(_("There is no kind of number called %s.") % unknown[0])
        return numbers


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """An organisation; `town` is the INSEE code of its commune."""

    name = TranslatedField()
    town = CommuneField(source="town.code", allow_null=True, required=False, default=None)
    website = LinkField()
    numbers = NumbersSerializerField(required=False)
    logo = serializers.CharField(source="logo.url", read_only=True, default=None, allow_null=True)

    class Meta:
        model = Organisation
        fields = ["slug", "kind", "name", "acronym", "website", "town", "numbers", "logo", "fictitious", "version"]
        read_only_fields = ["slug", "version"]

    def to_representation(self, instance: Organisation) -> dict[str, Any]:
        instance.numbers = numbers_of(instance)  # type: ignore[attr-defined]
        return super().to_representation(instance)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The columns and the numbers, as the operations take them; a new organisation has a French name."""
        if "town" in attrs:
            attrs["town"] = attrs["town"]["code"]
        if self.instance is None and not attrs.get("name_fr"):
            raise serializers.ValidationError({"name": [_("Give the French name.")]}, code="required")
        return attrs


class OrganisationViewSet(EditViewSet):
    """Organisations, by the slug of their address."""

    title = _("Organisations")
    says = _("Universities, clusters, chambers, authorities and others, with the numbers they are known by.")
    serializer_class = OrganisationSerializer
    lookup_field = "slug"
    query_parameters = ("q",)
    access = {
        "list": keeps_organisations,
        "create": keeps_organisations,
        "retrieve": keeps_organisation,
        "partial_update": keeps_organisation,
    }

    def get_queryset(self) -> QuerySet[Organisation]:
        found = organisations().order_by("search_key", "pk")
        return matching(found, self.request.query_params.get("q", "")[:120]) if self.action == "list" else found

    @extend_schema(parameters=[_WORDS])
    def list(self, request: Request) -> Response:
        return super().list(request)

    def create_with(self, values: Mapping[str, Any]) -> Organisation:
        columns, numbers = _parted(values)
        return operations.create_organisation(columns, numbers=numbers, actor=self.actor)

    def change_with(
        self, instance: Organisation, values: Mapping[str, Any], expected_version: int | None
    ) -> Organisation:
        columns, numbers = _parted(values)
        operations.edit_organisation(
            instance, columns, numbers=numbers, expected_version=expected_version, actor=self.actor
        )
        return instance


def _parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    columns = {name: value for name, value in values.items() if name != "numbers"}
    return columns, values.get("numbers", {})

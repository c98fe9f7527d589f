"""Terms and codes over the API, for the editors of a tour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Organisation, Session, Stop
from events.planning.api.parents import stop_named
from events.planning.api.steps import require_current
from events.team.queries import roles_of
from events.team.rules import edits_any_tour, edits_tour
from registrations.booking.terms import operations
from registrations.models import AccessCode, SetAside, Terms
from tournee.accounts.models import User
from tournee.api.parts import Whole
from tournee.api.views import EditViewSet, Removes


class TermsSerializer(serializers.ModelSerializer[Terms]):
    """The terms of a stop; a stop has none until somebody sets them, and then takes everybody."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.select_related("tour"))
    maximum_per_firm = serializers.IntegerField(min_value=1, max_value=1000, required=False, allow_null=True)
    offer_hours = serializers.IntegerField(min_value=1, max_value=720, required=False, allow_null=True)

    class Meta:
        model = Terms
        fields = ["id", "stop", *operations.FIELDS, "version"]
        read_only_fields = ["id", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Terms stay at their stop."""
        if self.instance is not None and attrs.pop("stop", self.instance.stop) != self.instance.stop:
            raise serializers.ValidationError({"stop": [_("Terms stay at their stop.")]}, code="another_stop")
        return attrs


class SetAsideSerializer(Whole, serializers.ModelSerializer[SetAside]):
    """Seats of a session that are kept for a code, and how many of them are left."""

    session = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Session.objects.all())

    class Meta:
        model = SetAside
        fields = ["session", "seats", "left"]
        read_only_fields = ["left"]


class AccessCodeSerializer(serializers.ModelSerializer[AccessCode]):
    """A code of a stop, with the seats set aside for it; those that are not sent stay as they are."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.select_related("tour"))
    organisation = serializers.SlugRelatedField[Any](
        slug_field="slug", queryset=Organisation.objects.all(), required=False, allow_null=True
    )
    set_asides = SetAsideSerializer(many=True, required=False)

    class Meta:
        model = AccessCode
        fields = ["id", "stop", "organisation", "code", "until", "withdrawn_at", "set_asides", "version"]
        read_only_fields = ["id", "withdrawn_at", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A code stays at its stop."""
        if self.instance is not None and attrs.pop("stop", self.instance.stop) != self.instance.stop:
            raise serializers.ValidationError({"stop": [_("A code stays at its stop.")]}, code="another_stop")
        return attrs


class StopFilter(django_filters.FilterSet):
    """Of which stop."""

    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))


class TermsViewSet(EditViewSet):
    """Terms of registration, by their number."""

    title = _("Terms of registration")
    says = _("When, from whom and how the stops of the caller’s tours take registrations, for their editors.")
    serializer_class = TermsSerializer
    filterset_class = StopFilter
    lookup_value_converter = "int"
    access = {"list": edits_any_tour, "retrieve": edits_tour, "create": edits_tour, "partial_update": edits_tour}

    def get_queryset(self) -> QuerySet[Terms]:
        return Terms.objects.filter(_edited(self.actor)).select_related("stop__tour").order_by("pk")

    def access_about(self) -> object:
        """The stop whose terms are set."""
        return stop_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Terms:
        return operations.add_terms(values["stop"], values, actor=self.actor)

    def change_with(self, instance: Terms, values: Mapping[str, Any], expected_version: int | None) -> Terms:
        return operations.save_terms(instance.stop, values, expected_version=expected_version, actor=self.actor)


class AccessCodeViewSet(Removes, EditViewSet):
    """Codes, by their number."""

    title = _("Codes")
    says = _("Codes that open stops of the caller’s tours, for their editors. One that is removed is withdrawn.")
    serializer_class = AccessCodeSerializer
    filterset_class = StopFilter
    lookup_value_converter = "int"
    access = {
        "list": edits_any_tour,
        "retrieve": edits_tour,
        "create": edits_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
    }

    def get_queryset(self) -> QuerySet[AccessCode]:
        found = AccessCode.objects.filter(_edited(self.actor))
        return found.select_related("stop__tour", "organisation").prefetch_related("set_asides__session").order_by("pk")

    def access_about(self) -> object:
        """The stop that gets a code."""
        return stop_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> AccessCode:
        return operations.add_code(values["stop"], values, set_aside=_seats(values) or {}, actor=self.actor)

    def change_with(self, instance: AccessCode, values: Mapping[str, Any], expected_version: int | None) -> AccessCode:
        return operations.edit_code(
            instance, values, set_aside=_seats(values), expected_version=expected_version, actor=self.actor
        )

    def remove_with(self, instance: AccessCode, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.withdraw_code(instance, actor=self.actor)


def _edited(user: User) -> Q:
    """Of the tours whose editor this person is."""
    roles = roles_of(user)
    edited = roles.edited
    return Q() if roles.administrator else Q(stop__tour__in=edited)


def _seats(values: Mapping[str, Any]) -> dict[int, int] | None:
    """The seats set aside by session (id); None where none were sent."""
    if "set_asides" not in values:
        return None
    return {one["session"].pk: one["seats"] for one in values["set_asides"]}

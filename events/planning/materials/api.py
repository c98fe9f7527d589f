"""Materials over the API. A file is sent by its form; here its address is read, and an address is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Material, Session, Stop, Tour
from events.planning.api.parents import stop_named
from events.planning.materials import operations
from events.team.queries import co_hosted_stops, tours_for
from events.team.rules import edits_stop
from tournee.api.fields import LinkField, TranslatedField
from tournee.api.views import EditViewSet, Removes
from tournee.web.access import anyone


class MaterialSerializer(serializers.ModelSerializer[Material]):
    """A material of a stop, or of one of its sessions; `file` is the address of a file that was sent by its form."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.all())
    session = serializers.SlugRelatedField[Any](
        slug_field="public_id", queryset=Session.objects.all(), required=False, allow_null=True
    )
    title = TranslatedField()
    url = LinkField()
    file = serializers.SerializerMethodField()

    class Meta:
        model = Material
        fields = ["id", "stop", "session", "title", "url", "file", "position", "version"]
        read_only_fields = ["id", "position", "version"]

    def get_file(self, material: Material) -> str | None:
        """The address of its file."""
        return self.context["request"].build_absolute_uri(material.file.url) if material.file else None

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new material has a French title; a material stays at its stop."""
        if self.instance is None and not attrs.get("title_fr"):
            raise serializers.ValidationError({"title": [_("Give the French title.")]}, code="required")
        if self.instance is not None and attrs.pop("stop", self.instance.stop) != self.instance.stop:
            raise serializers.ValidationError({"stop": [_("A material stays at its stop.")]}, code="another_stop")
        return attrs


class MaterialFilter(django_filters.FilterSet):
    """Which materials: of a stop."""

    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))


class MaterialViewSet(Removes, EditViewSet):
    """Materials, by their number."""

    title = _("Materials for participants")
    says = _("Of public stops; to a member of a tour’s team and to co-hosts, of all stops that are theirs.")
    serializer_class = MaterialSerializer
    filterset_class = MaterialFilter
    lookup_value_converter = "int"
    access = {
        "list": anyone,
        "retrieve": anyone,
        "create": edits_stop,
        "partial_update": edits_stop,
        "destroy": edits_stop,
    }

    def get_queryset(self) -> QuerySet[Material]:
        """Materials of public stops and of the caller's tours and stops, in order."""
        user = self.request.user
        public = Q(stop__published_at__isnull=False) & ~Q(stop__tour__state=Tour.State.DRAFT)
        own = Q(stop__tour__in=tours_for(user).values("pk")) | Q(stop__in=co_hosted_stops(user).values("pk"))
        found = Material.objects.filter(public | own).select_related("stop__tour", "session", "file")
        return found.order_by("stop_id", "position", "pk")

    def access_about(self) -> object:
        """The stop to which a material is added. Whoever edits tours is told when there is none of that id."""
        return stop_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Material:
        return operations.add_material(values["stop"], values, actor=self.actor)

    def change_with(self, instance: Material, values: Mapping[str, Any], expected_version: int | None) -> Material:
        return operations.edit_material(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Material, expected_version: int | None) -> None:
        operations.remove_material(instance, expected_version=expected_version, actor=self.actor)

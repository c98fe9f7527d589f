"""Tours over the API, written by their teams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.catalogue import api as catalogue
from events.models import Theme, Tour
from events.planning import operations
from events.planning.api.steps import step
from events.planning.attention.api import needs_action
from events.planning.conflicts.api import conflicts_action
from events.planning.conflicts.finding import look_at_tour
from events.planning.editions.api import clone_action
from events.planning.editions.rules import clones_tour
from events.planning.exchange.api import TakesTables
from events.team.queries import tours_for
from events.team.rules import creates_tours, edits_tour, manages_tour, reads_tour
from tournee.api.fields import TranslatedField
from tournee.api.views import Changes, Creates
from tournee.web.access import anyone

ONLY_WRITTEN = (
    "contact_name", "contact_email", "target_stops", "target_companies", "target_participants", "target_organisations",
    "target_questionnaires", "second_factor_required",
)  # fmt: skip


class TourSerializer(catalogue.TourSerializer):
    """A tour, to read and to write; contact, targets and the second factor are written and not shown."""

    title = TranslatedField()
    intro = TranslatedField(required=False)
    themes = serializers.SlugRelatedField[Any](
        slug_field="slug", many=True, required=False, queryset=Theme.objects.all()
    )
    previous_edition = serializers.SlugRelatedField[Any](
        slug_field="slug", required=False, allow_null=True, queryset=Tour.objects.all()
    )

    class Meta(catalogue.TourSerializer.Meta):
        fields = [*catalogue.TourSerializer.Meta.fields, *ONLY_WRITTEN]
        read_only_fields = ["state", "version"]
        extra_kwargs = {
            "slug": {"required": False, "validators": []},
            **{name: {"write_only": True} for name in ONLY_WRITTEN},
        }

    def validate_previous_edition(self, tour: Tour | None) -> Tour | None:
        """One of the caller's own."""
        user = self.context["request"].user
        if tour is not None and not tours_for(user).filter(pk=tour.pk).exists():
            raise serializers.ValidationError(_("This is no tour of yours."), code="not_yours")
        return tour

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new tour has a French title; what the columns cannot hold is refused."""
        if self.instance is None and not attrs.get("title_fr"):
            raise serializers.ValidationError({"title": [_("Give the French title.")]}, code="required")
        return attrs


class TourViewSet(TakesTables, Creates, Changes, catalogue.TourViewSet):
    """Tours, by their slug."""

    serializer_class = TourSerializer
    access = {
        **catalogue.TourViewSet.access,
        "create": creates_tours,
        "partial_update": edits_tour,
        "publish": manages_tour,
        "archive": manages_tour,
        "reopen": manages_tour,
        "import_stops": edits_tour,
        "clone": clones_tour,
        "conflicts": reads_tour,
        "needs": reads_tour,
        "list": anyone,
    }

    def create_with(self, values: Mapping[str, Any]) -> Tour:
        return operations.create_tour(values, actor=self.actor)

    def change_with(self, instance: Tour, values: Mapping[str, Any], expected_version: int | None) -> Tour:
        return operations.edit_tour(instance, values, expected_version=expected_version, actor=self.actor)

    clone = clone_action(TourSerializer)
    publish = step(
        "publish", lambda tour, _body, actor: operations.publish_tour(tour, actor=actor), answers=TourSerializer
    )
    archive = step(
        "archive", lambda tour, _body, actor: operations.archive_tour(tour, actor=actor), answers=TourSerializer
    )
    reopen = step(
        "reopen", lambda tour, _body, actor: operations.reopen_tour(tour, actor=actor), answers=TourSerializer
    )
    conflicts = conflicts_action(look_at_tour)
    needs = needs_action()

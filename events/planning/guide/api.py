"""Debate guides over the API: the questions of a tour's, read and written by its team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Prompt, Tour
from events.planning.api.parents import tour_named
from events.planning.api.steps import require_current
from events.planning.guide import operations
from events.team.queries import tours_for
from events.team.rules import edits_tour, reads_tour
from tournee.api.fields import LinkField, TranslatedField
from tournee.api.views import EditViewSet, Removes
from tournee.web.access import signed_in


class PromptSerializer(serializers.ModelSerializer[Prompt]):
    """A question of a tour's debate guide, with what only the facilitator reads; in the order of `position`."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    text = TranslatedField()
    hint = TranslatedField(required=False)
    source_url = LinkField()

    class Meta:
        model = Prompt
        fields = ["id", "tour", "text", "hint", "minutes", "source_url", "position", "version"]
        read_only_fields = ["position", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new question is written in French; a question stays in its tour's guide."""
        if self.instance is None and not attrs.get("text_fr"):
            raise serializers.ValidationError({"text": [_("Give the French text.")]}, code="required")
        if self.instance is not None and attrs.pop("tour", self.instance.tour) != self.instance.tour:
            raise serializers.ValidationError({"tour": [_("It stays in its tour’s guide.")]}, code="another_tour")
        return attrs


class PromptFilter(django_filters.FilterSet):
    """Which questions: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))


class PromptViewSet(Removes, EditViewSet):
    """Questions of debate guides, by their id."""

    title = _("Debate guides")
    says = _("What is asked at every stop of a tour, in order; read by its team, written by its editors.")
    serializer_class = PromptSerializer
    filterset_class = PromptFilter
    lookup_value_converter = "int"
    access = {
        "list": signed_in,
        "retrieve": reads_tour,
        "create": edits_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
    }

    def get_queryset(self) -> QuerySet[Prompt]:
        """Those of the caller's tours, in order."""
        prompts = Prompt.objects.filter(tour__in=tours_for(self.request.user).values("pk"))
        return prompts.select_related("tour").order_by("tour", "position", "pk")

    def access_about(self) -> object:
        """The tour whose guide gets a question; its editors are told when there is none of that name."""
        return tour_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Prompt:
        columns = {name: value for name, value in values.items() if name != "tour"}
        return operations.add_prompt(values["tour"], columns, actor=self.actor)

    def change_with(self, instance: Prompt, values: Mapping[str, Any], expected_version: int | None) -> Prompt:
        return operations.edit_prompt(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Prompt, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.remove_prompt(instance, actor=self.actor)

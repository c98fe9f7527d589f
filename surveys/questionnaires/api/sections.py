"""The pages of questionnaires over the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.planning.api.steps import require_current, step
from events.team.queries import tours_for
from surveys.models import Questionnaire, Section
from surveys.questionnaires import operations
from surveys.questionnaires.api.shared import ACCESS, WaySerializer, added_to, way_of
from surveys.questionnaires.rules import edits_questionnaire
from tournee.api.fields import TranslatedField
from tournee.api.views import EditViewSet, Removes


class SectionSerializer(serializers.ModelSerializer[Section]):
    """One page of a questionnaire."""

    questionnaire = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Questionnaire.objects.all())
    title = TranslatedField(required=False)

    class Meta:
        model = Section
        fields = ["id", "questionnaire", "position", "title", "version"]
        read_only_fields = ["position", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A page stays in its questionnaire."""
        if self.instance is not None and attrs.pop("questionnaire", self.instance.questionnaire) != (
            self.instance.questionnaire
        ):
            raise serializers.ValidationError({"questionnaire": [_("This stays as it is.")]}, code="stays")
        return attrs


class SectionFilter(django_filters.FilterSet):
    """Which pages: of a questionnaire."""

    questionnaire = django_filters.CharFilter("questionnaire__slug", help_text=_("the questionnaire’s slug"))


class SectionViewSet(Removes, EditViewSet):
    """Pages of questionnaires, by their id."""

    title = _("Pages of questionnaires")
    says = _("Pages of the questionnaires of one’s tours, in order. A page is removed with its questions.")
    serializer_class = SectionSerializer
    filterset_class = SectionFilter
    lookup_field = "pk"
    lookup_value_converter = "int"
    access = {**ACCESS, "move": edits_questionnaire}

    def get_queryset(self) -> QuerySet[Section]:
        """Pages of the caller's teams, questionnaire by questionnaire, in order."""
        sections = Section.objects.filter(questionnaire__tour__in=tours_for(self.request.user).values("pk"))
        return sections.select_related("questionnaire__tour").order_by("-questionnaire_id", "position", "pk")

    def access_about(self) -> object:
        """The questionnaire to which a page is added."""
        if self.action != "create":
            return None
        return added_to(self.request, "questionnaire", _questionnaire, self.actor)

    def create_with(self, values: Mapping[str, Any]) -> Section:
        columns = {name: value for name, value in values.items() if name != "questionnaire"}
        return operations.add_section(values["questionnaire"], columns, actor=self.actor)

    def change_with(self, instance: Section, values: Mapping[str, Any], expected_version: int | None) -> Section:
        return operations.edit_section(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Section, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.remove_section(instance, actor=self.actor)

    move = step(
        "move",
        lambda section, body, actor: operations.move_section(section, way_of(body), actor=actor),
        asks=WaySerializer,
        answers=SectionSerializer,
    )


def _questionnaire(slug: object) -> Questionnaire | None:
    return Questionnaire.objects.select_related("tour").filter(slug=slug).first() if isinstance(slug, str) else None

"""Questionnaires over the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from events.models import Tour
from events.planning.api.steps import step
from surveys.models import Question, Questionnaire, Section
from surveys.questionnaires import operations
from surveys.questionnaires.api.questions import QuestionSerializer
from surveys.questionnaires.api.sections import SectionSerializer
from surveys.questionnaires.api.shared import ACCESS, added_to
from surveys.questionnaires.queries import questionnaires_for
from surveys.questionnaires.rules import edits_questionnaire
from tournee.api.fields import TranslatedField
from tournee.api.views import EditViewSet, Removes


@extend_schema_serializer(component_name="QuestionnairePageQuestions")
class WholeSectionSerializer(SectionSerializer):
    """A page with its questions."""

    questions = QuestionSerializer(many=True, read_only=True)

    class Meta(SectionSerializer.Meta):
        fields = ["id", "position", "title", "questions", "version"]


class QuestionnaireSerializer(serializers.ModelSerializer[Questionnaire]):
    """A questionnaire with its pages and questions in order; these are written in lists of their own."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    title = TranslatedField(required=False)
    intro = TranslatedField(required=False)
    thanks = TranslatedField(required=False)
    pages = WholeSectionSerializer(source="sections", many=True, read_only=True)

    class Meta:
        model = Questionnaire
        fields = [
            "slug", "tour", "title", "intro", "thanks", "minutes", "in_french", "in_english", "pages", "version",
        ]  # fmt: skip
        read_only_fields = ["slug", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A questionnaire stays in its tour."""
        if self.instance is not None and attrs.pop("tour", self.instance.tour) != self.instance.tour:
            raise serializers.ValidationError({"tour": [_("This stays as it is.")]}, code="stays")
        return attrs


class QuestionnaireFilter(django_filters.FilterSet):
    """Which questionnaires: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s slug"))


class QuestionnaireViewSet(Removes, EditViewSet):
    """Questionnaires, by their slug."""

    title = _("Questionnaires")
    says = _("Questionnaires of one’s tours, with their pages and questions.")
    serializer_class = QuestionnaireSerializer
    filterset_class = QuestionnaireFilter
    lookup_field = "slug"
    lookup_value_converter = "slug"
    access = {**ACCESS, "freeze": edits_questionnaire}

    def get_queryset(self) -> QuerySet[Questionnaire]:
        """Questionnaires of the caller's teams, newest first, with all their pages and questions."""
        questions = Question.objects.select_related("skill").order_by("position", "pk")
        sections = Section.objects.order_by("position", "pk").prefetch_related(Prefetch("questions", questions))
        return questionnaires_for(self.request.user).prefetch_related(Prefetch("sections", sections))

    def access_about(self) -> object:
        """The tour for which a questionnaire is written."""
        return added_to(self.request, "tour", _tour, self.actor) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Questionnaire:
        columns = {name: value for name, value in values.items() if name != "tour"}
        return operations.create_questionnaire(values["tour"], columns, actor=self.actor)

    def change_with(
        self, instance: Questionnaire, values: Mapping[str, Any], expected_version: int | None
    ) -> Questionnaire:
        return operations.edit_questionnaire(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Questionnaire, expected_version: int | None) -> None:
        operations.remove_questionnaire(instance, expected_version=expected_version, actor=self.actor)

    freeze = step(
        "freeze",
        lambda questionnaire, _body, actor: operations.freeze(questionnaire, actor),
        answers=QuestionnaireSerializer,
    )


def _tour(slug: object) -> Tour | None:
    return Tour.objects.filter(slug=slug).first() if isinstance(slug, str) else None

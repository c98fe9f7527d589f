"""Questions over the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.planning.api.steps import require_current, step
from events.team.queries import tours_for
from surveys.models import Question, Section, Skill
from surveys.questionnaires import operations
from surveys.questionnaires.api.shared import ACCESS, WaySerializer, added_to, way_of
from surveys.questionnaires.queries import skills_to_ask_about
from surveys.questionnaires.rules import edits_questionnaire
from tournee.api.fields import TranslatedField
from tournee.api.views import EditViewSet, Removes
from tournee.questions.registry import kinds

LONGEST = 2**31 - 1  # what an integer key holds on PostgreSQL


@extend_schema_field({"type": "object", "additionalProperties": True})
class SettingsField(serializers.JSONField):
    """What a question's kind asks for: choices, items and levels, limits; codes are made where none is given."""


class SkillField(serializers.SlugRelatedField[Any]):
    """A skill of the framework version frozen last, by its code."""

    def get_queryset(self) -> QuerySet[Skill]:
        return skills_to_ask_about()


class QuestionSerializer(serializers.ModelSerializer[Question]):
    """One question; `page` is the id of its page, `code` names it in exports, for ever once frozen."""

    page = serializers.PrimaryKeyRelatedField[Any](source="section", queryset=Section.objects.all())
    kind = serializers.ChoiceField(choices=kinds())
    label = TranslatedField(required=False)  # type: ignore[assignment]  # a serializer of its own has a label too
    help = TranslatedField(required=False)
    skill = SkillField(slug_field="code", required=False, allow_null=True)
    settings = SettingsField(required=False)

    class Meta:
        model = Question
        fields = [
            "id", "page", "position", "code", "kind", "label", "help", "required", "skill", "settings", "version",
        ]  # fmt: skip
        read_only_fields = ["position", "code", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A question keeps its kind, and moves by its step."""
        if self.instance is not None:
            for name, column in (("page", "section"), ("kind", "kind")):
                if column in attrs and attrs[column] != getattr(self.instance, column):
                    raise serializers.ValidationError({name: [_("This stays as it is.")]}, code="stays")
        return attrs


class QuestionFilter(django_filters.FilterSet):
    """Which questions: of a questionnaire, of a page."""

    questionnaire = django_filters.CharFilter("questionnaire__slug", help_text=_("the questionnaire’s slug"))
    page_id = django_filters.NumberFilter("section", max_value=LONGEST, min_value=0, help_text=_("the page’s id"))


class QuestionViewSet(Removes, EditViewSet):
    """Questions, by their id."""

    title = _("Questions")
    says = _("Questions of the questionnaires of one’s tours, in order. What was frozen of them never changes.")
    serializer_class = QuestionSerializer
    filterset_class = QuestionFilter
    lookup_field = "pk"
    lookup_value_converter = "int"
    access = {**ACCESS, "move": edits_questionnaire}

    def get_queryset(self) -> QuerySet[Question]:
        """Questions of the caller's teams, questionnaire by questionnaire, in order."""
        questions = Question.objects.filter(questionnaire__tour__in=tours_for(self.request.user).values("pk"))
        return questions.select_related("questionnaire__tour", "section", "skill").order_by(
            "-questionnaire_id", "section__position", "section_id", "position", "pk"
        )

    def access_about(self) -> object:
        """The page to which a question is added."""
        return added_to(self.request, "page", _section, self.actor) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Question:
        columns = {name: value for name, value in values.items() if name not in {"section", "kind"}}
        return operations.add_question(values["section"], values["kind"], columns, actor=self.actor)

    def change_with(self, instance: Question, values: Mapping[str, Any], expected_version: int | None) -> Question:
        return operations.edit_question(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Question, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.remove_question(instance, actor=self.actor)

    move = step(
        "move",
        lambda question, body, actor: operations.move_question(question, way_of(body), actor=actor),
        asks=WaySerializer,
        answers=QuestionSerializer,
    )


def _section(wanted: object) -> Section | None:
    if not isinstance(wanted, int) or not 0 < wanted <= LONGEST:
        return None
    return Section.objects.select_related("questionnaire__tour").filter(pk=wanted).first()

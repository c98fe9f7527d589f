"""The organiser's own questions over the API: what is asked, and what is answered with a registration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.models import Stop, Tour
from events.planning.api.parents import tour_named
from events.planning.api.steps import step
from events.team.queries import roles_of
from events.team.rules import edits_any_tour, edits_tour
from registrations.booking.questions import operations
from registrations.booking.questions.forms.asking import PREFIX, of_party
from registrations.booking.questions.queries import OwnQuestions
from registrations.models import FormQuestion
from tournee.api.fields import TranslatedField
from tournee.api.views import EditViewSet
from tournee.ordering.rows import Way
from tournee.questions.registry import kinds
from tournee.questions.settings import MOST_CHOICES
from tournee.questions.stored import Value

ANSWERS = {"type": "object", "additionalProperties": {}}


@extend_schema_field(ANSWERS)
class AnswersField(serializers.DictField):
    """Answers by the code of their question: a choice’s code, a list of them, a number or a text."""


@extend_schema_field({"type": "object", "additionalProperties": True})
class SettingsField(serializers.DictField):
    """What the question’s kind asks for: choices, items and levels, limits; codes are made where none is given."""


class ShownIfSerializer(serializers.Serializer[Any]):
    """Asked only of those who chose one of these answers to the question of this code."""

    question = serializers.SlugField(max_length=40)
    choices = serializers.ListField(child=serializers.SlugField(max_length=40), min_length=1, max_length=MOST_CHOICES)


@extend_schema_field(
    {
        "type": "object",
        "properties": {"question": {"type": "string"}, "choices": {"type": "array", "items": {"type": "string"}}},
        "example": {"question": "travel", "choices": ["by-car"]},
    }
)
class ShownIfField(ShownIfSerializer):
    """The condition: codes of the question that decides, and of its answers; `{}` for what is always asked."""

    def to_internal_value(self, data: Any) -> Any:
        return {} if data == {} else super().to_internal_value(data)

    def to_representation(self, instance: Any) -> Any:
        return dict(instance)


class FormQuestionSerializer(serializers.ModelSerializer[FormQuestion]):
    """A question of a tour’s registration form, or of one stop’s; `code` names it in answers, for ever."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    stop = serializers.SlugRelatedField[Any](
        slug_field="public_id", queryset=Stop.objects.all(), required=False, allow_null=True
    )
    kind = serializers.ChoiceField(choices=kinds())
    label = TranslatedField(required=False)  # type: ignore[assignment]  # a serializer of its own has a label too
    help = TranslatedField(required=False)
    settings = SettingsField(required=False)
    shown_if = ShownIfField(required=False)

    class Meta:
        model = FormQuestion
        fields = [
            "id", "tour", "stop", "code", "kind", "asked_of", "label", "help", "required", "settings", "shown_if",
            "withdrawn_at", "version",
        ]  # fmt: skip
        read_only_fields = ["code", "withdrawn_at", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A question keeps its tour and its kind."""
        if self.instance is not None:
            for name in ("tour", "kind"):
                if name in attrs and attrs.pop(name) != getattr(self.instance, name):
                    raise serializers.ValidationError({name: [_("This stays as it is.")]}, code="stays")
        return attrs


_WAYS: Mapping[str, Way] = {"up": -1, "down": 1}


class WayBody(serializers.Serializer[Any]):
    """One place up, or down."""

    way = serializers.ChoiceField(choices=[("up", _("up")), ("down", _("down"))])


class FormQuestionFilter(django_filters.FilterSet):
    """Which questions: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s slug"))


class FormQuestionViewSet(EditViewSet):
    """Questions of registration forms, by their id."""

    title = _("Questions of registration forms")
    says = _("What the caller’s tours ask of whoever registers, in order; read and written by their editors.")
    serializer_class = FormQuestionSerializer
    filterset_class = FormQuestionFilter
    lookup_value_converter = "int"
    access = {
        "list": edits_any_tour,
        "retrieve": edits_tour,
        "create": edits_tour,
        "partial_update": edits_tour,
        "move": edits_tour,
        "withdraw": edits_tour,
        "restore": edits_tour,
    }

    def get_queryset(self) -> QuerySet[FormQuestion]:
        """Those of the tours whose editor the caller is."""
        roles = roles_of(self.request.user)
        found = FormQuestion.objects.select_related("tour", "stop")
        if not roles.administrator:
            found = found.filter(tour__in=roles.edited)
        return found.order_by("tour_id", "position", "pk")

    def access_about(self) -> object:
        """The tour whose form gets a question; its editors are told when there is none of that name."""
        return tour_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> FormQuestion:
        columns = {name: value for name, value in values.items() if name not in {"tour", "kind"}}
        return operations.add_question(values["tour"], values["kind"], columns, actor=self.actor)

    def change_with(self, instance: FormQuestion, values: Mapping[str, Any], expected_version: int | None) -> Any:
        return operations.edit_question(instance, values, expected_version=expected_version, actor=self.actor)

    move = step(
        "move",
        lambda question, body, actor: operations.move_question(question, _WAYS[body["way"]], actor=actor),
        asks=WayBody,
        answers=FormQuestionSerializer,
    )
    withdraw = step(
        "withdraw",
        lambda question, _body, actor: operations.withdraw_question(question, actor=actor),
        answers=FormQuestionSerializer,
    )
    restore = step(
        "restore",
        lambda question, _body, actor: operations.restore_question(question, actor=actor),
        answers=FormQuestionSerializer,
    )


def answers_given(own: OwnQuestions, given: Mapping[str, Any], *, of_each: bool) -> dict[int, Value]:
    """The answers as they are stored, of those `given` by code: of each person, or of the party; none is required.

    Raises serializers.ValidationError for a code that is not asked, and for what its question refuses.
    """
    asked = own.of_attendee if of_each else own.of_registration
    if unknown := set(given) - {one.question.code for one in asked}:
        said = _("There is no question with this code here: %(codes)s.") % {"codes": ", ".join(sorted(unknown))}
        raise serializers.ValidationError({"answers": [said]}, code="unknown_question")
    if not given:
        return {}
    form = forms.Form({PREFIX + name: value for code, sent in given.items() for name, value in _fields(code, sent)})
    within = of_party(form, OwnQuestions(asked), lenient=True)
    form.full_clean()
    answers = within.clean(form.cleaned_data)
    if form.errors:
        told = [f"{name.removeprefix(PREFIX)}: {said[0]}" for name, said in form.errors.items()]
        raise serializers.ValidationError({"answers": told}, code="bad_answer")
    return answers


def _fields(code: str, sent: Any) -> list[tuple[str, Any]]:
    """The fields of one question: a scale is answered line by line."""
    if isinstance(sent, Mapping):
        return [(f"{code}-{item}", level) for item, level in sent.items()]
    return [(code, sent)]

"""Passages over the API: for the editors of their tours."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Session, Tour
from events.planning.api.steps import step
from events.team.queries import roles_of
from events.team.rules import edits_any_tour, edits_tour
from surveys.listening import operations
from surveys.listening.operations.noting import FIELDS
from surveys.listening.queries import CODINGS
from surveys.models import Coding, Passage, Skill
from surveys.skills.queries import newest_frozen_version
from tournee.accounts.models import User
from tournee.api.views import EditViewSet


class CodedSkillSerializer(serializers.ModelSerializer[Coding]):
    """A skill that a passage speaks of, by its code in a version of a framework."""

    framework = serializers.CharField(source="skill.framework_version.framework.slug", read_only=True)
    version = serializers.IntegerField(source="skill.framework_version.number", read_only=True)
    code = serializers.CharField(source="skill.code", read_only=True)

    class Meta:
        model = Coding
        fields = ["framework", "version", "code"]


class PassageSerializer(serializers.ModelSerializer[Passage]):
    """What somebody said; `session` is its session's id, `submission` names one sending: sent twice, it is one."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    tour = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    stop = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True, allow_null=True)
    session = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Session.objects.all())
    submission = serializers.UUIDField(write_only=True, required=False)
    skills = CodedSkillSerializer(source="coded", many=True, read_only=True)

    class Meta:
        model = Passage
        fields = [
            "id", "tour", "stop", "session", "origin", "text", "language", "voice", "said_at", "quotable", "skills",
            "submission", "version",
        ]  # fmt: skip
        read_only_fields = ["origin", "said_at", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A passage stays at its session."""
        if self.instance is not None and attrs.pop("session", self.instance.session) != self.instance.session:
            raise serializers.ValidationError({"session": [_("A passage stays at its session.")]}, code="stays")
        return attrs


class SkillCodeSerializer(serializers.Serializer[Any]):
    """A skill of the framework that was frozen last, by its code."""

    skill = serializers.CharField(max_length=20)


class PassageFilter(django_filters.FilterSet):
    """Which passages: of a tour, of a stop, of a session; coded or not."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))
    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))
    session = django_filters.UUIDFilter("session__public_id", help_text=_("the session’s id"))
    coded = django_filters.BooleanFilter(
        "codings", "isnull", exclude=True, distinct=True, help_text=_("whether they are coded")
    )


def _code(passage: Passage, body: Mapping[str, Any], actor: User) -> object:
    version = newest_frozen_version()
    skill = Skill.objects.filter(framework_version=version, code=body["skill"]).first() if version else None
    if skill is None:
        said = _("There is no skill of this code in the framework that was frozen last.")
        raise serializers.ValidationError({"skill": [said]}, code="no_such_skill")
    return operations.code_passage(passage, skill, actor=actor)


def _uncode(passage: Passage, body: Mapping[str, Any], actor: User) -> None:
    for coding in passage.codings.select_related("skill").filter(skill__code=body["skill"]):
        if coding.skill is not None:
            operations.uncode_passage(passage, coding.skill, actor=actor)


class PassageViewSet(EditViewSet):
    """Passages, by their id."""

    title = _("Passages")
    says = _("What was said at the sessions of the tours you edit, and the skills it speaks of.")
    serializer_class = PassageSerializer
    filterset_class = PassageFilter
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    access = {
        "list": edits_any_tour,
        "retrieve": edits_tour,
        "create": edits_tour,
        "partial_update": edits_tour,
        "withdraw": edits_tour,
        "code": edits_tour,
        "uncode": edits_tour,
    }

    def get_queryset(self) -> QuerySet[Passage]:
        """The standing passages of the tours that the caller edits, in the order in which they were said."""
        roles = roles_of(self.request.user)
        passages = Passage.objects.filter(withdrawn_at=None)
        if not roles.administrator:
            passages = passages.filter(tour__in=roles.edited)
        related = passages.select_related("tour", "stop__tour", "session__stop__tour").prefetch_related(CODINGS)
        return related.order_by("said_at", "pk")

    def access_about(self) -> object:
        """The session at which something is noted. Whoever edits tours is told when there is none of that id."""
        if self.action != "create":
            return None
        wanted = self.request.data.get("session") if isinstance(self.request.data, Mapping) else None
        session = _session_with(wanted)
        if session is None and edits_any_tour.test(self.request.user):
            said = _("Give the id of a session of your tours.")
            raise serializers.ValidationError({"session": [said]}, code="no_such_session")
        return session or Tour(pk=0)  # which is nobody's

    def create_with(self, values: Mapping[str, Any]) -> Passage:
        note = {"voice": "", "language": "fr", **{name: values[name] for name in FIELDS if name in values}}
        submission = values.get("submission") or uuid.uuid4()
        passage = operations.note_passage(values["session"], note, submission=submission, actor=self.actor)
        if "quotable" in values:
            operations.set_quotable(passage, values["quotable"], actor=self.actor)
        return passage

    def change_with(self, instance: Passage, values: Mapping[str, Any], expected_version: int | None) -> Passage:
        if words := {name: values[name] for name in FIELDS if name in values}:
            operations.edit_passage(instance, words, expected_version=expected_version, actor=self.actor)
            expected_version = None
        if "quotable" in values:
            operations.set_quotable(instance, values["quotable"], expected_version=expected_version, actor=self.actor)
        return instance

    withdraw = step(
        "withdraw",
        lambda passage, _body, actor: operations.withdraw_passage(passage, actor=actor),
        answers=PassageSerializer,
    )
    code = step("code", _code, asks=SkillCodeSerializer, answers=PassageSerializer)
    uncode = step("uncode", _uncode, asks=SkillCodeSerializer, answers=PassageSerializer)


def _session_with(public_id: object) -> Session | None:
    field = serializers.UUIDField()
    try:
        return Session.objects.select_related("stop__tour").filter(public_id=field.run_validation(public_id)).first()
    except serializers.ValidationError:
        return None

"""Skills frameworks over the API: their frozen versions, read by anyone."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from surveys.models import FrameworkVersion, Skill, SkillsFramework
from tournee.api.fields import TranslatedField
from tournee.api.views import ReadViewSet
from tournee.web.access import anyone


class SkillSerializer(serializers.ModelSerializer[Skill]):
    """A skill; `domain` is the code of the one it stands below, null at the top."""

    title = TranslatedField(read_only=True)
    domain = serializers.CharField(source="parent.code", read_only=True, default=None, allow_null=True)

    class Meta:
        model = Skill
        fields = ["code", "title", "domain"]


class FrameworkVersionSerializer(serializers.ModelSerializer[FrameworkVersion]):
    """A frozen version, with its skills in order."""

    skills = SkillSerializer(many=True, read_only=True)

    class Meta:
        model = FrameworkVersion
        fields = ["number", "frozen_at", "skills"]


class SkillsFrameworkSerializer(serializers.ModelSerializer[SkillsFramework]):
    """A framework, with its frozen versions, newest first."""

    title = TranslatedField(read_only=True)
    versions = FrameworkVersionSerializer(many=True, read_only=True)

    class Meta:
        model = SkillsFramework
        fields = ["slug", "title", "source", "fictitious", "versions"]


class SkillsFrameworkViewSet(ReadViewSet):
    """Skills frameworks, by the slug of their address."""

    title = _("Skills frameworks")
    says = _("What questions and passages refer to; each version stays as it was frozen.")
    serializer_class: type[serializers.BaseSerializer[Any]] = SkillsFrameworkSerializer
    lookup_field = "slug"
    access = {"list": anyone, "retrieve": anyone}

    def get_queryset(self) -> QuerySet[SkillsFramework]:
        """Those with a frozen version; three queries."""
        skills = Prefetch("skills", Skill.objects.select_related("parent"))
        frozen = FrameworkVersion.objects.filter(frozen_at__isnull=False).order_by("-number").prefetch_related(skills)
        found = SkillsFramework.objects.filter(versions__frozen_at__isnull=False).distinct()
        return found.order_by("slug").prefetch_related(Prefetch("versions", frozen))

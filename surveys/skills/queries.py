"""Reading skills frameworks: from an address to its object, the tree of a version, what passages are coded to."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from surveys.models import FrameworkVersion, Skill, SkillsFramework


@dataclass(frozen=True, slots=True)
class Branch:
    """A skill that stands at the top of a version, with those below it; with any, it is a domain."""

    skill: Skill
    below: list[Skill] = field(default_factory=list)


def frameworks() -> QuerySet[SkillsFramework]:
    """All of them, each with its `versions`, newest first, and how many skills those hold; two queries."""
    versions = FrameworkVersion.objects.annotate(size=Count("skills")).order_by("-number")
    return SkillsFramework.objects.prefetch_related(Prefetch("versions", versions)).order_by("slug")


def framework_at(framework: str) -> SkillsFramework:
    """The framework at that address. Raises Http404."""
    return get_object_or_404(SkillsFramework, slug=framework)


def latest_version_at(framework: str) -> FrameworkVersion:
    """The newest version of the framework at that address. Raises Http404."""
    versions = FrameworkVersion.objects.select_related("framework").filter(framework__slug=framework)
    latest = versions.order_by("-number").first()
    return latest or get_object_or_404(versions)


def version_at(framework: str, number: int) -> FrameworkVersion:
    """That version of the framework at that address. Raises Http404."""
    versions = FrameworkVersion.objects.select_related("framework")
    return get_object_or_404(versions, framework__slug=framework, number=number)


def skill_at(framework: str, skill: int) -> Skill:
    """A skill of the framework at that address. Raises Http404."""
    skills = Skill.objects.select_related("framework_version__framework", "parent")
    return get_object_or_404(skills, framework_version__framework__slug=framework, pk=skill)


def tree_of(version: FrameworkVersion) -> list[Branch]:
    """The skills of a version in order; one query."""
    return branches(version.skills.all())


def branches(skills: QuerySet[Skill] | list[Skill]) -> list[Branch]:
    """Skills in order, those at the top with those below them."""
    found = {skill.pk: skill for skill in skills}
    tops = {skill.pk: Branch(skill) for skill in found.values() if skill.parent_id is None}
    for skill in found.values():
        top = skill
        while top.parent_id is not None:
            top = found[top.parent_id]
        if top is not skill:
            tops[top.pk].below.append(skill)
    return list(tops.values())


def newest_frozen_version() -> FrameworkVersion | None:
    """The version that was frozen last, of whichever framework: what passages are coded to."""
    frozen = FrameworkVersion.objects.select_related("framework").filter(frozen_at__isnull=False)
    return frozen.order_by("-frozen_at", "-pk").first()


def codable_skills(version: FrameworkVersion) -> QuerySet[Skill]:
    """The skills of a version that something can be coded to: all but those with others below them."""
    return Skill.objects.filter(framework_version=version, below__isnull=True)

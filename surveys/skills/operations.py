"""Writing a skills framework: its tree while it is not frozen, freezing, and the next version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.models import FrameworkVersion, Skill, SkillMapping, SkillsFramework
from surveys.skills.errors import SkillsError
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import record, save_changes
from tournee.ordering.rows import Way, moved_in, number_rows, position_after
from tournee.texts.slugs import free_slug

FRAMEWORK_FIELDS = ("title_fr", "title_en", "source", "fictitious")
SKILL_FIELDS = ("code", "title_fr", "title_en", "parent")
_CODE = re.compile(r"[\w.\-]+")


@transaction.atomic
def create_framework(values: Mapping[str, Any], *, actor: User | None) -> SkillsFramework:
    """A new framework, with a first version to fill. `values` are its columns; its address is made of the title."""
    framework = SkillsFramework(**{name: values[name] for name in FRAMEWORK_FIELDS if name in values})
    framework.slug = free_slug(
        framework.title_fr, SkillsFramework.objects.all(), fallback="framework", reserved=("new",)
    )
    framework.save()
    FrameworkVersion.objects.create(framework=framework, number=1)
    record("framework.create", framework, actor=actor)
    return framework


@transaction.atomic
def edit_framework(
    framework: SkillsFramework, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> SkillsFramework:
    """Change what it is called and where it comes from; its address stays. Raises StaleVersion."""
    fields = {name: values[name] for name in FRAMEWORK_FIELDS if name in values}
    save_changes(framework, fields, expected_version=expected_version, actor=actor, action="framework.edit")
    return framework


@transaction.atomic
def add_skill(version: FrameworkVersion, values: Mapping[str, Any], *, actor: User | None) -> Skill:
    """A skill, or a domain where `parent` is None, at the end. Without a code it is given one. Raises SkillsError."""
    _require_draft(version.pk)
    raise_first(faults_of_skill(version, values))
    columns = {name: values[name] for name in SKILL_FIELDS if values.get(name)}
    skill = Skill(framework_version=version, **columns)
    skill.code = skill.code or _free_code(version, skill.parent)
    skill.position = position_after(_neighbours(version, skill.parent))
    skill.save()
    record("skill.add", skill, actor=actor)
    return skill


@transaction.atomic
def edit_skill(skill: Skill, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None) -> Skill:
    """Change it; in another domain it stands at the end. Raises SkillsError, StaleVersion."""
    version = _require_draft(skill.framework_version_id)
    fields = {name: values[name] for name in SKILL_FIELDS if name in values}
    if not fields.get("code", "x"):
        del fields["code"]  # it keeps the one it has
    raise_first(faults_of_skill(version, fields, skill))
    if "parent" in fields and fields["parent"] != skill.parent:
        fields["position"] = position_after(_neighbours(version, fields["parent"]))
    save_changes(skill, fields, expected_version=expected_version, actor=actor, action="skill.edit")
    return skill


@transaction.atomic
def move_skill(skill: Skill, by: Way, *, actor: User | None) -> None:
    """One place up or down among its neighbours; the first and the last stay where they are. Raises SkillsError."""
    version = _require_draft(skill.framework_version_id)
    neighbours = list(_neighbours(version, skill.parent))
    moved = moved_in(neighbours, skill, by)
    if moved != neighbours:
        number_rows(moved)
        record("skill.move", skill, actor=actor)


@transaction.atomic
def remove_skill(skill: Skill, *, actor: User | None) -> None:
    """It is in the version no more. Raises SkillsError for a frozen version, and for a domain that holds skills."""
    _require_draft(skill.framework_version_id)
    if skill.below.exists():
        raise SkillsError(_("There are skills in this domain. Move or remove them first."), code="domain_not_empty")
    record("skill.remove", skill, actor=actor)
    skill.delete()


@transaction.atomic
def freeze_version(version: FrameworkVersion, *, actor: User | None) -> FrameworkVersion:
    """Its skills change no more: passages are coded to them from now on. Raises SkillsError where it holds none."""
    if not version.skills.exists():
        raise SkillsError(_("There is no skill in it yet. Add one first."), code="empty")
    if not FrameworkVersion.objects.filter(pk=version.pk, frozen_at=None).update(frozen_at=timezone.now()):
        raise _frozen()
    version.refresh_from_db(fields=["frozen_at"])
    record("framework.freeze", version, actor=actor)
    return version


@transaction.atomic
def start_version(framework: SkillsFramework, *, actor: User | None) -> FrameworkVersion:
    """The next version to work on: a copy of the newest, each of its skills mapped as the same.

    Raises SkillsError while the newest is not frozen.
    """
    SkillsFramework.objects.select_for_update().get(pk=framework.pk)
    newest = framework.versions.order_by("-number").first()
    if newest is None or newest.frozen_at is None:
        raise SkillsError(_("A version is being written already. Freeze it first."), code="draft_exists")
    version = FrameworkVersion.objects.create(framework=framework, number=newest.number + 1)
    copies: dict[int | None, Skill] = {}
    olds = sorted(newest.skills.all(), key=lambda skill: skill.parent_id is not None)  # domains first
    for old in olds:
        copies[old.pk] = Skill.objects.create(
            framework_version=version, parent=copies.get(old.parent_id), code=old.code, title_fr=old.title_fr,
            title_en=old.title_en, position=old.position,
        )  # fmt: skip
    SkillMapping.objects.bulk_create(
        SkillMapping(before=old, after=copies[old.pk], relation=SkillMapping.Relation.SAME) for old in olds
    )
    record("framework.copy", version, actor=actor)
    return version


def faults_of_skill(
    version: FrameworkVersion, values: Mapping[str, Any], skill: Skill | None = None
) -> Iterator[SkillsError]:
    """What is wrong with `values` for a new skill of `version`, or for `skill`: its code, its domain."""
    code, parent = values.get("code"), values.get("parent")
    if code and not _CODE.fullmatch(code):
        said = _("A code is made of letters, figures, points and hyphens, without spaces.")
        yield SkillsError(said, code="bad_code", field="code")
    others = Skill.objects.filter(framework_version=version, code=code).exclude(pk=skill.pk if skill else 0)
    if code and others.exists():
        yield SkillsError(_("Another skill has this code. Choose another."), code="code_taken", field="code")
    if parent is None:
        return
    if parent.framework_version_id != version.pk or parent.parent_id is not None or parent == skill:
        yield SkillsError(_("Choose one of the domains of this version."), code="no_domain", field="parent")
    elif skill is not None and skill.below.exists():
        said = _("There are skills in this domain: it cannot be put into another.")
        yield SkillsError(said, code="domain_not_empty", field="parent")


def _require_draft(pk: int) -> FrameworkVersion:
    """The version, held until the end of the transaction; raises SkillsError once it is frozen."""
    version = FrameworkVersion.objects.select_for_update().get(pk=pk)
    if version.frozen_at is not None:
        raise _frozen()
    return version


def _frozen() -> SkillsError:
    return SkillsError(
        _("This version is frozen, so that what refers to it stays true. Start a new version to change it."),
        code="frozen",
    )


def _neighbours(version: FrameworkVersion, parent: Skill | None) -> QuerySet[Skill]:
    """What stands in that domain, or at the top."""
    return Skill.objects.filter(framework_version=version, parent=parent)


def _free_code(version: FrameworkVersion, parent: Skill | None) -> str:
    """The next number at the top ("3"), or below a domain ("3.2")."""
    taken = set(version.skills.values_list("code", flat=True))
    number = _neighbours(version, parent).count() + 1
    start = f"{parent.code}." if parent else ""
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"[:20]

"""Saying which skills a passage speaks of, and whether it may be quoted."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from events.planning.operations.changing import changes_a_tour
from surveys.listening.errors import NoteError
from surveys.models import Coding, Passage, Skill
from surveys.skills.queries import newest_frozen_version
from tournee.accounts.models import User
from tournee.history.operations import record, save_changes


@changes_a_tour
def code_passage(passage: Passage, skill: Skill, *, actor: User | None) -> Coding:
    """The passage speaks of this skill; saying so twice is saying it once.

    Raises NoteError unless it is a skill, not a domain, of the version that was frozen last.
    """
    if passage.withdrawn_at is not None:
        raise NoteError(_("This note was withdrawn meanwhile."), code="withdrawn")
    newest = newest_frozen_version()
    if newest is None or skill.framework_version_id != newest.pk:
        raise NoteError(_("Choose a skill of the framework that was frozen last."), code="other_version", field="skill")
    if skill.below.exists():
        raise NoteError(_("This is a domain. Choose one of its skills."), code="domain", field="skill")
    coding, is_new = Coding.objects.get_or_create(passage=passage, skill=skill, defaults={"by": actor})
    if is_new:
        record("passage.code", passage, actor=actor, changes={"skill": (None, skill)})
    return coding


@changes_a_tour
def uncode_passage(passage: Passage, skill: Skill, *, actor: User | None) -> None:
    """It does not speak of this skill after all, of whatever version that is."""
    removed, _by_model = Coding.objects.filter(passage=passage, skill=skill).delete()
    if removed:
        record("passage.uncode", passage, actor=actor, changes={"skill": (skill, None)})


@changes_a_tour
def set_quotable(
    passage: Passage, quotable: bool, *, expected_version: int | None = None, actor: User | None
) -> Passage:
    """Whether the passage may stand in a synthesis, read as not giving anybody away. Raises StaleVersion."""
    values = {"quotable": quotable}
    save_changes(passage, values, expected_version=expected_version, actor=actor, action="passage.quotable")
    return passage

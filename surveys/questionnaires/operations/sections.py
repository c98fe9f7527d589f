"""The pages of a questionnaire: adding, editing, moving, removing sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.planning.operations.changing import changes_a_tour
from surveys.models import Questionnaire, Section
from surveys.questionnaires.errors import QuestionnaireError
from tournee.accounts.models import User
from tournee.history.operations import record, save_changes
from tournee.ordering.rows import Way, moved_in, number_rows, position_after

FIELDS = ("title_fr", "title_en")
MOST_SECTIONS = 30


@changes_a_tour
def add_section(questionnaire: Questionnaire, values: Mapping[str, Any], *, actor: User | None) -> Section:
    """A page at the end of `questionnaire`. Raises QuestionnaireError past the thirtieth."""
    lock(questionnaire)
    if questionnaire.sections.count() >= MOST_SECTIONS:
        said = _("A questionnaire has %(most)s pages at most.") % {"most": MOST_SECTIONS}
        raise QuestionnaireError(said, code="too_many_sections")
    columns = {name: values[name] for name in FIELDS if name in values}
    position = position_after(questionnaire.sections.all())
    section = Section.objects.create(questionnaire=questionnaire, position=position, **columns)
    record("section.add", section, actor=actor)
    return section


@changes_a_tour
def edit_section(
    section: Section, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Section:
    """Change its title. Raises StaleVersion, TourArchived."""
    fields = {name: values[name] for name in FIELDS if name in values}
    save_changes(section, fields, expected_version=expected_version, actor=actor, action="section.edit")
    return section


@changes_a_tour
def move_section(section: Section, by: Way, *, actor: User | None) -> Section:
    """One place up or down; at the end of the questionnaire it stays."""
    lock(section.questionnaire)
    sections = list(section.questionnaire.sections.order_by("position", "pk"))
    moved = moved_in(sections, section, by)
    if moved != sections:
        number_rows(moved)
        section.refresh_from_db()
        record("section.move", section, actor=actor)
    return section


@changes_a_tour
def remove_section(section: Section, *, actor: User | None) -> None:
    """Take a page out, with its questions; frozen versions keep them. Raises QuestionnaireError at the last page."""
    lock(section.questionnaire)
    if not section.questionnaire.sections.exclude(pk=section.pk).exists():
        raise QuestionnaireError(_("A questionnaire has one page at least."), code="last_section")
    lost = (str(section), "")
    section.delete()
    record("section.remove", section.questionnaire, actor=actor, changes={"section": lost})


def lock(questionnaire: Questionnaire) -> None:
    """Nobody else moves, adds, removes or freezes anything of it until this transaction ends."""
    Questionnaire.objects.select_for_update(of=("self",)).filter(pk=questionnaire.pk).first()

"""Questionnaires as a whole: creating, editing, copying, removing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.operations.changing import changes_a_tour
from surveys.models import Question, Questionnaire, Section
from surveys.questionnaires.errors import QuestionnaireError
from surveys.questionnaires.queries import sections_of
from tournee.accounts.models import User
from tournee.errors import raise_first
from tournee.history.operations import StaleVersion, record, save_changes
from tournee.texts.slugs import free_slug

FIELDS = (
    "title_fr", "title_en", "intro_fr", "intro_en", "thanks_fr", "thanks_en", "minutes", "in_french", "in_english",
)  # fmt: skip
MOST_MINUTES = 60


@changes_a_tour
def create_questionnaire(tour: Tour, values: Mapping[str, Any], *, actor: User | None) -> Questionnaire:
    """A questionnaire of `tour` with one empty page; `values` are columns. Raises QuestionnaireError, TourArchived."""
    raise_first(faults_of_questionnaire(values))
    questionnaire = Questionnaire(tour=tour, **{name: values[name] for name in FIELDS if name in values})
    questionnaire.slug = _free_slug(questionnaire)
    questionnaire.save()
    Section.objects.create(questionnaire=questionnaire, position=1)
    record("questionnaire.create", questionnaire, actor=actor)
    return questionnaire


@changes_a_tour
def edit_questionnaire(
    questionnaire: Questionnaire, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Questionnaire:
    """Change it; what was frozen stays as it was. Raises QuestionnaireError, StaleVersion, TourArchived."""
    fields = {name: values[name] for name in FIELDS if name in values}
    raise_first(faults_of_questionnaire(fields, questionnaire))
    save_changes(questionnaire, fields, expected_version=expected_version, actor=actor, action="questionnaire.edit")
    return questionnaire


@changes_a_tour
def copy_questionnaire(tour: Tour, source: Questionnaire, *, actor: User | None) -> Questionnaire:
    """A questionnaire of `tour` with the sections and questions of `source`, codes included, as they stand now."""
    columns = {name: getattr(source, name) for name in FIELDS}
    copy = Questionnaire(tour=tour, **columns)
    for language, said in (("fr", "%s (copie)"), ("en", "%s (copy)")):
        if title := columns[f"title_{language}"]:
            setattr(copy, f"title_{language}", said % title[:150])
    copy.slug = _free_slug(copy)
    copy.save()
    for section in sections_of(source):
        made = Section.objects.create(
            questionnaire=copy, position=section.position, title_fr=section.title_fr, title_en=section.title_en
        )
        Question.objects.bulk_create(_copied(question, made) for question in section.questions.all())
    record("questionnaire.copy", copy, actor=actor, changes={"source": (None, str(source))})
    return copy


def _copied(question: Question, section: Section) -> Question:
    kept = ("position", "code", "kind", "label_fr", "label_en", "help_fr", "help_en", "required", "settings")
    columns = {name: getattr(question, name) for name in kept}
    return Question(section=section, questionnaire=section.questionnaire, skill=question.skill, **columns)


@changes_a_tour
def remove_questionnaire(questionnaire: Questionnaire, *, expected_version: int | None, actor: User | None) -> None:
    """Delete one that was never sent. Raises QuestionnaireError once a version or a campaign needs it, StaleVersion."""
    current = Questionnaire.objects.select_for_update(of=("self",)).select_related("tour").get(pk=questionnaire.pk)
    if expected_version is not None and expected_version != current.version:
        raise StaleVersion(current, {})
    raise_first(faults_of_removal(current))
    record("questionnaire.remove", current.tour, actor=actor, changes={"questionnaire": (str(current), "")})
    try:
        current.delete()
    except ProtectedError as needed:  # a campaign came in between
        raise _in_use() from needed


def faults_of_removal(questionnaire: Questionnaire) -> Iterator[QuestionnaireError]:
    """Why `questionnaire` cannot be deleted."""
    if questionnaire.versions.exists() or questionnaire.campaigns.exists():
        yield _in_use()


def _in_use() -> QuestionnaireError:
    return QuestionnaireError(
        _("A campaign asks this questionnaire, so it is kept: its answers would mean nothing without it."),
        code="in_use",
    )


def faults_of_questionnaire(
    values: Mapping[str, Any], questionnaire: Questionnaire | None = None
) -> Iterator[QuestionnaireError]:
    """What is wrong with `values` for a new questionnaire, or for `questionnaire`: languages, title, minutes."""
    at = {name: values.get(name, getattr(questionnaire or Questionnaire(), name)) for name in FIELDS}
    if not at["in_french"] and not at["in_english"]:
        yield QuestionnaireError(_("Offer it in one language at least."), code="no_language", field="in_french")
    offered = [code for code, flag in (("fr", "in_french"), ("en", "in_english")) if at[flag]]
    if offered and not any((at[f"title_{language}"] or "").strip() for language in offered):
        yield QuestionnaireError(_("Give it a title."), code="no_title", field=f"title_{offered[0]}")
    if at["minutes"] is not None and not 1 <= at["minutes"] <= MOST_MINUTES:
        said = _("A respondent gives 1 to %(most)s minutes.") % {"most": MOST_MINUTES}
        yield QuestionnaireError(said, code="minutes", field="minutes")


def _free_slug(questionnaire: Questionnaire) -> str:
    text = questionnaire.title_fr or questionnaire.title_en
    return free_slug(text, Questionnaire.objects.all(), fallback="questionnaire", reserved={"new"})

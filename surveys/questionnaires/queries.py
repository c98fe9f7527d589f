"""Reading questionnaires: from an address to its object, a tour's questionnaires, their sections, their skills."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, TypeVar

from django.db.models import Count, Model, Prefetch, QuerySet
from django.http import Http404

from events.models import Tour
from events.planning.queries import tour_at
from events.team.queries import tours_for
from surveys.models import Question, Questionnaire, QuestionnaireVersion, Section, Skill
from surveys.skills.queries import newest_frozen_version

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django_stubs_ext import WithAnnotations

    from tournee.accounts.models import User


class Counted(TypedDict):
    """What `questionnaires_of` adds."""

    asked: int
    frozen: int
    sent: int


if TYPE_CHECKING:
    CountedQuestionnaire = WithAnnotations[Questionnaire, Counted]

M = TypeVar("M", bound=Model)


def questionnaire_at(tour: str, questionnaire: str) -> Questionnaire:
    """The questionnaire at that address. Raises Http404."""
    found = Questionnaire.objects.select_related("tour").filter(tour__slug=tour, slug=questionnaire).first()
    if found is None:  # the tour may have had another address
        found = Questionnaire.objects.select_related("tour").filter(tour=tour_at(tour), slug=questionnaire).first()
    return _found(found)


def section_at(tour: str, questionnaire: str, section: int) -> Section:
    """The section at that address, with its questionnaire. Raises Http404."""
    of = questionnaire_at(tour, questionnaire)
    return _found(Section.objects.select_related("questionnaire__tour").filter(questionnaire=of, pk=section).first())


def question_at(tour: str, questionnaire: str, question: int) -> Question:
    """The question at that address, with its questionnaire. Raises Http404."""
    of = questionnaire_at(tour, questionnaire)
    related = ("questionnaire__tour", "section", "skill")
    return _found(Question.objects.select_related(*related).filter(questionnaire=of, pk=question).first())


def _found(thing: M | None) -> M:
    if thing is None:
        raise Http404
    return thing


def questionnaires_of(tour: Tour) -> QuerySet[CountedQuestionnaire]:
    """The questionnaires of `tour`, newest first.

    Each has how many questions are `asked`, how many versions were `frozen`, how many campaigns were `sent` with it.
    """
    return Questionnaire.objects.filter(tour=tour).annotate(
        asked=Count("questions", distinct=True),
        frozen=Count("versions", distinct=True),
        sent=Count("campaigns", distinct=True),
    )


def questionnaires_for(user: User | AnonymousUser) -> QuerySet[Questionnaire]:
    """The questionnaires of the tours whose team `user` belongs to, newest first."""
    return Questionnaire.objects.filter(tour__in=tours_for(user).values("pk")).select_related("tour").order_by("-pk")


def sections_of(questionnaire: Questionnaire) -> list[Section]:
    """The sections of `questionnaire` in order, each with its questions in order. Two queries."""
    questions = Question.objects.select_related("skill__framework_version__framework").order_by("position", "pk")
    return list(questionnaire.sections.order_by("position", "pk").prefetch_related(Prefetch("questions", questions)))


def frozen_codes(questionnaire: Questionnaire) -> set[str]:
    """The codes of every question ever frozen: they name answers for ever. One query."""
    contents = QuestionnaireVersion.objects.filter(questionnaire=questionnaire).values_list("content", flat=True)
    return {
        question["code"] for content in contents for section in content["sections"] for question in section["questions"]
    }


def latest_version(questionnaire: Questionnaire) -> QuestionnaireVersion | None:
    """The version that was frozen last."""
    return questionnaire.versions.order_by("-number").first()


def skills_to_ask_about(standing: Skill | None = None) -> QuerySet[Skill]:
    """The skills of the framework version frozen last, domains before what is below them; and the `standing` one."""
    newest = newest_frozen_version()
    skills = newest.skills.all() if newest else Skill.objects.none()
    if standing is not None:
        skills |= Skill.objects.filter(pk=standing.pk)
    return skills.select_related("parent").order_by("parent__position", "parent_id", "position", "pk")

"""Answers counted by the database: the same queries for ten responses and for ten thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, QuerySet

from surveys.models import Answer, Campaign, Response
from tournee.questions.tally import Tally

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Weight:
    """What stands behind a figure: answers, and who gave them: firms, with each person from no firm for one of them.

    `largest` is how many of the answers come from the firm that gave most.
    """

    answers: int = 0
    sources: int = 0
    largest: int = 0


@dataclass(frozen=True, slots=True)
class Distribution:
    """One question’s answers: the tally as the team reads it, and what stands behind its cells and its whole."""

    tally: Tally
    whole: Weight
    cells: Mapping[Cell, Weight] = field(default_factory=dict)


def submitted(campaigns: QuerySet[Campaign]) -> QuerySet[Response]:
    """The responses to those campaigns that their respondents said were all."""
    return Response.objects.filter(campaign__in=campaigns, submitted_at__isnull=False)


def distributions(responses: QuerySet[Response]) -> dict[str, Distribution]:
    """The answers of those responses by question code; five queries. Questions that nobody answered are not there."""
    answers = Answer.objects.filter(response__in=responses)
    asked = responses.count()
    wholes = _weights(answers, ("question",))
    cells = _weights(answers.exclude(choice=""), ("question", "item", "choice"))
    numbers, texts = _numbers(answers), _texts(answers)
    found: dict[str, dict[Cell, Weight]] = defaultdict(dict)
    for (question, item, choice), weight in cells.items():
        found[question][item, choice] = weight
    return {
        question: Distribution(
            Tally(
                n=whole.answers,
                asked=asked,
                counts={cell: weight.answers for cell, weight in found[question].items()},
                numbers=tuple(numbers.get(question, ())),
                texts=tuple(texts.get(question, ())),
            ),
            whole,
            found[question],
        )
        for (question,), whole in wholes.items()
    }


def _weights(answers: QuerySet[Answer], by: tuple[str, ...]) -> dict[tuple[str, ...], Weight]:
    """The weight behind each group of answers: counted by firm in the database, added up here."""
    rows = answers.order_by().values_list(*by, "response__company").annotate(people=Count("response", distinct=True))
    weights: dict[tuple[str, ...], Weight] = defaultdict(Weight)
    for *group, company, people in rows:
        key, known = tuple(group), weights[tuple(group)]
        weights[key] = Weight(
            known.answers + people,
            known.sources + (1 if company else people),
            max(known.largest, people if company else 1),
        )
    return dict(weights)


def _numbers(answers: QuerySet[Answer]) -> dict[str, list[Decimal]]:
    numbers: dict[str, list[Decimal]] = defaultdict(list)
    rows = answers.exclude(number=None).order_by("number").values_list("question", "number")
    for question, number in rows:
        if number is not None:
            numbers[question].append(number)
    return numbers


def _texts(answers: QuerySet[Answer]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for question, text in answers.exclude(text="").order_by("pk").values_list("question", "text"):
        texts[question].append(text)
    return texts

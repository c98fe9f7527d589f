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
Group = tuple[object, ...]


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
    asked = responses.count()
    return _distributions(responses, (), {(): asked}).get((), {})


def distributions_by_campaign(responses: QuerySet[Response]) -> dict[int, dict[str, Distribution]]:
    """The same for each campaign by itself, without the words that were written; four queries, however many."""
    counted = responses.order_by().values_list("campaign").annotate(Count("pk"))
    asked: dict[Group, int] = {(campaign,): count for campaign, count in counted}
    found = _distributions(responses, ("response__campaign",), asked, texts=False)
    return {campaign: found[campaign,] for campaign, _count in counted if (campaign,) in found}


def _distributions(
    responses: QuerySet[Response], of: tuple[str, ...], asked: Mapping[Group, int], *, texts: bool = True
) -> dict[Group, dict[str, Distribution]]:
    """The answers by question, for each value of the columns `of`."""
    answers = Answer.objects.filter(response__in=responses)
    cells: dict[Group, dict[Cell, Weight]] = defaultdict(dict)
    for (*group, item, choice), weight in _weights(
        answers.exclude(choice=""), (*of, "question", "item", "choice")
    ).items():
        cells[tuple(group)][str(item), str(choice)] = weight
    numbers = _numbers(answers, of)
    words = _texts(answers, of) if texts else {}
    found: dict[Group, dict[str, Distribution]] = defaultdict(dict)
    for key, whole in _weights(answers, (*of, "question")).items():
        tally = Tally(
            n=whole.answers,
            asked=asked[key[:-1]],
            counts={cell: weight.answers for cell, weight in cells[key].items()},
            numbers=tuple(numbers.get(key, ())),
            texts=tuple(words.get(key, ())),
        )
        found[key[:-1]][str(key[-1])] = Distribution(tally, whole, cells[key])
    return found


def _weights(answers: QuerySet[Answer], by: tuple[str, ...]) -> dict[Group, Weight]:
    """The weight behind each group of answers: counted by firm in the database, added up here."""
    rows = answers.order_by().values_list(*by, "response__company").annotate(people=Count("response", distinct=True))
    weights: dict[Group, Weight] = defaultdict(Weight)
    for *group, company, people in rows:
        key, known = tuple(group), weights[tuple(group)]
        weights[key] = Weight(
            known.answers + people,
            known.sources + (1 if company else people),
            max(known.largest, people if company else 1),
        )
    return dict(weights)


def _numbers(answers: QuerySet[Answer], of: tuple[str, ...]) -> dict[Group, list[Decimal]]:
    numbers: dict[Group, list[Decimal]] = defaultdict(list)
    rows = answers.exclude(number=None).order_by("number").values_list(*of, "question", "number")
    for *group, number in rows:
        numbers[tuple(group)].append(number)
    return numbers


def _texts(answers: QuerySet[Answer], of: tuple[str, ...]) -> dict[Group, list[str]]:
    texts: dict[Group, list[str]] = defaultdict(list)
    for *group, text in answers.exclude(text="").order_by("pk").values_list(*of, "question", "text"):
        texts[tuple(group)].append(text)
    return texts

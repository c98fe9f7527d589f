"""A campaign's answers as its team reads them: every figure, and every word, of each question."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from surveys.analysis.manner import Manner, manner_of
from surveys.analysis.tallies import distributions, submitted
from surveys.models import Answer, Campaign
from tournee.drawing.figure import Figure, make_figure
from tournee.questions.content import Question, read, said
from tournee.questions.registry import type_of
from tournee.questions.tally import Summary, Tally

MOST_WORDS = 200  # shown of one question; all of them are in the file of answers


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote: its row, its words, and whether it is a passage already."""

    answer: int
    text: str
    is_passage: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answers; `more` words than are shown."""

    number: int
    code: str
    label: str
    summary: Summary
    figure: Figure | None
    words: tuple[Said, ...]
    more: int


def answers_to(campaign: Campaign, language: str) -> list[Answered]:
    """Each question of the campaign in its order, in that language; six queries."""
    if campaign.version_asked is None:
        return []
    found = distributions(submitted(Campaign.objects.filter(pk=campaign.pk)))
    words = _words(campaign)
    source = said({"fr": campaign.title_fr, "en": campaign.title_en}, language)
    answered = []
    for number, question in enumerate(read(campaign.version_asked.content).questions(), 1):
        tally = found[question.code].tally if question.code in found else Tally(0, 0)
        kind, shown = type_of(question), tuple(words.get(question.code, ()))
        answered.append(
            Answered(
                number=number,
                code=question.code,
                label=kind.label(question, language),
                summary=kind.summary(question, tally, language),
                figure=_figure(question, tally, language, source, number),
                words=shown,
                more=len(tally.texts) - len(shown),
            )
        )
    return answered


def _figure(question: Question, tally: Tally, language: str, source: str, number: int) -> Figure | None:
    percent = manner_of(tally.n) is Manner.SHARES
    chart = type_of(question).chart(question, tally, language, percent=percent, source=source) if tally.n else None
    return make_figure(chart, id_prefix=f"question-{number}") if chart else None


def _words(campaign: Campaign) -> dict[str, list[Said]]:
    """The first words written to each question; one query."""
    place = Window(RowNumber(), partition_by=F("question"), order_by=F("pk").asc())
    rows = (
        Answer.objects.filter(response__in=submitted(Campaign.objects.filter(pk=campaign.pk)))
        .exclude(text="")
        .annotate(place=place)
        .filter(place__lte=MOST_WORDS)
        .order_by("question", "place")
        .values_list("question", "pk", "text", "passage")
    )
    words: dict[str, list[Said]] = defaultdict(list)
    for question, answer, text, passage in rows:
        words[question].append(Said(answer, text, passage is not None))
    return words

"""Every figure of an edition, counted again from single rows, by plain Python that knows nothing of the product."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from django.core.management import call_command

from registrations.models import CheckIn
from surveys.models import Answer, Edition, Recipient, Response
from surveys.syntheses.operations import publish_edition
from tests.registrations.factories import CompanyFactory
from tests.surveys.syntheses.held import answered, came, held_stop, said, sent, started

pytestmark = pytest.mark.django_db

BASE, CELL = 5, 3


def published(answers: int) -> Edition:
    stop = held_stop()
    came(stop, 9, firms=4)
    campaign = sent(stop)
    answered(campaign, answers - answers // 4)
    answered(campaign, answers // 4, company=CompanyFactory(), start=answers - answers // 4)
    said(stop, 3, 1)
    return publish_edition(started(stop), actor=None)


def rows_of(slug: str) -> list[Answer]:
    return [
        answer
        for answer in Answer.objects.select_related("response__campaign")
        if answer.response.submitted_at and answer.response.campaign.slug == slug
    ]


def recounted(slug: str) -> dict[tuple[str, str, str], set[int]]:
    """Who chose what: the responses behind each (question, item, choice)."""
    behind: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for answer in rows_of(slug):
        if answer.choice:
            behind[answer.question, answer.item, answer.choice].add(answer.response_id)
    return behind


def sources(responses: set[int]) -> int:
    """Firms behind them, a person of no firm for one."""
    firms = [Response.objects.get(pk=pk).company_id for pk in responses]
    return len({firm for firm in firms if firm}) + sum(firm is None for firm in firms)


def figures_of(edition: Edition) -> list[tuple[str, str, str, int, int | None]]:
    """(question, item, choice, n of its part, count) of every line that the edition tells."""
    return [
        (finding["code"], part["item"], figure["code"], part["n"], figure["count"])
        for campaign in edition.content["campaigns"]
        for finding in campaign["findings"]
        for part in finding["parts"]
        for figure in part["figures"]
    ]


@pytest.mark.parametrize("answers", [4, 12, 40])
def test_every_count_told_is_the_one_counted_again(answers: int) -> None:
    edition = published(answers)
    (campaign,) = edition.content["campaigns"]
    behind = recounted(campaign["slug"])
    told = figures_of(edition)

    assert told
    for question, item, choice, n, count in told:
        asked = {pk for key, pks in behind.items() if key[:2] == (question, item) for pk in pks}
        assert n == len(asked)
        if count is not None:
            assert count == len(behind[question, item, choice])


@pytest.mark.parametrize("answers", [4, 12, 40])
def test_no_count_told_gives_somebody_away(answers: int) -> None:
    edition = published(answers)
    behind = recounted(edition.content["campaigns"][0]["slug"])

    for question, item, choice, n, count in figures_of(edition):
        if count:
            assert n >= BASE
            assert count >= CELL
            assert sources(behind[question, item, choice]) >= CELL


@pytest.mark.parametrize("answers", [12, 40])
def test_no_count_kept_back_can_be_had_by_subtraction(answers: int) -> None:
    edition = published(answers)
    kept: dict[tuple[str, str], list[str]] = defaultdict(list)
    for question, item, choice, _n, count in figures_of(edition):
        if count is None:
            kept[question, item].append(choice)

    for (question, _item), hidden in kept.items():
        assert question == "with" or len(hidden) != 1


def test_the_middle_is_the_median_of_the_numbers() -> None:
    edition = published(12)
    (campaign,) = edition.content["campaigns"]
    numbers = [answer.number for answer in rows_of(campaign["slug"]) if answer.number is not None]

    (finding,) = [finding for finding in campaign["findings"] if finding["kind"] == "number"]
    assert float(finding["middle"]) == float(median(numbers))
    assert finding["n"] == len(numbers)


def test_who_came_and_who_answered_are_counted_again() -> None:
    edition = published(12)
    facts = list(CheckIn.objects.select_related("attendee__person"))
    (campaign,) = edition.content["campaigns"]

    assert edition.content["presence"]["present"] == len({fact.attendee_id for fact in facts}) == 9
    assert edition.content["presence"]["companies"] == len({fact.attendee.person.company_id for fact in facts}) == 4
    assert campaign["asked"] == sum(recipient.invited_at is not None for recipient in Recipient.objects.all())
    assert campaign["answered"] == sum(response.submitted_at is not None for response in Response.objects.all())


def test_the_annex_holds_the_same_figures_as_the_edition() -> None:
    edition = published(40)
    rows = list(csv.DictReader(io.StringIO(edition.annex.read().decode())))

    def shown(row: dict[str, Any]) -> tuple[str, str, str, int, int | None]:
        return row["question"], row["item"], row["answer"], int(row["n"]), int(row["count"]) if row["count"] else None

    of_questions = [row for row in rows if row["n"] and row["answer"] != "median"]
    assert [shown(row) for row in of_questions] == figures_of(edition)
    assert Counter(row["withheld"] for row in of_questions)["1"] == sum(not row["count"] for row in of_questions)


def test_the_passages_of_a_skill_are_those_coded_to_it() -> None:
    edition = published(12)

    assert [(skill["code"], len(skill["passages"])) for skill in edition.content["skills"]] == [("K0", 3), ("K1", 1)]


def exported(slug: str, folder: Path) -> list[dict[str, str]]:
    """The rows that `manage.py export_responses` writes for whoever wants to count for themselves."""
    out = folder / "responses.csv"
    call_command("export_responses", campaign=slug, format="csv", out=out, stdout=io.StringIO())
    text = out.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), dialect=csv.Sniffer().sniff(text.splitlines()[0], ";,\t")))


def counted_in(rows: list[dict[str, str]], question: str, item: str, choice: str) -> int:
    """How many rows hold that answer: a code in a column of its own, or a 1 in the choice's column."""
    column = ".".join(filter(None, [question, item]))
    if column in rows[0]:
        return sum(row[column] == choice for row in rows)
    return sum(row[f"{question}.{choice}"] == "1" for row in rows)


@pytest.mark.parametrize("answers", [4, 12, 40])
def test_whoever_has_the_exported_responses_counts_the_same_figures(answers: int, tmp_path: Path) -> None:
    edition = published(answers)
    (campaign,) = edition.content["campaigns"]
    rows = exported(campaign["slug"], tmp_path)

    assert campaign["answered"] == len(rows) == answers
    for question, item, choice, _n, count in figures_of(edition):
        if count is not None:
            assert counted_in(rows, question, item, choice) == count, (question, item, choice)
    (number,) = (finding for finding in campaign["findings"] if finding["kind"] == "number")
    if number["middle"]:
        assert float(number["middle"]) == median(float(row["people"]) for row in rows)

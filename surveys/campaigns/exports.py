"""The responses of a campaign as a sheet: a row a response, a column an answer, nobody's name.

`single`: the code of the choice. `multiple`: a column a choice, 1 or 0, empty where none was ticked. `likert`: a column
an item, the code of its level. Numbers and texts as they are; the words of another answer in a column of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC

from django.db.models import Prefetch

from surveys.campaigns.paper import as_typed
from surveys.models import Answer, Campaign, Response
from tournee.questions.content import Question, read
from tournee.questions.settings import OTHER
from tournee.sheets.columns import Column, Integer, Number, Text, Value
from tournee.sheets.sheet import Sheet

_KEPT = ("response", "unit", "basis", "origin", "language", "submitted_at")
_BATCH = 500


def sheet_of(campaign: Campaign) -> Sheet:
    """The columns of the campaign's responses; headings are codes, the same in every language."""
    columns = [_column(Text, name) for name in _KEPT]
    for question in _questions(campaign):
        columns += _columns(question)
    return Sheet(fr="Réponses", en="Responses", columns=tuple(columns))


def rows_of(campaign: Campaign) -> Iterator[dict[str, Value]]:
    """The responses that were submitted, in the order of an identifier that tells nothing; two queries for each 500."""
    questions = _questions(campaign)
    submitted = Response.objects.filter(campaign=campaign, submitted_at__isnull=False).order_by("public_id")
    answers = Prefetch("answers", Answer.objects.order_by("pk"))
    for response in submitted.prefetch_related(answers).iterator(chunk_size=_BATCH):
        yield _row(response, questions)


def _questions(campaign: Campaign) -> list[Question]:
    return read(campaign.version_asked.content).questions() if campaign.version_asked else []


def _row(response: Response, questions: list[Question]) -> dict[str, Value]:
    given: dict[str, list[Answer]] = defaultdict(list)
    for answer in response.answers.all():
        given[answer.question].append(answer)
    row: dict[str, Value] = {
        "response": str(response.public_id),
        "unit": response.unit,
        "basis": response.basis,
        "origin": response.origin,
        "language": response.language,
        "submitted_at": response.submitted_at.astimezone(UTC).isoformat(timespec="seconds")
        if response.submitted_at
        else None,
    }
    for question in questions:
        row |= _cells(question, given[question.code])
    return row


def _columns(question: Question) -> list[Column]:
    code = question.code
    other = [_column(Text, f"{code}.{OTHER}.text")] if question.settings.get(OTHER) else []
    if question.kind == "multiple":
        codes = [choice.code for choice in question.choices()] + ([OTHER] if other else [])
        return [*(_column(Integer, f"{code}.{choice}") for choice in codes), *other]
    if question.kind == "likert":
        return [_column(Text, f"{code}.{item.code}") for item in question.choices("items")]
    if question.kind == "number":
        return [Number(code, fr=code, en=code, places=4)]
    return [_column(Text, code), *other]


def _cells(question: Question, answers: list[Answer]) -> dict[str, Value]:
    code = question.code
    cells: dict[str, Value] = {}
    if question.kind == "multiple" and answers:
        ticked = {answer.choice for answer in answers}
        codes = [choice.code for choice in question.choices()] + [OTHER]
        cells = {f"{code}.{choice}": int(choice in ticked) for choice in codes}
    for answer in answers:
        if question.kind == "likert":
            cells[f"{code}.{answer.item}"] = answer.choice
        elif answer.number is not None:
            cells[code] = as_typed(answer.number)
        elif question.kind != "multiple":
            cells[code] = answer.choice or answer.text
        if answer.choice == OTHER:
            cells[f"{code}.{OTHER}.text"] = answer.text
    return cells


def _column(kind: type[Column], name: str) -> Column:
    return kind(name, fr=name, en=name)


def export(campaign: Campaign, suffix: str, *, language: str) -> bytes:
    """The file, `csv` or `xlsx`; in French a CSV has semicolons and decimal commas, as spreadsheets expect there."""
    sheet = sheet_of(campaign)
    if suffix == "csv":
        from tournee.sheets.separated import write_csv  # lazily: sheets are seldom asked for

        return write_csv(sheet, rows_of(campaign), language=language)
    from tournee.sheets.xlsx import write_xlsx  # lazily: openpyxl is slow to load

    return write_xlsx(sheet, rows_of(campaign), title=str(campaign.title), language=language)

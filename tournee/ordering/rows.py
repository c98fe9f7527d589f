"""The order that people give to rows, by moving one at a time: pages, questions, written sections, skills, prompts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeVar

from django.db.models import F, Max, Model, QuerySet

Way = Literal[-1, 1]  # up, down
M = TypeVar("M", bound=Model)


def moved_in(rows: Sequence[M], row: M, by: Way) -> list[M]:
    """`rows` with `row` one place up or down, as far as there is room; one that is not among them moves nothing."""
    moved = list(rows)
    at = next((index for index, each in enumerate(moved) if each.pk == row.pk), None)
    if at is not None and 0 <= at + by < len(moved):
        moved[at], moved[at + by] = moved[at + by], moved[at]
    return moved


def number_rows(rows: Sequence[Any]) -> None:
    """Write the order of `rows`, all of one model, into their positions, from 1; what moved has a new version."""
    for position, row in enumerate(rows, 1):
        if row.position != position:
            type(row)._base_manager.filter(pk=row.pk).update(position=position, version=F("version") + 1)


def position_after(rows: QuerySet[Any]) -> int:
    """The position of a row that comes after `rows`."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1

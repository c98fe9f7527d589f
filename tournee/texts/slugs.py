"""Addresses made from names."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from tournee.texts.search import LIGATURES

if TYPE_CHECKING:
    from django.db.models import QuerySet

_APART = str.maketrans({"’": "-", "'": "-"})


def free_slug(
    text: str,
    *taken_by: QuerySet[Any],
    fallback: str,
    longest: int = 70,
    column: str = "slug",
    reserved: Collection[str] = (),
) -> str:
    """An address made of `text` ("L’Œuvre" → "l-oeuvre"), or of `fallback` where nothing of it can stand in one.

    It is none of `reserved` and in `column` of none of the rows of `taken_by`: where one has it, "-2", "-3"… follows.
    At most `longest` characters stand before that number.
    """
    base = slugify(text.casefold().translate(LIGATURES).translate(_APART))[:longest].strip("-") or fallback
    taken = {*reserved}
    for rows in taken_by:
        taken |= {*rows.filter(**{f"{column}__startswith": base}).values_list(column, flat=True)}
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug

"""Slugs: made from names, unique where they must be, kept as redirects once published."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from events.models import FormerStopSlug, FormerTourSlug, Stop, Tour


def free_tour_slug(text: str) -> str:
    """An address made of `text` that no tour has or had."""
    base = _base(text, "tour")
    return _free(base, _starting(base, Tour.objects.all(), FormerTourSlug.objects.all()))


def free_stop_slug(text: str, tour: Tour) -> str:
    """An address made of `text` that no stop of `tour` has or had."""
    base = _base(text, "stop")
    return _free(base, _starting(base, Stop.objects.filter(tour=tour), FormerStopSlug.objects.filter(tour=tour)))


def tour_slug_taken(slug: str, *, besides: Tour | None = None) -> bool:
    """Another tour than `besides` has or had this address."""
    mine = besides.pk if besides else None
    return (
        Tour.objects.filter(slug=slug).exclude(pk=mine).exists()
        or FormerTourSlug.objects.filter(slug=slug).exclude(tour=mine).exists()
    )


def slug_taken(slug: str, tour: Tour, *, besides: Stop) -> bool:
    """Another stop of `tour` than `besides` has or had this address."""
    return (
        Stop.objects.filter(tour=tour, slug=slug).exclude(pk=besides.pk).exists()
        or FormerStopSlug.objects.filter(tour=tour, slug=slug).exclude(stop=besides).exists()
    )


def _base(text: str, fallback: str) -> str:
    words = text.replace("’", "-").replace("'", "-").replace("œ", "oe").replace("Œ", "Oe")
    return slugify(words)[:70].strip("-") or fallback


def _starting(base: str, *rows: QuerySet[Any]) -> set[str]:
    return {slug for row in rows for slug in row.filter(slug__startswith=base).values_list("slug", flat=True)}


def _free(base: str, used: Collection[str]) -> str:
    """`base`, or with the first free "-2", "-3"… behind it."""
    slug, number = base, 1
    while slug in used:
        number += 1
        slug = f"{base}-{number}"
    return slug

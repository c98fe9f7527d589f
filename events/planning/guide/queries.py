"""Reading a tour's debate guide."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from events.models import Prompt, Tour


def prompts_of(tour: Tour) -> QuerySet[Prompt]:
    """The questions of the guide, in the order in which they are asked. One query."""
    return tour.prompts.order_by("position", "pk")


def minutes_of(prompts: Iterable[Prompt]) -> int:
    """How long those with a length take together."""
    return sum(prompt.minutes or 0 for prompt in prompts)


def prompt_at(prompt: int) -> Prompt:
    """That question, with its tour. Raises Http404."""
    found = Prompt.objects.select_related("tour").filter(pk=prompt).first()
    if found is None:
        raise Http404
    return found

"""Every change of a tour's debate guide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from events.models import Prompt, Tour
from events.planning.guide.queries import prompts_of
from events.planning.operations.changing import changes_a_tour
from tournee.accounts.models import User
from tournee.history.operations import record, save_changes
from tournee.ordering.rows import Way, moved_in, number_rows, position_after

FIELDS = ("text_fr", "text_en", "hint_fr", "hint_en", "minutes", "source_url")


@changes_a_tour
def add_prompt(tour: Tour, values: Mapping[str, Any], *, actor: User | None) -> Prompt:
    """A question at the end of the guide. Raises TourArchived."""
    columns = {name: values[name] for name in FIELDS if name in values}
    prompt = Prompt.objects.create(tour=tour, position=position_after(tour.prompts.all()), **columns)
    record("prompt.add", prompt, actor=actor)
    return prompt


@changes_a_tour
def edit_prompt(
    prompt: Prompt, values: Mapping[str, Any], *, expected_version: int | None, actor: User | None
) -> Prompt:
    """Change a question; its place stays. Raises StaleVersion, TourArchived."""
    fields = {name: values[name] for name in FIELDS if name in values}
    save_changes(prompt, fields, expected_version=expected_version, actor=actor, action="prompt.edit")
    return prompt


@changes_a_tour
def move_prompt(prompt: Prompt, by: Way, *, actor: User | None) -> Prompt:
    """One place up or down; the first and the last stay where they are."""
    prompts = list(prompts_of(prompt.tour).select_for_update())
    moved = moved_in(prompts, prompt, by)
    if moved != prompts:
        number_rows(moved)
        prompt.refresh_from_db(fields=["position", "version"])
        record("prompt.move", prompt, actor=actor)
    return prompt


@changes_a_tour
def remove_prompt(prompt: Prompt, *, actor: User | None) -> None:
    """It is asked no more; what was said in answer to it stays."""
    record("prompt.remove", prompt, actor=actor)
    prompt.delete()

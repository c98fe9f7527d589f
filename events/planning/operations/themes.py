"""Vocabularies of themes, shared by every tour, and which of them a tour, a stop or a session has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from events.models import Session, Stop, Theme, Tour, Vocabulary
from events.planning.errors import PlanningError
from tournee.accounts.models import User
from tournee.history.operations import record
from tournee.texts.slugs import free_slug


def other_themes(thing: Tour | Stop | Session, values: Mapping[str, Any]) -> dict[str, tuple[list[Theme], list[Theme]]]:
    """The themes of `thing` and those that `values` give it, where they differ: a part of its version.

    For `save_changes(also=)`, in the caller's transaction; `pick_themes` writes them afterwards.
    """
    if "themes" not in values:
        return {}
    before, after = list(thing.themes.order_by("vocabulary", "position", "pk")), list(values["themes"] or ())
    return {} if set(before) == set(after) else {"themes": (before, after)}


def pick_themes(thing: Tour | Stop | Session, others: Mapping[str, tuple[list[Theme], list[Theme]]]) -> None:
    """Write what `other_themes` found."""
    if others:
        thing.themes.set(others["themes"][1])


@transaction.atomic
def create_theme(vocabulary: Vocabulary | str, *, label_fr: str, label_en: str = "", actor: User | None) -> Theme:
    """A theme at the end of `vocabulary`, or of a new one of that name; its address is made from its label.

    Raises PlanningError when the vocabulary has it already.
    """
    if isinstance(vocabulary, str):
        vocabulary = _new_vocabulary(vocabulary, actor=actor)
    if vocabulary.themes.filter(label_fr__iexact=label_fr).exists():
        raise PlanningError(_("This vocabulary has this theme already."), code="theme_twice", field="label_fr")
    last = vocabulary.themes.aggregate(last=Max("position"))["last"] or 0
    slug = free_slug(label_fr, Theme.objects.all(), fallback="theme", longest=50)
    theme = Theme.objects.create(
        vocabulary=vocabulary, slug=slug, label_fr=label_fr, label_en=label_en, position=last + 10
    )
    record("theme.create", theme, actor=actor)
    return theme


def _new_vocabulary(name: str, *, actor: User | None) -> Vocabulary:
    code = free_slug(name, Vocabulary.objects.all(), fallback="vocabulary", longest=34, column="code")
    vocabulary = Vocabulary.objects.create(code=code, name_fr=name)
    record("vocabulary.create", vocabulary, actor=actor)
    return vocabulary

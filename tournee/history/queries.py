"""Reading history, in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tournee.history.models import HistoryEntry, HistoryQuerySet
from tournee.history.words import words_for, words_for_values
from tournee.texts.typography import format_date, format_date_time, format_number, format_time

# What operations record beside a model's own fields.
_OTHER_FIELDS = {
    "at": gettext_lazy("when"),
    "certificates": gettext_lazy("certificates"),
    "contact_persons": gettext_lazy("people to call"),
    "email": gettext_lazy("e-mail address"),
    "member": gettext_lazy("member"),
    "noted": gettext_lazy("signatures noted"),
    "reason": gettext_lazy("reason"),
    "recipients": gettext_lazy("recipients"),
    "role": gettext_lazy("role"),
    "speakers": gettext_lazy("speakers"),
    "stop": gettext_lazy("stop"),
    "themes": gettext_lazy("themes"),
    "ticket": gettext_lazy("ticket"),
    "undone": gettext_lazy("signatures taken back"),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field's change in words; a `personal` one has no values."""

    label: str
    before: str
    after: str
    personal: bool


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry in words: when, who, what, to which object (by its name then), and what changed."""

    at: datetime.datetime
    who: str
    what: str
    about: str
    changes: list[ShownChange]


def entries_about(
    instance: models.Model,
    *,
    limit: int = 50,
    by_action: Mapping[str, str] | None = None,
    by_code: Mapping[str, str] | None = None,
) -> list[ShownEntry]:
    """The latest changes of `instance`, newest first, for `tournee/history/entries.html`; one query.

    Who did what without an account is said by the action where that alone tells it (`by_action`), else by the code
    that was kept of who did (`by_code`; `acting_as`).
    """
    found = HistoryEntry.objects.about(instance).select_related("actor", "content_type")[:limit]
    return in_words(found, by_action=by_action, by_code=by_code)


def all_entries() -> HistoryQuerySet:
    """Every entry with what showing it needs."""
    entries: HistoryQuerySet = HistoryEntry.objects.select_related("actor", "content_type")
    return entries


def in_words(
    entries: Iterable[HistoryEntry],
    *,
    by_action: Mapping[str, str] | None = None,
    by_code: Mapping[str, str] | None = None,
) -> list[ShownEntry]:
    """`entries` (actor and content type selected) as pages show them; no query. See `entries_about`."""
    return [
        ShownEntry(
            at=entry.at,
            who=str(entry.actor) if entry.actor else _without_account(entry, by_action or {}, by_code or {}),
            what=words_for(entry.action),
            about=entry.label,
            changes=[_change(entry, name, pair) for name, pair in entry.changes.items()],
        )
        for entry in entries
    ]


def _without_account(entry: HistoryEntry, by_action: Mapping[str, str], by_code: Mapping[str, str]) -> str:
    """Who made an entry that names no user."""
    if known := by_action.get(entry.action):
        return known
    if entry.acted_by:
        return by_code.get(entry.acted_by) or _("somebody without an account")
    return _("automatic, or an account since removed")


def _change(entry: HistoryEntry, name: str, pair: list[Any] | None) -> ShownChange:
    model = entry.content_type.model_class()
    field = _field(model, name)
    said = getattr(field, "verbose_name", None)
    if not isinstance(said, Promise):  # no field, or one that Django named after its column, in no language
        said = _OTHER_FIELDS.get(name, said or name.replace("_", " "))
    label = capfirst(str(said))
    if pair is None:
        return ShownChange(label, "", "", personal=True)
    say = words_for_values(f"{model._meta.label_lower}.{name}") if model else None
    before, after = (say(value) if say and value is not None else _value(field, value) for value in pair)
    return ShownChange(label, before, after, personal=False)


def _field(model: type[models.Model] | None, name: str) -> Any:
    """The model's field called `name`; None for what is no field, or of a model since removed."""
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _value(field: Any, value: Any) -> str:
    """A value as JSON kept it, as a person reads it."""
    if value is None or value in ("", []):
        return pgettext("value of a field", "nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_value(field, item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(None, item)}" for key, item in value.items())
    for key, label in getattr(field, "flatchoices", ()):
        if key == value:
            return str(label)
    return _moment(field, value) if isinstance(value, str) else format_number(value)


def _moment(field: Any, text: str) -> str:
    """`text`, in the language's own way when the field holds a date or a time, or no field and a moment is told."""
    if (isinstance(field, models.DateTimeField) or (field is None and _MOMENT.match(text))) and (
        moment := parse_datetime(text)
    ):
        return format_date_time(moment, zone=timezone.get_current_timezone())
    if isinstance(field, models.DateField) and (date := parse_date(text)):
        return format_date(date)
    if isinstance(field, models.TimeField) and (time := parse_time(text)):
        return format_time(time)
    return text

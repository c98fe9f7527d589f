"""A proposal as its page compares it: how each field stood, stands, and would be, in words."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import TextField
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import ContactPerson, Material, Organisation, Proposal, Speaker, Speaking, Stop, Theme
from events.planning.proposals.values import (
    MATERIAL_FIELDS,
    SESSION_FIELDS,
    STOP_FIELDS,
    TIMES,
    Plain,
    changed_since,
    ids_named,
    model_of,
    standing_now,
)
from events.planning.proposals.words import label_of
from tournee.texts.languages import LANGUAGES
from tournee.texts.typography import format_date, format_number, format_time_range

Part = tuple[str, bool]
_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """One field: how it `stood` when it was proposed, how it `stands`, and what is `proposed`, as (text, is new).

    `changed` where somebody changed it since; `language` where the text is in one of the two.
    """

    label: str
    stood: str
    stands: list[Part]
    proposed: list[Part]
    changed: bool
    language: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All fields of a proposal; `changed` where any was changed since, `settled` where all stand as proposed."""

    rows: list[Row]
    stands: Plain
    changed: bool
    settled: bool


def compared(proposal: Proposal) -> Comparison:
    """`proposal` beside how what it is about stands now; one that is decided beside how it stood. Few queries."""
    is_open = proposal.state == Proposal.State.OPEN
    stands = standing_now(proposal) if is_open else dict(proposal.stood)
    changed = changed_since(proposal, stands)
    words = _Words(proposal, stands)
    names = [
        name
        for name in words.order
        if name in proposal.values and not (name == "ends_at" and "starts_at" in proposal.values)
    ]
    return Comparison(
        [_row(proposal, name, stands, changed, words) for name in names],
        stands,
        bool(changed),
        is_open and bool(stands) and stands == {name: proposal.values[name] for name in stands},
    )


def _row(proposal: Proposal, name: str, stands: Plain, changed: frozenset[str], words: _Words) -> Row:
    stood, now = (words.of(name, values) if values else "" for values in (proposal.stood, stands))
    proposed = words.of(name, proposal.values)
    both = _marked(now, proposed) if words.is_text(name) and stands else ([(now, False)], [(proposed, False)])
    return Row(
        label=capfirst(label_of(words.model, name)),
        stood=stood,
        stands=both[0],
        proposed=both[1],
        changed=bool(changed & (set(TIMES) if name in TIMES else {name})),
        language=next((language for language in LANGUAGES if name.endswith(f"_{language}")), ""),
    )


class _Words:
    """Values in words; the people and themes they name are read once."""

    def __init__(self, proposal: Proposal, stands: Plain) -> None:
        self.model = model_of(proposal)
        self.zone: ZoneInfo = proposal.stop.zone
        self.order = {Stop: STOP_FIELDS, Material: MATERIAL_FIELDS}.get(self.model, SESSION_FIELDS)
        kept = (proposal.values, proposal.stood, stands)
        self.themes = _named(Theme, ids_named("themes", *kept))
        self.people = _named(ContactPerson, ids_named("contact", *kept))
        self.speakers = _named(Speaker, ids_named("speakers", *kept))
        new = [line for values in kept for line in values.get("speakers", ()) if line.get("organisation")]
        self.organisations = _named(Organisation, {line["organisation"] for line in new})

    def of(self, name: str, values: Mapping[str, Any]) -> str:
        """The value of the field `name` among `values`."""
        value = values.get(name)
        if name in TIMES:
            return self._time(values)
        if name == "speakers":
            return ", ".join(self._line(line) for line in value or ()) or _nobody()
        if name == "themes":
            return ", ".join(self.themes.get(pk, "?") for pk in value or ()) or _nothing()
        if name == "contact":
            return self.people.get(value, _("somebody not known any more")) if value else _nobody()
        if name == "capacity" and value is None:
            return _("no limit")
        choices = dict(getattr(self.model._meta.get_field(name), "flatchoices", ()))
        if value in choices:
            return str(choices[value])
        if value in (None, ""):
            return _nothing()
        return format_number(value) if isinstance(value, int) else str(value)

    def is_text(self, name: str) -> bool:
        """Whether it is prose, of which the words that differ are marked."""
        return name != "speakers" and isinstance(self.model._meta.get_field(name), TextField)

    def _time(self, values: Mapping[str, Any]) -> str:
        moments = [parse_datetime(values[name]) for name in TIMES if values.get(name)]
        found = [moment for moment in moments if isinstance(moment, datetime.datetime)]
        if not found:
            return _nothing()
        return f"{format_date(found[0], zone=self.zone)}, {format_time_range(found[0], found[-1], zone=self.zone)}"

    def _line(self, line: Plain) -> str:
        if line.get("id"):
            who = self.speakers.get(line["id"], _("somebody not known any more"))
        else:
            where = [line.get("position_fr"), self.organisations.get(line.get("organisation", 0))]
            details = ", ".join(filter(None, where))
            name = line.get("name") or _("somebody new")
            who = f"{name} ({details})" if details else name
        return f"{who} – {Speaking.Role(line['role']).label}" if line["role"] == Speaking.Role.FACILITATOR else who


def _named(model: Any, ids: Iterable[int]) -> dict[int, str]:
    return {pk: str(found) for pk, found in model._default_manager.in_bulk(ids).items()} if ids else {}


def _nothing() -> str:
    return pgettext("value of a field", "nothing")


def _nobody() -> str:
    return pgettext("value of a field", "nobody")


def _marked(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """Both texts in parts, those marked that the other has not; a text that is another altogether is left unmarked."""
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return [(before, False)], [(after, False)]
    steps = matcher.get_opcodes()
    left = [("".join(old[start:end]), step != "equal") for step, start, end, _from, _to in steps]
    right = [("".join(new[start:end]), step != "equal") for step, _from, _to, start, end in steps]
    return [part for part in left if part[0]], [part for part in right if part[0]]

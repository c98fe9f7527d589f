"""What a proposal keeps of a change: plain values by field, and the way back to what planning's operations take.

Columns are kept as JSON holds them; themes as the list of their ids; who speaks as a list of `{"id": …, "role": …}`,
with a name and details in the place of the id for somebody nobody had entered yet.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.translation import gettext_lazy as _

from events.models import Material, Organisation, Proposal, Session, Speaker, Stop, Theme
from events.planning.operations import sessions
from events.planning.operations.speakers import DETAILS, SpeakerLine
from events.planning.proposals.errors import ProposalError

Plain = dict[str, Any]
STOP_FIELDS = (
    "title_fr", "title_en", "summary_fr", "summary_en", "venue", "address", "access_fr", "access_en", "step_free",
    "safety_limit", "contact",
)  # fmt: skip
SESSION_FIELDS = (*sessions.FIELDS, "themes", "speakers")
MATERIAL_FIELDS = ("title_fr", "title_en", "url")
TIMES = ("starts_at", "ends_at")


def plain_values(values: Mapping[str, Any], names: Iterable[str]) -> Plain:
    """Those of `values` that are among `names`, as a proposal keeps them."""
    return {name: _plain(name, values[name]) for name in names if name in values}


def standing(thing: Stop | Session, names: Iterable[str]) -> Plain:
    """How these fields of a stop or a session stand now, as a proposal keeps them."""
    return {name: _standing(thing, name) for name in names}


def standing_now(proposal: Proposal) -> Plain:
    """How what `proposal` is about stands now; nothing for a session or a material to add."""
    if not proposal.stood:
        return {}
    return standing(proposal.session or proposal.stop, proposal.stood)


def changed_since(proposal: Proposal, stands: Plain) -> frozenset[str]:
    """The fields that somebody changed since to something else than what is proposed; `stands` is how they stand."""
    values, stood = proposal.values, proposal.stood
    return frozenset(name for name, now in stands.items() if now not in (stood[name], values[name]))


def seal(stands: Plain) -> str:
    """What a page carries to say which values its reader has seen."""
    return hashlib.sha256(json.dumps(stands, sort_keys=True).encode()).hexdigest()[:32]


def restored(proposal: Proposal) -> tuple[dict[str, Any], list[SpeakerLine] | None]:
    """What is proposed, as operations take it: the fields, and who speaks (None: as it is).

    Raises ProposalError where what it names is there no more.
    """
    model = model_of(proposal)
    values = dict(proposal.values)
    lines = values.pop("speakers", None)
    values.pop("file", None)  # its name, kept for readers
    fields = {name: _restored(model, name, value) for name, value in values.items()}
    return fields, None if lines is None else [_line(line) for line in lines]


def model_of(proposal: Proposal) -> type[Stop] | type[Session] | type[Material]:
    """Of what the proposed fields are."""
    if proposal.kind == Proposal.Kind.MATERIAL:
        return Material
    return Stop if proposal.kind == Proposal.Kind.STOP else Session


def without_names(values: Plain) -> Plain:
    """The same once it is settled, without the people who were proposed by name and nobody has entered."""
    if "speakers" not in values:
        return values
    return {**values, "speakers": [{"id": line.get("id"), "role": line["role"]} for line in values["speakers"]]}


def _plain(name: str, value: Any) -> Any:
    if name == "themes":
        return sorted(theme.pk for theme in value)
    if name == "speakers":
        return [_plain_line(line) for line in value]
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return value


def _plain_line(line: SpeakerLine) -> Plain:
    if isinstance(line.who, Speaker):
        return {"id": line.who.pk, "role": line.role}
    details = {part: _plain(part, line.details[part]) for part in DETAILS if part in line.details}
    return {"name": line.who, "role": line.role, **details}


def _standing(thing: Stop | Session, name: str) -> Any:
    if name == "themes":
        return sorted(theme.pk for theme in thing.themes.all())
    if name == "speakers":
        assert isinstance(thing, Session)  # noqa: S101  (a stop has none, and its proposals name none)
        return [{"id": speaking.speaker_id, "role": speaking.role} for speaking in thing.speakings.all()]
    field = thing._meta.get_field(name)
    return _plain(name, getattr(thing, field.attname if isinstance(field, ForeignKey) else name))


def _restored(model: type[Model], name: str, value: Any) -> Any:
    if name == "themes":
        return list(Theme.objects.filter(pk__in=value))
    field: Any = model._meta.get_field(name)
    if isinstance(field, ForeignKey):
        return None if value is None else _known(field.related_model, value)
    return field.to_python(value)


def _line(line: Plain) -> SpeakerLine:
    if "name" not in line:
        return SpeakerLine(_known(Speaker, line["id"]), line["role"])
    details = {part: line[part] for part in DETAILS if part in line}
    if "organisation" in details:
        details["organisation"] = _known(Organisation, details["organisation"])
    return SpeakerLine(line["name"], line["role"], details)


def _known(model: Any, pk: Any) -> Any:
    found = model._default_manager.filter(pk=pk).first()
    if found is None:
        said = _("The proposal names somebody or something that is not known any more. Decline it, and say so.")
        raise ProposalError(said, code="gone")
    return found


def ids_named(name: str, *kept: Sequence[Plain] | Plain) -> set[int]:
    """The ids that the field `name` holds in any of these values: of themes, of speakers, of a contact."""
    found: set[int] = set()
    for values in kept:
        value = values.get(name) if isinstance(values, Mapping) else None
        if name == "speakers":
            found |= {line["id"] for line in value or () if line.get("id")}
        elif isinstance(value, list):
            found |= set(value)
        elif value is not None:
            found.add(value)
    return found

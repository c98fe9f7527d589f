"""A session with those who speak at it: people already known, and new ones named on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from events.models import Organisation, Session, Speaker, Stop
from events.planning.operations.changing import changes_a_tour
from events.planning.operations.newcomers import NewOrganisation, created_if_new
from events.planning.operations.sessions import add_session, edit_session, set_speakers
from tournee.accounts.models import User
from tournee.history.operations import record

DETAILS = ("position_fr", "position_en", "organisation")


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """One who speaks, in a `Speaking.Role`: a known Speaker, or the name of a new one with `details` (see DETAILS).

    The organisation among the details may be a NewOrganisation, created once however many speakers name it.
    """

    who: Speaker | str
    role: str
    details: Mapping[str, Any] = field(default_factory=dict)


@changes_a_tour
def add_session_with_speakers(
    stop: Stop, values: Mapping[str, Any], speakers: Sequence[SpeakerLine], *, actor: User | None
) -> Session:
    """A new session and who speaks at it, or neither. Raises PlanningError."""
    session = add_session(stop, values, actor=actor)
    _set(session, speakers, actor=actor)
    return session


@changes_a_tour
def edit_session_with_speakers(
    session: Session,
    values: Mapping[str, Any],
    speakers: Sequence[SpeakerLine],
    *,
    expected_version: int | None,
    actor: User | None,
) -> Session:
    """Change a session and who speaks at it, or neither. Raises PlanningError, StaleVersion."""
    edit_session(session, values, expected_version=expected_version, actor=actor)
    standing = [(speaking.speaker_id, speaking.role) for speaking in session.speakings.all()]
    wanted = [(line.who.pk if isinstance(line.who, Speaker) else None, line.role) for line in speakers]
    if standing != wanted:
        _set(session, speakers, actor=actor)
    return session


@transaction.atomic
def create_speaker(name: str, details: Mapping[str, Any], *, actor: User | None, fictitious: bool = False) -> Speaker:
    """A person who speaks, by name; `details` are columns of Speaker."""
    known = {part: details[part] for part in DETAILS if part in details}
    speaker = Speaker.objects.create(name=name, fictitious=fictitious, **known)
    record("speaker.create", speaker, actor=actor)
    return speaker


def _set(session: Session, lines: Sequence[SpeakerLine], *, actor: User | None) -> None:
    made_up = session.stop.tour.fictitious
    wanted = {line.details.get("organisation") for line in lines}
    made = {
        named: created_if_new(named, fictitious=made_up, actor=actor)
        for named in wanted
        if isinstance(named, NewOrganisation)
    }
    set_speakers(session, [(_speaker_of(line, made, made_up, actor), line.role) for line in lines], actor=actor)


def _speaker_of(
    line: SpeakerLine, made: Mapping[NewOrganisation, Organisation], made_up: bool, actor: User | None
) -> Speaker:
    if isinstance(line.who, Speaker):
        return line.who
    organisation = line.details.get("organisation")
    known = made[organisation] if isinstance(organisation, NewOrganisation) else organisation
    return create_speaker(line.who, {**line.details, "organisation": known}, actor=actor, fictitious=made_up)

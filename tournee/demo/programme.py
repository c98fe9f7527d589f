"""The programmes of the made-up edition, and who speaks in them."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from events.models import Session, Speaker, Speaking, Stop
from events.planning.operations import add_session, set_speakers
from tournee.accounts.models import User
from tournee.demo.cases import EVENING, SPEAKER_TWICE, UNLED_WORKSHOP

Role = Speaking.Role
Time = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A session: its kind, its title in both languages, from when to when, and its seats."""

    kind: str
    fr: str
    en: str
    starts: Time
    ends: Time
    seats: int


DAY = (Part(Session.Kind.TECHNICAL_DAY, "Journée technique", "Technical day", (9, 0), (16, 30), 60),)
AFTERNOON = (
    Part(Session.Kind.PLENARY, "Accueil et tour de table", "Welcome and round table", (14, 0), (14, 45), 80),
    Part(
        Session.Kind.WORKSHOP, "Atelier : avec qui innover ?", "Workshop: with whom to innovate?", (15, 0), (16, 30), 24
    ),
    Part(
        Session.Kind.WORKSHOP, "Atelier : les compétences qui manquent", "Workshop: the missing skills",
        (15, 0), (16, 30), 24,
    ),
)  # fmt: skip
LATE = Part(
    Session.Kind.PLENARY, "Soirée avec les entreprises", "Evening with the companies", (18, 30), (20, 30), 80
)  # fmt: skip


def parts_of(index: int) -> tuple[Part, ...]:
    """An afternoon with one or two workshops at the same time; every fourth stop has a technical day instead."""
    if index % 4 == 3:
        return DAY
    if index == EVENING:
        return (*AFTERNOON, LATE)
    return AFTERNOON[: 3 if index % 3 else 2]


def write_programme(stop: Stop, index: int, speakers: list[Speaker], chance: random.Random, actor: User) -> None:
    """The sessions of a stop that has its day. Nobody speaks in two rooms at once, but where it is the case to show."""
    if stop.starts_on is None:
        return
    parts = parts_of(index)
    chosen = chance.sample(speakers, 2 * len(parts))
    if index == SPEAKER_TWICE:
        chosen[5] = chosen[3]
    for number, part in enumerate(parts):
        session = add_session(
            stop,
            {
                "kind": part.kind, "title_fr": part.fr, "title_en": part.en, "capacity": part.seats,
                "room": f"Salle {number + 1}",
                "starts_at": datetime.datetime.combine(stop.starts_on, datetime.time(*part.starts), stop.zone),
                "ends_at": datetime.datetime.combine(stop.starts_on, datetime.time(*part.ends), stop.zone),
            },
            actor=actor,
        )  # fmt: skip
        roles: tuple[str, str] = (Role.FACILITATOR, Role.SPEAKER)
        lines = list(zip(chosen[2 * number :], roles, strict=False))
        unled = index == UNLED_WORKSHOP and number == 1
        set_speakers(session, lines[1:] if unled else lines, actor=actor)

"""Where people stand at a door, and how many do; a telephone's script is held to the same cases in a browser."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest

from events.models import Session, Stop
from registrations.desk.door.people import Day, Fact, Somebody, TakenBack
from registrations.desk.door.standing import Shown, counts_of
from registrations.desk.door.story import story_of
from registrations.models import DeskDevice
from tests.registrations.desk.door.standing_cases import CASES, DAY, moment


def day_of(case: dict[str, Any]) -> Day:
    """The day at that door, which no database knows."""
    midnight = datetime.datetime.fromisoformat(f"{DAY}T00:00:00Z")
    stop = Stop(safety_limit=case["door"]["limit"], starts_on=midnight.date(), ends_on=midnight.date())
    day = Day(DeskDevice(stop=stop, session_id=case["door"]["session"], day=midnight.date()), midnight)
    vars(day)["sessions"] = [Session(pk=one["id"], capacity=one["seats"]) for one in case["sessions"]]
    return day


def at(hour: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(moment(hour))


def shown(one: dict[str, Any], day: Day) -> Shown:
    state = one.get("state", "")
    facts = [
        Fact(uuid.uuid4(), at(hour), session, direction == "out", by == ["own"], "".join(by))
        for hour, session, direction, *by in one.get("facts", [])
    ]
    taken_back = [TakenBack(at(hour), session, at(back), by) for hour, session, back, by in one.get("taken_back", [])]
    who = Somebody(
        0, uuid.uuid4(), "", "", "", "", state == "cancelled", state == "walk_in", "", False, None,
        one.get("sessions", []), one.get("waits", []), facts, taken_back,
    )  # fmt: skip
    assert who.state == state
    return Shown(who, day)


def stands(one: Shown) -> str:
    since = one.there or one.at_stop
    with_hour = one.state in {"here", "gone", "inside", "insideElsewhere"}
    return f"{one.state} {since.at:%H:%M}" if since and with_hour else one.state


def story(one: Shown) -> list[str]:
    told = story_of(one.who.facts, one.who.taken_back, one.day.device.session_id)
    return [f"{line.kind} {line.at:%H:%M} {line.by}" + (f" {line.own:%H:%M}" if line.own else "") for line in told]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_who_is_here_and_how_many(case: dict[str, Any]) -> None:
    day = day_of(case)
    people = [shown(one, day) for one in case["people"]]

    assert [stands(one) for one in people] == [one["stands"] for one in case["people"]]
    assert [story(one) for one in people] == [one.get("story", []) for one in case["people"]]
    counts = counts_of(day, people)
    assert {
        "here": counts.here, "stop": counts.stop, "expected": counts.expected, "others": counts.walk_ins,
        "limit": counts.limit,
        "sessions": {str(session): here for session, here in counts.inside.items()},
    } == case["counts"]  # fmt: skip

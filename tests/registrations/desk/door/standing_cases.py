"""Who is here, and how many: cases that the server's rule and the telephone's script both answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DAY = "2031-06-18"
CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("standing.json").read_text(encoding="utf-8"))


def moment(hour: str) -> str:
    """That hour of the day, as the telephone is told it."""
    return f"{DAY}T{hour}:00Z"


def people_json(case: dict[str, Any]) -> dict[str, Any]:
    """The same as people.json tells it."""
    hours = {"starts_at": moment("07:00"), "ends_at": moment("11:00"), "title": "", "registered": 0}
    people = [
        {
            **one, "id": f"p{number}", "code": f"CODE{number}", "name": f"{number:02}", "key": f"{number:02}",
            "facts": [
                {"nonce": f"{number}.{place}", "at": moment(hour), "session": session, "direction": direction}
                | ({"own": True} if by == ["own"] else {"by": "".join(by)})
                for place, (hour, session, direction, *by) in enumerate(one.get("facts", []))
            ],
            "taken_back": [
                {"at": moment(hour), "session": session, "back": moment(back), "by": by}
                for hour, session, back, by in one.get("taken_back", [])
            ],
        }
        for number, one in enumerate(case["people"])
    ]  # fmt: skip
    door = {"day": DAY, "zone": "UTC", **case["door"]}
    sessions = [{**hours, **session} for session in case["sessions"]]
    return {"version": "", "server_now": moment("12:00"), "door": door, "sessions": sessions, "people": people}

"""Where the server's story is another than what this telephone noted: what to tell the person behind it, quietly.

`storyOf` of static/desk/story.js tells the same: tests/registrations/desk/door/standing.json says what both do.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registrations.desk.door.people import Fact, TakenBack

ALSO, OUT, BACK = "also", "out", "back"


@dataclass(frozen=True, slots=True)
class Told:
    """What `by` noted at `at`: that they are here too, went out, or (`own`: when it did) that this telephone erred."""

    kind: str
    at: datetime.datetime
    by: str
    own: datetime.datetime | None = None


def story_of(facts: Sequence[Fact], taken_back: Sequence[TakenBack], session: int | None) -> Iterator[Told]:
    """What others noted of somebody whom this telephone noted as here, at its door; `facts` stand, in order of time.

    Nothing where it noted nobody, or where nobody else did. What it noted again since it was taken back is right.
    """
    here = [fact for fact in facts if fact.session == session and not fact.out]
    own = [fact for fact in here if fact.own]
    if own:
        yield from (Told(ALSO, fact.at, fact.by) for fact in here if not fact.own)
        last = [fact for fact in facts if fact.session == session or (fact.out and fact.session is None)][-1]
        if last.out and not last.own:
            yield Told(OUT, last.at, last.by)
    for one in taken_back:
        if one.session == session and not any(fact.at >= one.back for fact in own):
            yield Told(BACK, one.back, one.by, own=one.at)

"""Copies of stops and sessions: what is planned, and nothing personal, of the past, or already public."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from events.models import Session, Stop
from events.planning.operations.shifting import at_same_local_time

# What a stop is about, what its venue is, and where; not who answers for it, whom readers may ask, or its number.
ABOUT = ("title_fr", "title_en", "summary_fr", "summary_en")
HERE = (
    "venue", "address", "access_fr", "access_en", "step_free", "safety_limit", "time_zone", "latitude", "longitude"
)  # fmt: skip
PLACED = ("place", "town", "region", "territory")
OF_A_SESSION = ("kind", "title_fr", "title_en", "summary_fr", "summary_en", "room", "capacity")


def copy_of_stop(stop: Stop) -> Stop:
    """An unsaved idea of a stop like `stop`, without tour, address, dates."""
    return Stop(**{name: getattr(stop, name) for name in (*ABOUT, *HERE, *PLACED)})


def copy_sessions(
    pairs: Iterable[tuple[Session, Stop]], shifts: Mapping[int, datetime.timedelta], zones: Mapping[int, ZoneInfo]
) -> list[Session]:
    """Save a copy of each session at its new stop, at the same hours there, with its themes. Three queries.

    `shifts` and `zones` are, by the id of the session's own stop, the days to the new one and the zone its hours were
    meant in. Speakers, seats taken and online addresses are not copied.
    """
    sources = list(pairs)
    copies = [
        Session(
            stop=new,
            starts_at=at_same_local_time(session.starts_at, zones[session.stop_id], new.zone, shifts[session.stop_id]),
            ends_at=at_same_local_time(session.ends_at, zones[session.stop_id], new.zone, shifts[session.stop_id]),
            **{name: getattr(session, name) for name in OF_A_SESSION},
        )
        for session, new in sources
    ]
    Session.objects.bulk_create(copies)
    new_of = {session.pk: copy.pk for (session, _new), copy in zip(sources, copies, strict=True)}
    through = Session.themes.through
    rows = through._default_manager.filter(session_id__in=new_of)
    through._default_manager.bulk_create(
        [through(session_id=new_of[row.session_id], theme_id=row.theme_id) for row in rows]
    )
    return copies


def copy_stop_themes(new_of: Mapping[int, Stop]) -> None:
    """Give the stops in `new_of`, by the id of what each is a copy of, the same themes. Two queries."""
    through = Stop.themes.through
    rows = through._default_manager.filter(stop_id__in=new_of)
    through._default_manager.bulk_create(
        [through(stop_id=new_of[row.stop_id].pk, theme_id=row.theme_id) for row in rows]
    )

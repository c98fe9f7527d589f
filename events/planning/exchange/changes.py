"""What cells would change of a stop or of a session that stands: the values for its operation, and words for a person.

A cell that says what an export would say changes nothing; an empty one neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from events.models import Session, Stop, Territory
from events.planning.exchange.columns import clock_value, day_of, moment_of, month_of, options_of
from events.planning.exchange.errors import CellRefused
from events.planning.exchange.naming import Themes
from events.planning.exchange.rows import session_row, stop_row
from events.planning.exchange.sheet import STOPS
from events.planning.exchange.towns import Towns
from tournee.sheets.columns import Value
from tournee.texts.languages import active_language

PLAIN_OF_STOP = (
    "title_fr", "title_en", "venue", "address", "access_fr", "access_en", "step_free", "safety_limit",
)  # fmt: skip
PLAIN_OF_SESSION = {
    "session_title_fr": "title_fr", "session_title_en": "title_en", "kind": "kind", "room": "room", "seats": "capacity",
    "online_url": "online_url",
}  # fmt: skip
MOVES = frozenset({"when", "last_day", "town"})
IN_CALENDARS = frozenset({"venue", "address", "starts", "ends", "room", "online_url"})


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that says otherwise than what stands: the row, whose it is, and both values as a person reads them."""

    row: int
    about: str
    heading: str
    before: str
    after: str


@dataclass
class Wanted:
    """Values for an operation, and by name of column what stands and what the file says."""

    values: dict[str, Any]
    cells: dict[str, tuple[Value, Value]]

    def told(self, name: str) -> tuple[str, str, str]:
        """A column's heading, and what stands and what is said under it, as a person reads them."""
        column, language = STOPS.column(name), active_language()
        before, after = self.cells[name]
        return column.heading(language), column.text(before, language), column.text(after, language)


def wanted_of_stop(said: Mapping[str, Value], stop: Stop, towns: Towns, themes: Themes) -> Wanted:
    """What the cells of a stop change of `stop`; roles of organisations apart. Raises CellRefused."""
    standing = stop_row(stop)
    differing = {name: value for name, value in said.items() if name in standing and value != standing[name]}
    wanted = Wanted({}, {})
    for name in PLAIN_OF_STOP:
        if name in differing:
            wanted.values[name] = differing[name]
            wanted.cells[name] = (standing[name], differing[name])
    if "stop_themes" in differing:
        picked = themes.of(differing["stop_themes"], "stop_themes")
        if {theme.pk for theme in picked} != {theme.pk for theme in stop.themes.all()}:
            wanted.values["themes"] = picked
            wanted.cells["stop_themes"] = (standing["stop_themes"], differing["stop_themes"])
    if {"town", "town_code"} & differing.keys():
        _move_to_town(wanted, said, stop, towns)
    if "when" in differing:
        wanted.values |= values_of_when(str(differing["when"]), stop)
        wanted.cells["when"] = (standing["when"], differing["when"])
    _set_last_day(wanted, said.get("last_day"), stop)
    if stop.published_at is not None and (moved := MOVES & wanted.cells.keys()):
        raise _public(next(name for name in said if name in moved))
    return wanted


def _move_to_town(wanted: Wanted, said: Mapping[str, Value], stop: Stop, towns: Towns) -> None:
    name = str(said.get("town") or stop.place)
    town = towns.named(name, str(said.get("town_code") or ""))
    if town is None and name != stop.place:
        wanted.values |= {"place": name} | ({"town": None, "latitude": None, "longitude": None} if stop.town else {})
    elif town is not None and town.pk != stop.town_id:
        wanted.values["town"] = town
    else:
        return
    wanted.cells["town"] = (stop.place, town.name if town else name)


def _set_last_day(wanted: Wanted, said: Value, stop: Stop) -> None:
    """The last day that is said; where only the first changes, the stop lasts as long as it did."""
    first = wanted.values.get("starts_on", stop.starts_on)
    if isinstance(said, dt.date) and said != stop.ends_on:
        if first is None:
            raise CellRefused(
                "last_day",
                _("A last day needs a first one."),
                _("Write the first day under “Date”, or empty this cell."),
            )
        wanted.values["ends_on"] = said
        wanted.cells["last_day"] = (stop.ends_on, said)
    elif first and "starts_on" in wanted.values:
        lasts = stop.ends_on - stop.starts_on if stop.ends_on and stop.starts_on else dt.timedelta()
        wanted.values["ends_on"] = said if isinstance(said, dt.date) else first + lasts


def values_of_when(when: str, stop: Stop | None) -> dict[str, Any]:
    """The values for a stop's operation of a day, a month or possible days."""
    if day := day_of(when):
        return {"starts_on": day}
    undated: dict[str, Any] = {"starts_on": None, "ends_on": None} if stop is None or stop.starts_on else {}
    if month := month_of(when):
        return {**undated, "month": month, "date_options": []}
    return {**undated, "date_options": options_of(when)}


def wanted_of_session(said: Mapping[str, Value], session: Session, stop: Stop, themes: Themes) -> Wanted:
    """What the cells of a session change of `session`. Raises CellRefused."""
    standing = session_row(session, stop)
    differing = {name: value for name, value in said.items() if name in standing and value != standing[name]}
    wanted = Wanted({}, {})
    for name, field in PLAIN_OF_SESSION.items():
        if name in differing:
            wanted.values[field] = differing[name]
            wanted.cells[name] = (standing[name], differing[name])
    if "session_themes" in differing:
        picked = themes.of(differing["session_themes"], "session_themes")
        if {theme.pk for theme in picked} != {theme.pk for theme in session.themes.all()}:
            wanted.values["themes"] = picked
            wanted.cells["session_themes"] = (standing["session_themes"], differing["session_themes"])
    starts, ends = (
        moment.astimezone(stop.zone).replace(tzinfo=None, microsecond=0)
        for moment in (session.starts_at, session.ends_at)
    )
    first_day = stop.starts_on or starts.date()
    new_starts = moment_of(said["starts"], first_day) if said.get("starts") is not None else starts
    if said.get("ends") is not None:
        new_ends = moment_of(said["ends"], new_starts.date())
    else:
        new_ends = new_starts + (ends - starts)
    for name, field, before, after in (
        ("starts", "starts_at", starts, new_starts), ("ends", "ends_at", ends, new_ends),
    ):  # fmt: skip
        if before != after:
            wanted.values[field] = after.replace(tzinfo=stop.zone)
            wanted.cells[name] = (clock_value(before, stop.starts_on), clock_value(after, stop.starts_on))
    return wanted


def values_of_new_stop(said: Mapping[str, Value], towns: Towns, themes: Themes) -> dict[str, Any]:
    """The values of a stop that is not there yet. Raises CellRefused."""
    name = str(said["town"])
    town: Territory | None = towns.named(name, str(said.get("town_code") or ""))
    values: dict[str, Any] = {field: said[field] for field in PLAIN_OF_STOP if said.get(field) is not None}
    values |= {"town": town, "lies_in": towns.lies_in(town)} if town else {"place": name}
    if when := said.get("when"):
        values |= values_of_when(str(when), None)
    if said.get("last_day") is not None:
        if values.get("starts_on") is None:
            reason, remedy = (
                _("A last day needs a first one."),
                _("Write the first day under “Date”, or empty this cell."),
            )
            raise CellRefused("last_day", reason, remedy)
        values["ends_on"] = said["last_day"]
    values["themes"] = themes.of(said.get("stop_themes"), "stop_themes")
    return values


def values_of_new_session(said: Mapping[str, Value], stop: Stop, themes: Themes) -> dict[str, Any]:
    """The values of a session that is not there yet: with a title, a start and an end. Raises CellRefused."""
    for name, reason in (
        ("session_title_fr", _("A new session needs its French title.")),
        ("starts", _("A new session needs its start.")),
        ("ends", _("A new session needs its end.")),
    ):
        if said.get(name) is None:
            raise CellRefused(name, reason, _("Fill it in."))
    if stop.starts_on is None:
        reason = _("This stop has no day yet, and a session happens on a day.")
        raise CellRefused("starts", reason, _("Write the day of the stop, or take the session out until it has one."))
    starts = moment_of(said["starts"], stop.starts_on)
    values = {field: said[name] for name, field in PLAIN_OF_SESSION.items() if said.get(name) is not None}
    return {
        **values,
        "starts_at": starts.replace(tzinfo=stop.zone),
        "ends_at": moment_of(said["ends"], starts.date()).replace(tzinfo=stop.zone),
        "themes": themes.of(said.get("session_themes"), "session_themes"),
    }


def _public(column: str) -> CellRefused:
    return CellRefused(
        column,
        _("This stop is public: people hold its date and its place."),
        _("Move it from its own page, which shows who will be told; here, write what it says now."),
    )

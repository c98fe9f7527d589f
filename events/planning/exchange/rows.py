"""What stands, as the table says it: read again, it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet

from events.models import Partnership, Session, Stop, Theme, Tour
from events.planning.exchange.columns import (
    NO_COMMUNE,
    clock_value,
    day_value,
    month_value,
    options_value,
)
from events.planning.exchange.sheet import ROLES
from tournee.sheets.columns import Value
from tournee.sheets.matching import tidy

Row = dict[str, Value]


def stops_in_full(tour: Tour) -> QuerySet[Stop]:
    """The stops of `tour` along the route, with all that the table says of them. Six queries."""
    partners = Partnership.objects.select_related("organisation")
    sessions = Session.objects.prefetch_related("themes")
    return (
        Stop.objects.filter(tour=tour)
        .select_related("tour", "town__parent")
        .prefetch_related("date_options", "themes", Prefetch("partnerships", partners), Prefetch("sessions", sessions))
        .along_the_route()
    )


def rows_of(stops: Iterable[Stop]) -> Iterator[Row]:
    """One row a session, and one for a stop without any; what is the stop's own is said once, its name each time."""
    for stop in stops:
        own = stop_row(stop)
        again = {"reference": own["reference"], "town": own["town"]}
        sessions = list(stop.sessions.all())
        for number, session in enumerate(sessions):
            yield {**(own if number == 0 else again), **session_row(session, stop)}
        if not sessions:
            yield own


def stop_row(stop: Stop) -> Row:
    """What the table says of a stop."""
    later = stop.ends_on if stop.ends_on != stop.starts_on else None
    texts = ("title_fr", "title_en", "venue", "address", "access_fr", "access_en", "step_free")
    return {
        "reference": str(stop.public_id),
        "town": _text(stop.place),
        "town_code": stop.town.code if stop.town else NO_COMMUNE,
        "when": when_of(stop),
        "last_day": later,
        **{name: _text(getattr(stop, name)) for name in texts},
        "safety_limit": stop.safety_limit,
        "stop_themes": themes_text(stop.themes.all()),
        **{role: partners_text(stop, role) for role in ROLES},
        "state": str(stop.get_state_display()),
    }


def session_row(session: Session, stop: Stop) -> Row:
    """What the table says of a session."""
    return {
        "session_reference": str(session.public_id),
        "session_title_fr": _text(session.title_fr),
        "session_title_en": _text(session.title_en),
        "kind": session.kind,
        "starts": clock_value(session.starts_at.astimezone(stop.zone), stop.starts_on),
        "ends": clock_value(session.ends_at.astimezone(stop.zone), stop.starts_on),
        "room": _text(session.room),
        "seats": session.capacity,
        "online_url": _text(session.online_url),
        "session_themes": themes_text(session.themes.all()),
        "session_state": str(session.get_state_display()),
    }


def when_of(stop: Stop) -> str | None:
    """The stop's day, else its possible days, else its month."""
    if stop.starts_on:
        return day_value(stop.starts_on)
    if options := [(option.starts_on, option.ends_on) for option in stop.date_options.all()]:
        return options_value(options)
    return month_value(stop.month) if stop.month else None


def themes_text(themes: Iterable[Theme]) -> str | None:
    """Themes as one cell, in French: a label is a name here, and a file has one whatever its reader's language."""
    return (
        "; ".join(theme.slug if ";" in theme.label_fr else " ".join(theme.label_fr.split()) for theme in themes) or None
    )


def partners_text(stop: Stop, role: str) -> str | None:
    """The organisations that have `role` at a stop as one cell, by their French names."""
    names = [partnership.organisation for partnership in stop.partnerships.all() if partnership.role == role]
    return "; ".join(found.slug if ";" in found.name_fr else " ".join(found.name_fr.split()) for found in names) or None


def _text(value: str) -> str | None:
    """A text as a file gives it back."""
    return tidy(value) or None

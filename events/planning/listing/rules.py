"""What a stop's page says of its dates and of its room."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from events.models import Session, Stop

_WEIGHED = (Stop.State.IDEA, Stop.State.CONTACTED)


def takes_options(stop: Stop) -> bool:
    """Several dates are still weighed: it has none, and was not public yet. A postponed stop has a step for that."""
    return stop.starts_on is None and stop.state in _WEIGHED


def above_the_limit(stop: Stop, sessions: Iterable[Session]) -> list[str]:
    """A sentence for each planned session in the room that lets in more people than the room may hold."""
    limit = stop.safety_limit
    if limit is None:
        return []
    found = []
    for session in sessions:
        if session.state != Session.State.PLANNED or session.kind == Session.Kind.WEBINAR:
            continue
        if session.capacity is None:
            found.append(_("“%(session)s” has no limit of seats: give it one.") % {"session": session})
        elif session.capacity > limit:
            said = _("“%(session)s” has more seats than that: %(count)d.")
            found.append(said % {"session": session, "count": session.capacity})
    return found

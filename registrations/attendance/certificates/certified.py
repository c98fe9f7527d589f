"""What a certificate says: the sessions attended, their day, and whether presence says the same by now."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.models import Stop
from registrations.attendance.presence import Attended
from registrations.models import Certificate


def is_overtaken(certificate: Certificate, attended: Attended, *, came: bool) -> bool:
    """Whether presence says something else by now than what was certified."""
    if not came:
        return True
    certified = [(one["session"], one["minutes"]) for one in certificate.sessions]
    return certificate.minutes != attended.minutes or certified != _pairs(attended)


def _pairs(attended: Attended) -> list[tuple[str, int]]:
    return [(str(one.session.public_id), one.minutes) for one in attended.sessions]


def sessions_as_printed(attended: Attended, stop: Stop, language: str) -> list[dict[str, Any]]:
    """The sessions somebody attended, as their certificate keeps them: title, hours by the stop's clock, minutes."""
    with override(language):
        return [
            {
                "session": str(one.session.public_id),
                "title": one.session.title,
                "starts_at": one.session.starts_at.astimezone(stop.zone).isoformat(),
                "ends_at": one.session.ends_at.astimezone(stop.zone).isoformat(),
                "minutes": one.minutes,
            }
            for one in attended.sessions
        ]


def in_language(certificate: Certificate, language: str, stop: Stop) -> Certificate:
    """The same certificate, not saved, with the titles that its sessions have in that language; at most one query."""
    return all_in_language([certificate], language, stop)[0]


def all_in_language(certificates: Sequence[Certificate], language: str, stop: Stop) -> list[Certificate]:
    """The same of several, in their order; at most one query."""
    if all(one.language == language for one in certificates):
        return list(certificates)
    with override(language):
        titles = {str(session.public_id): session.title for session in stop.sessions.all()}
    return [one if one.language == language else _drawn(one, language, titles) for one in certificates]


def _drawn(certificate: Certificate, language: str, titles: Mapping[str, str]) -> Certificate:
    drawn = copy(certificate)
    drawn.language = language
    drawn.sessions = [{**one, "title": titles.get(one["session"], one["title"])} for one in certificate.sessions]
    return drawn


def begun_on(attended: Attended, stop: Stop) -> datetime.date:
    """The day a certificate bears: that of the first session attended, else the stop's first."""
    if attended.sessions:
        return attended.sessions[0].session.starts_at.astimezone(stop.zone).date()
    return stop.starts_on or timezone.now().astimezone(stop.zone).date()


def takes_no_place(stop: Stop) -> str:
    """Why nothing can be certified of a stop that is cancelled or has no date, in the active language; else ""."""
    if stop.state == Stop.State.CANCELLED:
        return _("This stop is cancelled: there is nothing to certify.")
    return "" if stop.starts_on else _("This stop has no date yet: there is nothing to certify.")


def is_over(stop: Stop, at: datetime.datetime) -> bool:
    """Whether all that a certificate counts is over at `at` (aware): the last planned session, else the last day.

    Never of a stop that is cancelled or has no date.
    """
    if takes_no_place(stop):
        return False
    last = stop.sessions.planned().aggregate(last=Max("ends_at"))["last"]
    if last is not None:
        return bool(last <= at)
    day = stop.ends_on or stop.starts_on
    return day is not None and day < at.astimezone(stop.zone).date()

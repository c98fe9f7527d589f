"""What a certificate says of hours, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from registrations.attendance.certificates.signing import short_of
from registrations.models import Certificate
from tournee.texts.languages import active_language
from tournee.texts.typography import NO_BREAK, format_date, format_time_range


def hours_in_words(minutes: int) -> str:
    """“6 h 30”, “45 min”, “0 h” in French; “6 h 30 min”, “45 min”, “0 h” in English."""
    hours, rest = divmod(minutes, 60)
    if rest and not hours:
        return f"{rest}{NO_BREAK}min"
    if not rest:
        return f"{hours}{NO_BREAK}h"
    if active_language() == "fr":
        return f"{hours}{NO_BREAK}h{NO_BREAK}{rest:02d}"
    return f"{hours}{NO_BREAK}h{NO_BREAK}{rest}{NO_BREAK}min"


def short_code(certificate: Certificate) -> str:
    """What is typed where it is checked: its number, then its short code in three groups, on one line."""
    short = short_of(certificate.code)
    return NO_BREAK.join([str(certificate.number), *(short[at : at + 4] for at in range(0, len(short), 4))])


def sessions_in_words(certificate: Certificate) -> Iterator[tuple[str, str]]:
    """Each session as certified: when it was (and how much of it, where that was not all), and its title."""
    for one in certificate.sessions:
        start, end = (datetime.datetime.fromisoformat(one[edge]) for edge in ("starts_at", "ends_at"))
        when = f"{format_date(start)}, {format_time_range(start, end)}"
        if one["minutes"] < (end - start).total_seconds() // 60:
            when += " · " + _("%(length)s attended") % {"length": hours_in_words(one["minutes"])}
        yield when, one["title"]

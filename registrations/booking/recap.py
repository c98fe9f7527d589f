"""What a form sent, told back on the page that follows it: as it was typed, whatever became of it.

It waits in this browser, for the form's own address, for some minutes, and is read once. So that address names nobody,
and somebody who was registered already reads there what anybody reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrations.booking.offer import Offer
from registrations.booking.request import RegistrationRequest

_COOKIE = "sent"
_SECONDS = 10 * 60
_MOST_LETTERS = 900  # of names and sessions; those of further people are only counted: a cookie holds 4 kB


def tell_back(request: HttpRequest, response: HttpResponseBase, offer: Offer, sent: RegistrationRequest) -> None:
    """Have the browser keep what was `sent`, for the page at this address that comes next."""
    response.set_cookie(
        _COOKIE, signing.dumps(list(_lines(offer, sent)), salt=_COOKIE, compress=True), max_age=_SECONDS,
        path=request.path, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip


def told_back(request: HttpRequest) -> list[str]:
    """What was sent from this browser a moment ago, a line each; nothing where that is not known."""
    try:
        lines: list[str] = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_COOKIE, max_age=_SECONDS)
    except signing.BadSignature:
        return []
    return lines


def forget(request: HttpRequest, response: HttpResponseBase) -> None:
    """It was read."""
    if _COOKIE in request.COOKIES:
        response.delete_cookie(_COOKIE, path=request.path, samesite="Lax")


def _lines(offer: Offer, sent: RegistrationRequest) -> Iterator[str]:
    """For whom; then who comes to what, those with the same sessions together."""
    party = sent.organisation_name or (sent.firm.name if sent.firm else "")
    if party:
        yield _("For %(party)s.") % {"party": party}
    groups: dict[frozenset[int], list[str]] = {}
    for person in sent.attendees:
        groups.setdefault(person.sessions, []).append(person.name)
    letters = 0
    for place, (sessions, names) in enumerate(groups.items()):
        chosen = [one for one in offer.sessions if one.session.pk in sessions]
        titles = " · ".join(f"{one.session.title} ({', '.join(filter(None, [one.day, one.hours]))})" for one in chosen)
        line = _("%(name)s: %(value)s") % {"name": ", ".join(names), "value": titles}
        letters += len(line)
        if letters > _MOST_LETTERS:
            left = sum(len(others) for others in list(groups.values())[place:])
            yield ngettext("And %(count)s more person.", "And %(count)s more people.", left) % {"count": left}
            return
        yield line

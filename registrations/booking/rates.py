"""How often somebody may do something that costs others: counted in the cache, in windows of a fixed length."""

from __future__ import annotations

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from registrations.models import Registration
from tournee.accounts.throttling import client_ip

AN_HOUR = 60 * 60
_CHANGES_AN_HOUR = 60


def within_rate(what: str, who: str, *, limit: int, seconds: int) -> bool:
    """Count one more of `what` by `who`; False once there were more than `limit` in this window.

    With a cache in memory each process counts for itself.
    """
    digest = hashlib.sha256(who.encode()).hexdigest()[:32]
    counter = f"rate:{what}:{digest}:{int(time.time()) // seconds}"
    cache.add(counter, 0, timeout=seconds)
    try:
        return cache.incr(counter) <= limit
    except ValueError:  # it left the cache between the two calls
        return True


def may_register(request: HttpRequest) -> bool:
    """Count one more registration sent from this address; False once there were too many.

    Each takes seats and writes to addresses that nobody has checked.
    """
    return within_rate("register", client_ip(request) or "", limit=settings.REGISTRATIONS_AN_HOUR, seconds=AN_HOUR)


def may_change(registration: Registration) -> bool:
    """Count one more change by the registration's link; False once there were too many: each writes to somebody."""
    return within_rate("registration-change", str(registration.public_id), limit=_CHANGES_AN_HOUR, seconds=AN_HOUR)


def asked_too_often() -> str:
    """What is said once there were too many."""
    return _("Asked too often from here. Try again in an hour, or write to the organisers.")

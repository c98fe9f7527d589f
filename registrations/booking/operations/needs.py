"""Somebody says what one should know to receive them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from registrations.booking.operations.open_stop import require_not_over
from registrations.models import Attendee
from tournee.accounts.models import User
from tournee.history.operations import record

FIELDS = ("needs", "no_photographs")


def say_needs(attendee: Attendee, values: Mapping[str, Any], *, actor: User | None) -> Attendee:
    """Keep the needs and the wish about photographs of one person; history names the fields, never what they held.

    Raises BookingError once the stop is over.
    """
    require_not_over(attendee.registration.stop)
    changed = [name for name in FIELDS if name in values and getattr(attendee, name) != values[name]]
    if not changed:
        return attendee
    with transaction.atomic():
        Attendee.objects.filter(pk=attendee.pk).update(**{name: values[name] for name in changed})
        record("registration.needs", attendee.registration, actor=actor, changes=dict.fromkeys(changed))
    attendee.refresh_from_db(fields=changed)
    return attendee

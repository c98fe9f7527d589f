"""Work that is due: seats that came free by other ways than a cancellation (a larger room) go to those who wait."""

from __future__ import annotations

from django.utils.translation import gettext as _

from events.models import Stop
from registrations.booking.operations.waiting import promote
from registrations.models import Seat


def serve_waiting_lists() -> str | None:
    """Promote at every stop where somebody waits; what is not free yet stays as it is."""
    waiting = Seat.objects.filter(state=Seat.State.WAITLISTED).values("session__stop")
    stops = Stop.objects.filter(pk__in=waiting, state=Stop.State.PUBLISHED).select_related("tour").order_by("pk")
    served = sum(len(promote(stop)) for stop in stops)
    return _("Seats given to %(count)s registrations that waited.") % {"count": served} if served else None

"""Where somebody stands on the waiting list, by which rule it is served, and what is offered to them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Stop
from registrations.booking.terms.queries import terms_of
from registrations.models import Registration, Seat, WaitingEntry
from tournee.texts.typography import format_date_time


def place_in_line(entry: WaitingEntry) -> int:
    """1 for whoever is served next: those before are the entries that came earlier and want one of its sessions."""
    wanted = entry.seats.filter(state=Seat.State.WAITLISTED).values("session")
    before = WaitingEntry.objects.filter(
        state=WaitingEntry.State.WAITING, seats__session__in=wanted, seats__state=Seat.State.WAITLISTED
    ).exclude(pk=entry.pk)
    earlier = before.filter(arrived_at__lt=entry.arrived_at) | before.filter(
        arrived_at=entry.arrived_at, pk__lt=entry.pk
    )
    return 1 + earlier.distinct().count()


def waiting_of(registration: Registration) -> list[tuple[int, WaitingEntry]]:
    """The entries of the registration that still wait, each with its place in line."""
    entries = registration.waiting_entries.filter(state=WaitingEntry.State.WAITING)
    waits = entries.filter(seats__state=Seat.State.WAITLISTED).distinct()
    return [(place_in_line(entry), entry) for entry in waits]


def rule_of(stop: Stop) -> list[str]:
    """By which rule the stop's waiting list is served, in sentences that everybody reads; one query."""
    terms = terms_of(stop)
    said = [_("Freed places go in order of arrival.")]
    if terms.smaller_may_pass:
        said.append(_("A party too large for the places free keeps its turn, and smaller ones behind it may pass."))
    else:
        said.append(_("A party too large for the places free keeps its turn, and those behind it wait."))
    if terms.offer_hours:
        hours = ngettext("%(count)s hour", "%(count)s hours", terms.offer_hours) % {"count": terms.offer_hours}
        said.append(_("A place that comes free is offered to you for %(hours)s, by e-mail.") % {"hours": hours})
    else:
        said.append(_("A place that comes free is yours at once, and we write to you."))
    return said


@dataclass(frozen=True, slots=True)
class Offered:
    """Seats that are held for a party until a moment, by which it says whether it takes them."""

    until: datetime.datetime
    until_in_words: str


def offer_to(registration: Registration) -> Offered | None:
    """What is offered to the party now; one query. `stop` is at hand."""
    offered = Seat.objects.filter(attendee__registration=registration, state=Seat.State.OFFERED)
    until = offered.filter(offered_until__gt=timezone.now()).aggregate(until=Min("offered_until"))["until"]
    return Offered(until, format_date_time(until, zone=registration.stop.zone)) if until else None

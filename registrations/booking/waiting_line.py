"""Where somebody stands on the waiting list."""

from __future__ import annotations

from registrations.models import Registration, Seat, WaitingEntry


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
    return [(place_in_line(entry), entry) for entry in entries]

"""What a party is told, each person with their own calendar entry."""

from __future__ import annotations

from registrations.models import Registration


def registered(registration: Registration) -> None:
    """The confirmation."""


def changed(registration: Registration) -> None:
    """What is different now."""


def promoted(registration: Registration) -> None:
    """Seats came free."""


def cancelled(registration: Registration) -> None:
    """Nobody comes."""

"""Seats: one attendee in one session; and the wish for some that are not free."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.models.registration import Attendee, Registration


class WaitingEntry(models.Model):
    """One registration's wish for seats that were taken: the seats that point here, wanted together if `all_or_none`.

    Entries are served by `arrived_at`, then in the order in which they were written; a person may leave at any time.
    `passed` counts the larger ones before it that it passed, where the organiser allows that.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PROMOTED = "promoted", _("got seats")
        LEFT = "left", _("left the list")
        CLOSED = "closed", _("the list was closed")

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="waiting_entries")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING, editable=False)
    all_or_none = models.BooleanField(_("all or none"), default=True)
    arrived_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    passed = models.PositiveSmallIntegerField(_("entries it passed"), default=0, editable=False)

    class Meta:
        verbose_name = _("waiting entry")
        verbose_name_plural = _("waiting list")
        ordering = ["arrived_at", "pk"]
        indexes = [models.Index(fields=["state", "arrived_at"], name="waiting_in_order")]

    def __str__(self) -> str:
        return f"waiting entry {self.pk}"


class Seat(models.Model):
    """One attendee in one session. Only `registrations.booking` moves it, with the session's `seats_taken`."""

    class State(models.TextChoices):
        PENDING = "pending", _("to be approved")
        WAITLISTED = "waitlisted", _("on the waiting list")
        OFFERED = "offered", _("offered")
        CONFIRMED = "confirmed", _("confirmed")
        CANCELLED = "cancelled", _("cancelled")
        EXPIRED = "expired", _("expired")

    LIVE = (State.PENDING, State.WAITLISTED, State.OFFERED, State.CONFIRMED)
    TAKING = (State.PENDING, State.OFFERED, State.CONFIRMED)  # counted in the session's seats_taken

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="seats")
    session = models.ForeignKey("events.Session", on_delete=models.PROTECT, related_name="seats")
    state = models.CharField(_("state"), max_length=10, choices=State, editable=False)
    waiting_entry = models.ForeignKey(
        WaitingEntry, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats"
    )
    since = models.DateTimeField(default=timezone.now, editable=False)
    offered_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(
                fields=["attendee", "session"],
                condition=Q(state__in=["pending", "waitlisted", "offered", "confirmed"]),
                name="seat_once_in_session",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_until__isnull=False), name="seat_offered_until_when"
            ),
        ]
        indexes = [models.Index(fields=["session", "state"], name="seat_in_session")]

    def __str__(self) -> str:
        return f"seat {self.pk}"

"""What the team writes to those who registered: its own words of a notice, messages to many, and telephone calls."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from tournee.history.models import Versioned
from tournee.texts import Translated
from tournee.texts.languages import LANGUAGE_CHOICES


class NoticeText(Versioned):
    """A tour's own words at the top of a notice, in one language; what is due by law and by fact follows them."""

    class Moment(models.TextChoices):
        REGISTERED = "registered", _("confirmation")
        WAITING = "waiting", _("on the waiting list")
        PROMOTED = "promoted", _("a seat came free")
        CHANGED = "changed", _("changed")
        CANCELLED = "cancelled", _("cancelled")

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="notice_texts")
    moment = models.CharField(_("notice"), max_length=12, choices=Moment)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    subject = models.CharField(_("subject"), max_length=160, blank=True)
    text = models.TextField(_("text"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("words of a notice")
        ordering = ["moment", "language"]
        constraints = [models.UniqueConstraint(fields=["tour", "moment", "language"], name="notice_text_once")]

    def __str__(self) -> str:
        return f"{self.get_moment_display()} ({self.language})"


class NoticeDue(models.Model):
    """A registration whose seats are settled and whose party was not told yet: told at once, else by the next tick."""

    registration = models.OneToOneField(
        "registrations.Registration", on_delete=models.CASCADE, related_name="notice_due"
    )
    moment = models.CharField(max_length=20)
    since = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.moment} of {self.registration_id}"


class Message(Versioned):
    """A message to those registered: to a selection at once, or by rule N days before (or after) each stop.

    By rule (`days` set) it goes out once a stop; without `stop`, at each stop of the tour. `audience` says to whom.
    """

    class Audience(models.TextChoices):
        CONTACTS = "contacts", _("contacts of registrations")
        ATTENDEES = "attendees", _("everybody who comes and has an address")
        WAITING = "waiting", _("contacts who wait for a seat")
        PRESENT = "present", _("those who came")
        ABSENT = "absent", _("those who were expected and did not come")

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="messages")
    stop = models.ForeignKey(
        "events.Stop", on_delete=models.CASCADE, null=True, blank=True, related_name="messages", verbose_name=_("stop")
    )
    audience = models.CharField(_("to"), max_length=10, choices=Audience, default=Audience.CONTACTS)
    days = models.SmallIntegerField(_("days after the stop (before: negative)"), null=True, blank=True)
    at = models.TimeField(_("at"), null=True, blank=True)
    subject_fr = models.CharField(_("subject (French)"), max_length=160, blank=True)
    subject_en = models.CharField(_("subject (English)"), max_length=160, blank=True)
    text_fr = models.TextField(_("text (French)"), max_length=4000, blank=True)
    text_en = models.TextField(_("text (English)"), max_length=4000, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    sent_at = models.DateTimeField(null=True, editable=False)

    subject = Translated()
    text = Translated()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["days", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__isnull=True, at__isnull=True) | Q(days__isnull=False, at__isnull=False),
                name="message_rule_is_whole",
            )
        ]

    def __str__(self) -> str:
        return self.subject or f"message {self.pk}"


class MessageSent(models.Model):
    """A message went out for a stop, to so many; by rule, once."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="sendings")
    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="+")
    recipients = models.PositiveIntegerField(_("recipients"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "stop"], name="message_sent_once_a_stop")]

    def __str__(self) -> str:
        return f"{self.message} ({self.recipients})"


class Call(Versioned):
    """A telephone call that is due: a stop was cancelled or moved within 48 hours, and a message may come too late.

    Personal data: whom to call is read from the registration, nothing is copied; removed thirty days after the stop.
    """

    class Reason(models.TextChoices):
        CANCELLED = "cancelled", _("the stop is cancelled")
        POSTPONED = "postponed", _("the stop is postponed")
        MOVED = "moved", _("the stop has another date or place")

    class Outcome(models.TextChoices):
        DUE = "due", _("to be called")
        REACHED = "reached", _("reached")
        NOT_REACHED = "missed", _("not reached")

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="calls")
    registration = models.ForeignKey("registrations.Registration", on_delete=models.CASCADE, related_name="calls")
    reason = models.CharField(_("why"), max_length=10, choices=Reason)
    due_since = models.DateTimeField(default=timezone.now, editable=False)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.DUE)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    note = models.CharField(_("note"), max_length=200, blank=True)
    called_at = models.DateTimeField(null=True, editable=False)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("telephone call")
        verbose_name_plural = _("telephone calls")
        ordering = ["due_since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "registration"], condition=Q(outcome="due"), name="call_due_once_a_registration"
            )
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"

    @property
    def tour(self) -> Tour:
        """The tour whose team makes it."""
        return self.stop.tour

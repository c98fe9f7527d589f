"""Sessions of a stop's programme, and who speaks at them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts import Translated
from tournee.texts.search import search_key


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions as people speak of them."""

    def planned(self) -> SessionQuerySet:
        """Those that take place."""
        return self.filter(state=Session.State.PLANNED)


class Session(Versioned):
    """One item of a stop's programme that people register for. Times are stored in UTC, shown in the stop's zone.

    `seats_taken` moves only by the registrations floor's booking operations; the constraint makes overselling
    impossible on any path. `capacity` null is unlimited. `sequence` grows when a published time or place changes.
    """

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("workshop")
        TECHNICAL_DAY = "technical_day", _("technical day")
        PLENARY = "plenary", _("plenary")
        COMPANY_VISIT = "company_visit", _("company visit")
        TRAINING = "training", _("training")
        WEBINAR = "webinar", _("webinar")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CANCELLED = "cancelled", _("cancelled")

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="sessions")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.WORKSHOP)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED, editable=False)
    title_fr = models.CharField(_("title (French)"), max_length=160)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    summary_fr = models.TextField(_("summary (French)"), max_length=1000, blank=True)
    summary_en = models.TextField(_("summary (English)"), max_length=1000, blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    room = models.CharField(_("room"), max_length=120, blank=True)
    online_url = models.URLField(_("online at"), blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    seats_taken = models.PositiveIntegerField(default=0, editable=False)
    themes = models.ManyToManyField("events.Theme", blank=True, related_name="sessions", verbose_name=_("themes"))
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    title = Translated()
    summary = Translated()
    derived_fields = ("changed_at",)
    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_forward"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(seats_taken__lte=F("capacity")), name="session_never_oversold"
            ),
        ]
        indexes = [models.Index(fields=["stop", "starts_at"], name="session_by_time")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.changed_at = timezone.now()
        super().save(*args, **kwargs)


class Speaker(Versioned):
    """A person who facilitates or speaks at a session; needs no account.

    Personal data: name, position and organisation are published with the session; the e-mail address serves to prepare
    it and is kept until two years after the last session.
    """

    name = models.CharField(_("name"), max_length=120)
    position_fr = models.CharField(_("position (French)"), max_length=160, blank=True)
    position_en = models.CharField(_("position (English)"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        "events.Organisation", on_delete=models.SET_NULL, null=True, blank=True, related_name="speakers",
        verbose_name=_("organisation"),
    )  # fmt: skip
    email = models.EmailField(_("e-mail address"), blank=True)
    fictitious = models.BooleanField(_("made up for a demonstration"), default=False)
    search_key = models.CharField(max_length=160, editable=False)
    sessions = models.ManyToManyField(Session, through="Speaking", related_name="speakers")

    position = Translated()
    derived_fields = ("search_key",)

    class Meta:
        verbose_name = _("speaker")
        ordering = ["search_key"]

    def __str__(self) -> str:
        return self.name

    @property
    def history_label(self) -> str:
        """History outlives erasure: it names a person by number."""
        return f"#{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = search_key(self.name)[:160]
        super().save(*args, **kwargs)


class Speaking(models.Model):
    """What a speaker does at a session."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("facilitator")
        SPEAKER = "speaker", _("speaker")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="speakings")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="speakings")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.SPEAKER)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "speaker"], name="speaking_once")]

    def __str__(self) -> str:
        return f"{self.speaker} @ {self.session}"

"""Passages: what somebody said or wrote, kept as an object, coded, quoted and never copied."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts.languages import LANGUAGE_CHOICES


class FacilitatorLink(models.Model):
    """A link by which somebody without an account notes what is said at one session; it expires and can be revoked."""

    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="facilitator_links")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("for whom"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("facilitator’s link")
        verbose_name_plural = _("facilitators’ links")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="facilitator_link_forward")
        ]

    def __str__(self) -> str:
        return f"facilitator’s link {self.pk}"


class Passage(Versioned):
    """A sentence or a few, with a stable identity: from a note, an open answer or a document.

    `voice` says who speaks as far as may be said (“owner of a metal workshop, 8 people”), never a name. Personal data
    where the words give somebody away: shown outside the team only in published editions, once read for that.
    """

    class Origin(models.TextChoices):
        NOTE = "note", _("noted at a session")
        ANSWER = "answer", _("an open answer")
        DOCUMENT = "document", _("a document")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.NOTE)
    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="passages")
    stop = models.ForeignKey("events.Stop", on_delete=models.PROTECT, null=True, blank=True, related_name="passages")
    session = models.ForeignKey(
        "events.Session", on_delete=models.PROTECT, null=True, blank=True, related_name="passages"
    )
    answer = models.OneToOneField(
        "surveys.Answer", on_delete=models.SET_NULL, null=True, blank=True, related_name="passage"
    )
    text = models.TextField(_("what was said"), max_length=1000)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    voice = models.CharField(_("who speaks"), max_length=160, blank=True)
    said_at = models.DateTimeField(_("when"), default=timezone.now)
    noted_through = models.ForeignKey(
        FacilitatorLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="passages"
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quotable = models.BooleanField(_("may be quoted"), default=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["said_at", "pk"]
        indexes = [models.Index(fields=["stop", "said_at"], name="passage_at_stop")]

    def __str__(self) -> str:
        return f"passage {self.pk}"


class Coding(models.Model):
    """A passage speaks of a skill or a theme, says somebody of the team."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="codings")
    skill = models.ForeignKey(
        "surveys.Skill",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="codings",
        verbose_name=_("skill"),
    )
    theme = models.ForeignKey(
        "events.Theme", on_delete=models.PROTECT, null=True, blank=True, related_name="codings", verbose_name=_("theme")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("coding")
        constraints = [
            models.UniqueConstraint(fields=["passage", "skill"], name="coding_once_to_skill"),
            models.UniqueConstraint(fields=["passage", "theme"], name="coding_once_to_theme"),
            models.CheckConstraint(
                condition=Q(skill__isnull=False, theme__isnull=True) | Q(skill__isnull=True, theme__isnull=False),
                name="coding_to_one",
            ),
        ]

    def __str__(self) -> str:
        return f"coding {self.pk}"

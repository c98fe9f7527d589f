"""Syntheses: part computed, part written, published in frozen editions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from tournee.history.models import Versioned
from tournee.texts import Translated
from tournee.texts.languages import LANGUAGE_CHOICES


class Synthesis(Versioned):
    """A document of a scope. What is computed is read anew for every draft; an edition keeps it as it was."""

    class Scope(models.TextChoices):
        STOP = "stop", _("a stop")
        TERRITORY = "territory", _("a territory")
        TOUR = "tour", _("the tour")
        BRIEF = "brief", _("a subject")

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="syntheses")
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    stop = models.ForeignKey("events.Stop", on_delete=models.PROTECT, null=True, blank=True, related_name="syntheses")
    territory = models.ForeignKey("events.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    last_edition_number = models.PositiveSmallIntegerField(default=0, editable=False)

    title = Translated()

    class Meta:
        verbose_name = _("synthesis")
        verbose_name_plural = _("syntheses")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="stop", stop__isnull=False)
                | Q(scope="territory", territory__isnull=False)
                | Q(scope__in=["tour", "brief"]),
                name="synthesis_scope_names_its_object",
            ),
            models.UniqueConstraint(fields=["stop"], condition=Q(scope="stop"), name="synthesis_once_a_stop"),
        ]

    def __str__(self) -> str:
        return self.title


class SynthesisSection(Versioned):
    """A section that somebody writes, among those that are computed."""

    synthesis = models.ForeignKey(Synthesis, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("order"), default=100)
    title_fr = models.CharField(_("title (French)"), max_length=160)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    text_fr = models.TextField(_("text (French)"), max_length=20000, blank=True)
    text_en = models.TextField(_("text (English)"), max_length=20000, blank=True)

    title = Translated()
    text = Translated()

    class Meta:
        verbose_name = _("written section")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def tour(self) -> Tour:
        """Whose team writes it."""
        return self.synthesis.tour


class Edition(models.Model):
    """A synthesis as it was published: its figures frozen in `content`, its data annex with its SHA-256."""

    synthesis = models.ForeignKey(Synthesis, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("edition"))
    content = models.JSONField()
    annex = models.ForeignKey("tournee.StoredFile", on_delete=models.PROTECT, related_name="+")
    annex_sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["synthesis", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return f"{self.synthesis} {self.number}"


class EditionFace(models.Model):
    """An edition in one language: its PDF and its HTML, as they were."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="faces")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    title = models.CharField(_("title"), max_length=200)
    html = models.TextField()
    pdf = models.ForeignKey("tournee.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="edition_once_a_language")]

    def __str__(self) -> str:
        return f"{self.edition} {self.language}"

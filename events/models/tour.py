"""A tour: one edition, from its plan to its synthesis."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.timezones import TIME_ZONES
from tournee.history.models import Versioned
from tournee.texts import Translated


class Tour(Versioned):
    """One edition: dates, targets, partners, stops. `kind` may also be a programme with no route and no stop.

    `public_version` grows with every change a reader can see, of the tour, its stops or their sessions: kept pages and
    feeds are keyed by it. `last_stop_number` only grows, so that a public number is never used twice.
    """

    class Kind(models.TextChoices):
        TOUR = "tour", _("tour")
        PROGRAMME = "programme", _("programme without a route")

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TOUR)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    title_fr = models.CharField(_("title (French)"), max_length=160)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    intro_fr = models.TextField(_("introduction (French)"), max_length=1000, blank=True)
    intro_en = models.TextField(_("introduction (English)"), max_length=1000, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    time_zone = models.CharField(_("time zone"), max_length=40, choices=TIME_ZONES, default="Europe/Paris")
    territory_vintage = models.CharField(_("wave of territoires d’industrie"), max_length=9, blank=True)
    previous_edition = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="next_editions",
        verbose_name=_("previous edition"),
    )  # fmt: skip
    fictitious = models.BooleanField(_("made up for a demonstration"), default=False)
    contact_name = models.CharField(_("contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact’s e-mail address"), blank=True)
    target_stops = models.PositiveIntegerField(_("stops aimed at"), null=True, blank=True)
    target_companies = models.PositiveIntegerField(_("companies aimed at"), null=True, blank=True)
    target_participants = models.PositiveIntegerField(_("participants aimed at"), null=True, blank=True)
    target_organisations = models.PositiveIntegerField(_("organisations aimed at"), null=True, blank=True)
    target_questionnaires = models.PositiveIntegerField(_("questionnaires aimed at"), null=True, blank=True)
    second_factor_required = models.BooleanField(_("team signs in with a second factor"), default=False)
    themes = models.ManyToManyField("events.Theme", blank=True, related_name="tours", verbose_name=_("themes"))
    last_stop_number = models.PositiveSmallIntegerField(default=0, editable=False)
    public_version = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    title = Translated()
    intro = Translated()

    class Meta:
        verbose_name = _("tour")
        verbose_name_plural = _("tours")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="tour_forward"),
            models.CheckConstraint(
                condition=models.Q(previous_edition__isnull=True) | ~models.Q(previous_edition=models.F("pk")),
                name="tour_not_its_own_edition",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Anyone may read it; an archived tour stays."""
        return self.state != self.State.DRAFT


class FormerTourSlug(models.Model):
    """An address a published tour had; it redirects for ever."""

    slug = models.SlugField(max_length=80, unique=True)
    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


class SourcedFact(models.Model):
    """A fact about a tour or one of its stops, with where it was read; sources that disagree both stand."""

    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="facts")
    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, null=True, blank=True, related_name="facts")
    value = models.CharField(_("figure"), max_length=40, blank=True)
    text_fr = models.CharField(_("text (French)"), max_length=300)
    text_en = models.CharField(_("text (English)"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=160)
    source_url = models.URLField(_("source’s address"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    text = Translated()

    class Meta:
        verbose_name = _("sourced fact")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.value} {self.text}".strip()

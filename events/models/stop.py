"""A stop: one place on one date, or consecutive dates, of a tour."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.timezones import TIME_ZONES
from tournee.history.models import Versioned
from tournee.texts import Translated
from tournee.texts.search import search_key


class StopQuerySet(models.QuerySet["Stop"]):
    """Stops as people speak of them."""

    def public(self) -> StopQuerySet:
        """Those a reader may see: once published, for ever, unless the tour is a draft again."""
        return self.filter(published_at__isnull=False).exclude(tour__state="draft")

    def along_the_route(self) -> StopQuerySet:
        """In order of date; those without a date come last, by month, then by number."""
        return self.order_by(
            models.functions.Coalesce("starts_on", "month", models.Value(datetime.date.max)), "number", "pk"
        )


class Stop(Versioned):
    """One stop. It may have no date yet, a month, or several options; only confirming requires one.

    `number` is given when it is published, never changed and never used again (posters carry it). A stop of an earlier
    edition may be recorded afterwards from its sources: what they do not say (number, date) stays empty.
    `lead` is who in the team answers for it; `previous` the stop it was cloned from, of the edition before.
    `previous_starts_on` keeps the day announced before a published stop moved. `sequence` and `changed_at` are its
    calendar entry's; `published_at` is when readers first saw it.
    """

    class State(models.TextChoices):
        IDEA = "idea", _("idea")
        CONTACTED = "contacted", _("contacted")
        CONFIRMED = "confirmed", _("confirmed")
        PUBLISHED = "published", _("published")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")
        RECORDED = "recorded", _("recorded afterwards")

    class Phase(models.TextChoices):
        """What a reader is told, derived from state and dates."""

        PLANNED = "planned", _("in preparation")
        UPCOMING = "upcoming", _("to come")
        TODAY = "today", _("today")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    class StepFree(models.TextChoices):
        UNKNOWN = "", _("not known yet")
        YES = "yes", _("step-free from street to room")
        PARTLY = "partly", _("partly step-free")
        NO = "no", _("steps on the way")

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="stops")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=80)
    number = models.PositiveSmallIntegerField(_("number"), null=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.IDEA, editable=False)
    title_fr = models.CharField(_("subject (French)"), max_length=160, blank=True)
    title_en = models.CharField(_("subject (English)"), max_length=160, blank=True)
    summary_fr = models.TextField(_("summary (French)"), max_length=2000, blank=True)
    summary_en = models.TextField(_("summary (English)"), max_length=2000, blank=True)

    place = models.CharField(_("town"), max_length=120)
    town = models.ForeignKey(
        "events.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    region = models.ForeignKey("events.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    territory = models.ForeignKey(
        "events.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("territoire d’industrie"),
    )  # fmt: skip
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    address = models.CharField(_("street address"), max_length=240, blank=True)
    access_fr = models.TextField(_("how to come (French)"), max_length=1000, blank=True)
    access_en = models.TextField(_("how to come (English)"), max_length=1000, blank=True)
    step_free = models.CharField(_("step-free access"), max_length=6, choices=StepFree, blank=True, default="")
    safety_limit = models.PositiveIntegerField(_("room’s safety limit (people)"), null=True, blank=True)

    starts_on = models.DateField(_("date"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    month = models.DateField(_("month, if no date is set yet"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, choices=TIME_ZONES, default="Europe/Paris")
    previous_starts_on = models.DateField(null=True, editable=False)
    reason_fr = models.CharField(_("reason (French)"), max_length=300, blank=True, editable=False)
    reason_en = models.CharField(_("reason (English)"), max_length=300, blank=True, editable=False)

    contact = models.ForeignKey(
        "events.ContactPerson", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("contact shown to the public"),
    )  # fmt: skip
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("who in the team looks after it"),
    )  # fmt: skip
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="next_stops"
    )
    source_url = models.URLField(_("source"), blank=True)
    themes = models.ManyToManyField("events.Theme", blank=True, related_name="stops", verbose_name=_("themes"))
    search_key = models.CharField(max_length=480, editable=False, db_index=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    title = Translated()
    summary = Translated()
    access = Translated()
    reason = Translated()
    derived_fields = ("search_key", "changed_at")
    objects: ClassVar[StopQuerySet] = StopQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        constraints = [
            models.UniqueConstraint(fields=["tour", "slug"], name="stop_address_once"),
            models.UniqueConstraint(fields=["tour", "number"], name="stop_number_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="stop_forward",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "published"]) | Q(starts_on__isnull=False),
                name="stop_dated_once_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "postponed"]) | Q(number__isnull=False),
                name="stop_numbered_once_published",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="stop_on_earth",
            ),
        ]
        indexes = [models.Index(fields=["tour", "starts_on"], name="stop_by_date")]

    def __str__(self) -> str:
        return self.place

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_search_key()
        self.changed_at = timezone.now()
        super().save(*args, **kwargs)

    def set_search_key(self) -> None:
        """What the stop is found by; called by `save`, and by whoever saves many at once."""
        self.search_key = search_key(self.place, self.title_fr, self.title_en, self.venue)[:480]

    @property
    def zone(self) -> ZoneInfo:
        """The stop's own time zone, in which all its times are shown."""
        return ZoneInfo(self.time_zone)

    def phase(self, at: datetime.datetime) -> Phase:
        """What the stop is to a reader at the moment `at`, by the calendar of its own zone."""
        if self.state == Stop.State.RECORDED:
            return Stop.Phase.HELD
        if self.state in (Stop.State.POSTPONED, Stop.State.CANCELLED):
            return Stop.Phase(self.state)
        if self.state != Stop.State.PUBLISHED or self.starts_on is None:
            return Stop.Phase.PLANNED
        today = at.astimezone(self.zone).date()
        if today < self.starts_on:
            return Stop.Phase.UPCOMING
        return Stop.Phase.TODAY if today <= (self.ends_on or self.starts_on) else Stop.Phase.HELD


class DateOption(models.Model):
    """One of several dates a stop may take; choosing one sets the stop's date."""

    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="date_options")
    starts_on = models.DateField(_("date"))
    ends_on = models.DateField(_("last day"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("date option")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["stop", "starts_on", "ends_on"], name="date_option_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="date_option_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}"


class FormerStopSlug(models.Model):
    """An address a published stop had; it redirects for ever."""

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=80)
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tour", "slug"], name="former_stop_address_once")]

    def __str__(self) -> str:
        return self.slug

"""Organisations, the people to call there, what they are to a tour or a stop, and who pays."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.subject import exactly_one_subject
from tournee.history.models import Versioned
from tournee.texts import Translated
from tournee.texts.languages import LANGUAGE_CHOICES
from tournee.texts.search import search_key


class Organisation(Versioned):
    """A university, school, cluster, chamber, local authority, ministry, foundation, association or company network."""

    class Kind(models.TextChoices):
        UNIVERSITY = "university", _("university")
        SCHOOL = "school", _("school")
        CLUSTER = "cluster", _("cluster")
        CHAMBER = "chamber", _("chamber")
        LOCAL_AUTHORITY = "local_authority", _("local authority")
        MINISTRY = "ministry", _("ministry or State service")
        FOUNDATION = "foundation", _("foundation")
        ASSOCIATION = "association", _("association")
        NETWORK = "network", _("company network")
        OTHER = "other", _("other organisation")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "tournee.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    town = models.ForeignKey(
        "events.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("town")
    )
    fictitious = models.BooleanField(_("made up for a demonstration"), default=False)
    search_key = models.CharField(max_length=480, editable=False)

    name = Translated()
    derived_fields = ("search_key",)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["search_key"]

    def __str__(self) -> str:
        return self.acronym or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = search_key(self.name_fr, self.name_en, self.acronym)[:480]
        super().save(*args, **kwargs)


class OrganisationIdentifier(models.Model):
    """A number an organisation is known by, checked before it is stored (`events.models.identifiers`)."""

    class Scheme(models.TextChoices):
        SIREN = "siren", _("SIREN")
        SIRET = "siret", _("SIRET")
        UAI = "uai", _("UAI (schools and universities)")
        UK_COMPANY = "uk_company", _("UK company number")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("kind of number"), max_length=12, choices=Scheme)
    value = models.CharField(_("number"), max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="organisation_identifier_once")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class ContactPerson(Versioned):
    """Somebody to call at an organisation.

    Personal data: name, role, e-mail, telephone, to prepare the stops of a partnership; kept until two years after the
    last tour it took part in.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contact_persons")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")

    class Meta:
        verbose_name = _("contact person")

    def __str__(self) -> str:
        return self.name

    @property
    def history_label(self) -> str:
        """Goes into history, which outlives erasure: so not the name."""
        return f"contact person {self.pk}"


class Partnership(Versioned):
    """What an organisation is, for a period, to one tour, one stop or one session."""

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("organiser")
        CO_HOST = "co_host", _("co-host")
        FACILITATOR = "facilitator", _("facilitator")
        SUPPORTER = "supporter", _("supporter")
        FUNDER = "funder", _("funder")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    tour = models.ForeignKey(
        "events.Tour", on_delete=models.CASCADE, null=True, blank=True, related_name="partnerships"
    )
    stop = models.ForeignKey(
        "events.Stop", on_delete=models.CASCADE, null=True, blank=True, related_name="partnerships"
    )
    session = models.ForeignKey(
        "events.Session", on_delete=models.CASCADE, null=True, blank=True, related_name="partnerships"
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order among logos"), default=100)
    contact_persons = models.ManyToManyField(ContactPerson, blank=True, related_name="partnerships")
    next_action = models.CharField(_("next action"), max_length=200, blank=True)
    next_action_on = models.DateField(_("when"), null=True, blank=True)
    source_url = models.URLField(_("source"), blank=True)

    class Meta:
        verbose_name = _("partnership")
        ordering = ["position", "pk"]
        constraints = [
            exactly_one_subject("partnership_of_one"),
            # One a subject: NULLs are distinct, so each constraint speaks of its own subject only.
            models.UniqueConstraint(fields=["organisation", "role", "tour"], name="partnership_once_on_tour"),
            models.UniqueConstraint(fields=["organisation", "role", "stop"], name="partnership_once_at_stop"),
            models.UniqueConstraint(fields=["organisation", "role", "session"], name="partnership_once_in_session"),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="partnership_period_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class Exchange(models.Model):
    """One entry of a partnership's dated log: a call, a reply, what was agreed."""

    class Kind(models.TextChoices):
        CALL = "call", _("call")
        MESSAGE = "message", _("message")
        REPLY = "reply", _("reply")
        AGREED = "agreed", _("agreed")
        NOTE = "note", _("note")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="exchanges")
    on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    summary = models.TextField(_("what was said"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("exchange")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class Funding(Versioned):
    """Money with obligations: scheme, reference, emblem and the mention that documents must carry."""

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, null=True, blank=True, related_name="fundings")
    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, null=True, blank=True, related_name="fundings")
    session = models.ForeignKey(
        "events.Session", on_delete=models.CASCADE, null=True, blank=True, related_name="fundings"
    )
    scheme = models.CharField(_("scheme"), max_length=160)
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    emblem = models.ForeignKey(
        "tournee.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("emblem"),
    )
    mention_fr = models.CharField(_("mention (French)"), max_length=300, blank=True)
    mention_en = models.CharField(_("mention (English)"), max_length=300, blank=True)
    rate = models.DecimalField(_("rate (%)"), max_digits=5, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    mention = Translated()

    class Meta:
        verbose_name = _("funding")
        constraints = [
            exactly_one_subject("funding_of_one"),
            models.CheckConstraint(
                condition=models.Q(rate__isnull=True) | models.Q(rate__range=(0, 100)), name="funding_rate_percent"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="funding_period_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.scheme

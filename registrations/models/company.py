"""Firms: known by numbers when they have any, with dated facts about them."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts.search import search_key


class Trade(models.TextChoices):
    """What a firm does, in fifteen plain words that its owner recognises; our own nomenclature, version 1."""

    FARMING = "farming", _("farming, forestry, fishing")
    FOOD = "food", _("food and drink")
    TEXTILES = "textiles", _("textiles, clothing, leather")
    WOOD = "wood", _("wood, paper, printing")
    CHEMICALS = "chemicals", _("chemicals, plastics, materials")
    METAL = "metal", _("metal and mechanical engineering")
    ELECTRONICS = "electronics", _("electronics and electrical equipment")
    VEHICLES = "vehicles", _("vehicles, aerospace, rail")
    ENERGY = "energy", _("energy, water, recycling")
    BUILDING = "building", _("building and public works")
    COMMERCE = "commerce", _("shops, wholesale, repair")
    TRANSPORT = "transport", _("transport and logistics")
    DIGITAL = "digital", _("digital, media, design")
    SERVICES = "services", _("services to companies or people")
    HEALTH = "health", _("health and care")


class Company(Versioned):
    """A firm. It may have no number at all; what is known of its size and trade are dated facts.

    Personal data where the firm is one person: name and town, to organise the stops it comes to and to count firms;
    kept three years after its last registration. A record that turned out to be another one's (`merged_into`) keeps its
    row, so that its address leads on.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    town_name = models.CharField(_("town"), max_length=120, blank=True)
    town = models.ForeignKey(
        "events.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    country = models.CharField(_("country"), max_length=2, default="FR")
    fictitious = models.BooleanField(_("made up for a demonstration"), default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged", editable=False
    )
    search_key = models.CharField(max_length=340, editable=False, db_index=True)
    known_since = models.DateTimeField(default=timezone.now, editable=False)

    derived_fields = ("search_key",)

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = search_key(self.name, self.town_name)[:340]
        super().save(*args, **kwargs)


class CompanyIdentifier(models.Model):
    """A number a firm is known by, checked before it is stored (`events.models.identifiers`)."""

    class Scheme(models.TextChoices):
        SIREN = "siren", _("SIREN")
        SIRET = "siret", _("SIRET")
        UK_COMPANY = "uk_company", _("UK company number")

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("kind of number"), max_length=12, choices=Scheme)
    value = models.CharField(_("number"), max_length=20)
    country = models.CharField(_("country"), max_length=2, default="FR")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "value"], name="company_identifier_once")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class CompanyFact(models.Model):
    """What was known of a firm on a day, and from whom: its headcount (a number or a band) or its activity.

    A headcount is `headcount_from`–`headcount_to`, equal where the number is known, the end open for the largest band.
    An activity is a code of a nomenclature in a version (`tournee-trades` 1 for `Trade`, NAF…).
    """

    class Kind(models.TextChoices):
        HEADCOUNT = "headcount", _("headcount")
        ACTIVITY = "activity", _("activity")

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    headcount_from = models.PositiveIntegerField(_("headcount, from"), null=True, blank=True)
    headcount_to = models.PositiveIntegerField(_("headcount, to"), null=True, blank=True)
    nomenclature = models.CharField(max_length=20, blank=True)
    nomenclature_version = models.CharField(max_length=10, blank=True)
    code = models.CharField(_("activity"), max_length=20, blank=True)
    on = models.DateField(_("known on"))
    source = models.CharField(_("source"), max_length=80)

    class Meta:
        verbose_name = _("fact about a company")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="headcount", headcount_from__isnull=False) | (Q(kind="activity") & ~Q(code="")),
                name="company_fact_says_something",
            ),
            models.CheckConstraint(
                condition=Q(headcount_to__isnull=True) | Q(headcount_to__gte=F("headcount_from")),
                name="company_headcount_forward",
            ),
        ]
        indexes = [models.Index(fields=["company", "kind", "-on"], name="company_fact_latest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.on})"

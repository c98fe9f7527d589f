"""Territories: communes, EPCI, départements, regions, territoires d'industrie, UK counties."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tournee.texts.search import search_key


class Territory(models.Model):
    """A territorial unit of a scheme and vintage. Reference data, loaded by `manage.py load_territories`.

    A code means something only within its scheme and vintage: `ti-3206` is one place in 2018-2022 and another in
    2023-2027. `parent` follows commune → département → region, the only path along which figures add up; every other
    belonging is a `TerritoryMembership` (124 territoires d'industrie cross départements).
    """

    class Scheme(models.TextChoices):
        COMMUNE = "commune", _("commune")
        EPCI = "epci", _("intermunicipality (EPCI)")
        DEPARTEMENT = "departement", _("département")
        REGION = "region", _("region")
        TI = "ti", _("territoire d’industrie")
        UK_COUNTY = "uk_county", _("UK county")

    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme)
    vintage = models.CharField(_("vintage"), max_length=9)
    code = models.CharField(_("code"), max_length=12)
    name = models.CharField(_("name"), max_length=160)
    search_key = models.CharField(max_length=200, editable=False, db_index=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    wholes = models.ManyToManyField(
        "self", symmetrical=False, through="TerritoryMembership", through_fields=("part", "whole"), related_name="parts"
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    derived_fields = ("search_key",)

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "vintage", "code"], name="territory_once"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="territory_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def known_as(self) -> str:
        """What addresses call it: `region-2026-32`, since a code is another place in another scheme or vintage."""
        return f"{self.scheme}-{self.vintage}-{self.code}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = search_key(self.name)[:200]
        super().save(*args, **kwargs)


class TerritoryMembership(models.Model):
    """`part` lies in `whole` (a commune in an EPCI, an EPCI in a territoire d'industrie)."""

    part = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="memberships")
    whole = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="members")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "whole"], name="territory_membership_once"),
            models.CheckConstraint(condition=~models.Q(part=models.F("whole")), name="territory_not_in_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} ⊂ {self.whole_id}"


class PostalCode(models.Model):
    """A postal code of a commune; one code may serve several communes and a commune may have several."""

    commune = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="postal_codes")
    code = models.CharField(max_length=10, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune", "code"], name="postal_code_once")]

    def __str__(self) -> str:
        return self.code

"""People who come, or are asked, and what they agreed to."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts.languages import LANGUAGE_CHOICES
from tournee.texts.search import search_key


def key_of(name: str, organisation_name: str = "") -> str:
    """What a person is found by, also where rows are written in bulk."""
    return search_key(name, organisation_name)[:360]


class Person(Versioned):
    """Somebody who registers, comes or is registered by another; may belong to a firm, to another body, or to neither.

    Personal data: name, e-mail address, telephone, position, to organise the stops somebody comes to and to let them
    change or cancel; kept until the retention date of the tour, at most three years after the last stop. Erasing leaves
    the row without what it said (`erased_at`), so that counts stay right.
    """

    class Kind(models.TextChoices):
        FIRM = "firm", _("from a firm")
        ORGANISATION = "organisation", _("from another organisation")
        STUDENT = "student", _("student")
        JOBSEEKER = "jobseeker", _("jobseeker")
        OTHER = "other", _("somebody else")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("who"), max_length=12, choices=Kind, default=Kind.FIRM)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    position = models.CharField(_("position"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    company = models.ForeignKey(
        "registrations.Company", on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    fictitious = models.BooleanField(_("made up for a demonstration"), default=False)
    search_key = models.CharField(max_length=360, editable=False, db_index=True)
    erased_at = models.DateTimeField(null=True, editable=False)

    derived_fields = ("search_key",)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["email"], name="person_by_email")]

    def __str__(self) -> str:
        return self.name or str(_("somebody whose data were erased"))

    @property
    def history_label(self) -> str:
        """History outlives erasure: it names a person by number."""
        return f"#{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = key_of(self.name, self.organisation_name)
        super().save(*args, **kwargs)


class CallBackSubject(models.TextChoices):
    """What a firm may want to be called back about."""

    INTERNSHIP = "internship", _("an internship")
    PROJECT = "project", _("a project")
    TRAINING = "training", _("some training")
    LABORATORY = "laboratory", _("a laboratory")


class Consent(models.Model):
    """What somebody agreed to or refused, in the words they read, and when: appended, the latest one counts.

    `subjects` are what a co-host may call back about (`CallBackSubject`), of a `call_back` consent only.
    Personal data: proof of the agreement (GDPR, article 7); kept as long as what it allows, and one year after.
    """

    class Purpose(models.TextChoices):
        CALL_BACK = "call_back", _("to be called back by a co-host")
        PHOTOGRAPHS = "photographs", _("to be seen on photographs")
        SOLICITATION = "solicitation", _("to be told of further stops")
        QUESTIONNAIRE = "questionnaire", _("to be asked a questionnaire afterwards")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    registration = models.ForeignKey(
        "registrations.Registration", on_delete=models.CASCADE, null=True, blank=True, related_name="consents"
    )
    purpose = models.CharField(_("purpose"), max_length=14, choices=Purpose)
    organisation = models.ForeignKey(
        "events.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("by whom"),
    )  # fmt: skip
    given = models.BooleanField(_("agreed"))
    subjects = models.JSONField(_("about what"), default=list, blank=True)
    words = models.CharField(_("the words that were read"), max_length=400)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("consent")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["purpose", "organisation"], name="consent_by_purpose")]

    def __str__(self) -> str:
        return self.get_purpose_display()

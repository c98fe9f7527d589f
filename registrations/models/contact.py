"""Contact lists: addresses with their source, date and basis; and who wants to hear no more."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts.languages import LANGUAGE_CHOICES


class ContactList(Versioned):
    """Addresses of one source, to invite or to ask; `organisation` is the partner whose list it is, if one's."""

    class Basis(models.TextChoices):
        CONSENT = "consent", _("they agreed")
        LEGITIMATE_INTEREST = "interest", _("legitimate interest, between professionals")
        PUBLIC = "public", _("address published by the firm itself")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="contact_lists")
    organisation = models.ForeignKey(
        "events.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="contact_lists",
        verbose_name=_("partner whose list it is"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("where the addresses come from"), max_length=200)
    obtained_on = models.DateField(_("obtained on"))
    basis = models.CharField(_("basis for writing to them"), max_length=10, choices=Basis)
    fictitious = models.BooleanField(_("made up for a demonstration"), default=False)

    class Meta:
        verbose_name = _("contact list")
        verbose_name_plural = _("contact lists")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["tour", "name"], name="contact_list_once")]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """One address of a list.

    Personal data: address, name and firm, to invite or to ask; kept with its list, at most three years after it was
    obtained or last answered. Erasing removes the row.
    """

    contact_list = models.ForeignKey(ContactList, on_delete=models.CASCADE, related_name="contacts")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    email_key = models.CharField(max_length=254, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    company_name = models.CharField(_("firm"), max_length=200, blank=True)
    company = models.ForeignKey(
        "registrations.Company", on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["contact_list", "email_key"], name="contact_once_in_list")]
        indexes = [models.Index(fields=["email_key"], name="contact_by_email")]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class Opposition(models.Model):
    """Somebody wants no more solicitations. It stops them for ever, and never a notice about one's own registration.

    Only a keyed hash of the address is kept, which outlives the address itself: that is what honouring it needs.
    """

    address_hash = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(default=timezone.now)
    through = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("opposition to solicitation")

    def __str__(self) -> str:
        return f"opposition {self.pk}"

"""Invitations to a stop: through whom they go, to whom, and what became of them."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from tournee.history.models import Versioned
from tournee.texts import Translated
from tournee.texts.languages import LANGUAGE_CHOICES

_ADDRESS_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # printed on posters: nothing that is misread


def new_relay_code() -> str:
    """What a relay's link ends in: short enough to be typed from a poster."""
    return "".join(secrets.choice(_ADDRESS_ALPHABET) for _position in range(6))


class Relay(Versioned):
    """Somebody who passes the invitation to a stop on: the team (no organisation), or a partner, by a link of its own.

    Closing one keeps its figures; its link still leads to the stop.
    """

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="relays")
    organisation = models.ForeignKey(
        "events.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="relays",
        verbose_name=_("partner"),
    )  # fmt: skip
    code = models.CharField(max_length=12, default=new_relay_code, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("relay")
        verbose_name_plural = _("relays")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "organisation"], condition=Q(organisation__isnull=False), name="relay_once_a_partner"
            ),
            models.UniqueConstraint(fields=["stop"], condition=Q(organisation__isnull=True), name="relay_of_the_team"),
        ]

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation_id else str(_("the team"))

    @property
    def tour(self) -> Tour:
        """The tour whose team edits it."""
        return self.stop.tour


class RelayOpening(models.Model):
    """The stop's page was opened through a relay's link: an access record, appended, that says nothing of who."""

    relay = models.ForeignKey(Relay, on_delete=models.CASCADE, related_name="openings")
    invitee = models.ForeignKey(
        "registrations.Invitee", on_delete=models.SET_NULL, null=True, blank=True, related_name="openings"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["relay", "at"], name="relay_opening_when")]

    def __str__(self) -> str:
        return f"opening {self.pk}"


class Invitation(Versioned):
    """A message that invites contact lists to a stop: prepared, tried on oneself, approved, sent at a pace, reminded.

    Whether it is being sent is derived from its moments and its invitees. `per_hour` is the pace; nothing goes out in
    quiet hours (`registrations.inviting`).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        APPROVED = "approved", _("approved")
        STOPPED = "stopped", _("stopped")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="invitations")
    relay = models.ForeignKey(Relay, on_delete=models.PROTECT, related_name="invitations")
    subject_fr = models.CharField(_("subject (French)"), max_length=160, blank=True)
    subject_en = models.CharField(_("subject (English)"), max_length=160, blank=True)
    text_fr = models.TextField(_("text (French)"), max_length=4000, blank=True)
    text_en = models.TextField(_("text (English)"), max_length=4000, blank=True)
    contact_lists = models.ManyToManyField(
        "registrations.ContactList", blank=True, related_name="invitations", verbose_name=_("contact lists")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    starts_at = models.DateTimeField(_("sent from"))
    reminds_at = models.DateTimeField(_("reminds those not registered"), null=True, blank=True)
    per_hour = models.PositiveIntegerField(_("messages an hour"), default=600)
    gathered_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    subject = Translated()
    text = Translated()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reminds_at__isnull=True) | Q(reminds_at__gt=F("starts_at")), name="invitation_reminds_after"
            ),
            models.CheckConstraint(condition=Q(per_hour__gte=1), name="invitation_has_a_pace"),
        ]

    def __str__(self) -> str:
        return self.subject or f"invitation {self.pk}"

    @property
    def tour(self) -> Tour:
        """The tour whose team edits it."""
        return self.stop.tour


class Invitee(models.Model):
    """Somebody invited, once an invitation, whatever lists they are on; or why they were not.

    Personal data: address, name and firm, to invite and to remind; name and address are removed when the person is
    erased, ninety days after the stop at the latest. The row stays, so that counts stay right.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("to be written to")
        SENT = "sent", _("written to")
        OPPOSED = "opposed", _("wants no invitation")
        REGISTERED = "registered", _("registered already")
        CAPPED = "capped", _("their firm was written to often enough this month")
        UNREACHABLE = "bounced", _("address that returns messages")

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="invitees")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(
        "registrations.Contact", on_delete=models.SET_NULL, null=True, blank=True, related_name="invitees"
    )
    company = models.ForeignKey(
        "registrations.Company", on_delete=models.SET_NULL, null=True, blank=True, related_name="invitees"
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    firm_key = models.CharField(max_length=200, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("person invited")
        verbose_name_plural = _("people invited")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "email_key"], condition=~Q(email_key=""), name="invitee_once_in_invitation"
            )
        ]
        indexes = [
            models.Index(fields=["email_key"], name="invitee_by_email"),
            models.Index(fields=["invitation", "state"], name="invitee_by_state"),
        ]

    def __str__(self) -> str:
        return f"invitee {self.pk}"


class Solicitation(models.Model):
    """One unasked message was written to a firm or a person: what the cap a month counts, over everything sent.

    Keyed hashes only (`registrations.inviting.oppositions.hash_of`), so that it says nothing by itself; kept a year.
    """

    address_hash = models.CharField(max_length=64)
    firm_hash = models.CharField(max_length=64, blank=True)
    through = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("solicitation")
        indexes = [
            models.Index(fields=["address_hash", "at"], name="solicitation_of_address"),
            models.Index(fields=["firm_hash", "at"], name="solicitation_of_firm"),
        ]

    def __str__(self) -> str:
        return f"solicitation {self.pk}"

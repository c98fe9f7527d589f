"""Registrations: what one party sends for one stop, and the people named in it."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts.languages import LANGUAGE_CHOICES

# Without what is misread aloud or on paper: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
CODE_ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
CODE_LENGTH = 7


def new_code() -> str:
    """A ticket's code: seven letters and figures that are not mistaken for one another (3.4 thousand million)."""
    return "".join(secrets.choice(CODE_ALPHABET) for _position in range(CODE_LENGTH))


class Registration(Versioned):
    """What one party (a firm, another organisation, a person from neither) sends for one stop.

    `submission` is made by the form: sent twice, it is one registration. The signed link of the party is made of
    `public_id` and `link_version`, which grows to revoke links that were sent before. `organisation_name` is what was
    typed, of a firm too: the company known by its number may have another name, which is not theirs to read. One that
    the team refused is cancelled, since `refused_at`.
    """

    class Party(models.TextChoices):
        FIRM = "firm", _("a firm")
        ORGANISATION = "organisation", _("another organisation")
        PERSON = "person", _("a person from neither")

    class State(models.TextChoices):
        LIVE = "live", _("registered")
        CANCELLED = "cancelled", _("cancelled")

    class Origin(models.TextChoices):
        WEB = "web", _("registered on the site")
        TEAM = "team", _("entered by the team")
        WALK_IN = "walk_in", _("came without registering")
        IMPORT = "import", _("from a partner’s list")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link_version = models.PositiveSmallIntegerField(default=1, editable=False)
    stop = models.ForeignKey("events.Stop", on_delete=models.PROTECT, related_name="registrations")
    party = models.CharField(_("registers as"), max_length=12, choices=Party)
    company = models.ForeignKey(
        "registrations.Company", on_delete=models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    contact = models.ForeignKey("registrations.Person", on_delete=models.PROTECT, related_name="registrations_made")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.LIVE, editable=False)
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.WEB, editable=False)
    access_code = models.ForeignKey(
        "registrations.AccessCode", on_delete=models.PROTECT, null=True, blank=True, related_name="registrations",
        verbose_name=_("code"),
    )  # fmt: skip
    relay = models.ForeignKey(
        "registrations.Relay", on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations",
        verbose_name=_("came through"),
    )  # fmt: skip
    invitee = models.ForeignKey(
        "registrations.Invitee", on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    registered_at = models.DateTimeField(default=timezone.now, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    refused_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.CheckConstraint(
                condition=Q(party="firm", company__isnull=False) | (~Q(party="firm") & Q(company__isnull=True)),
                name="registration_of_a_firm_names_it",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | Q(state="cancelled"), name="registration_refused_is_cancelled"
            ),
        ]
        indexes = [models.Index(fields=["stop", "state"], name="registration_at_stop")]

    def __str__(self) -> str:
        return f"registration {self.pk}"


class Attendee(models.Model):
    """A person named in a registration, with the code of their ticket.

    `email_key` is the normalised address, by which nobody is registered twice at a stop; empty for those without one,
    and once erased. Their own signed link, which governs only themselves, is made of `public_id` and `link_version`.
    `instead_of` is the colleague whose place they took. Personal data: access and food needs, to receive the person;
    removed thirty days after the stop.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendees")
    stop = models.ForeignKey("events.Stop", on_delete=models.PROTECT, related_name="attendees")
    person = models.ForeignKey("registrations.Person", on_delete=models.PROTECT, related_name="attendances")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=CODE_LENGTH, default=new_code, unique=True, editable=False)
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    needs = models.CharField(_("what we should know to receive you well"), max_length=300, blank=True)
    desk_note = models.CharField(_("note for the desk"), max_length=120, blank=True)
    no_photographs = models.BooleanField(_("no photographs"), default=False)
    link_version = models.PositiveSmallIntegerField(default=1, editable=False)
    instead_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by", editable=False
    )
    cancelled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "email_key"],
                condition=Q(cancelled_at__isnull=True) & ~Q(email_key=""),
                name="attendee_once_at_stop",
            ),
        ]
        indexes = [models.Index(fields=["stop", "cancelled_at"], name="attendee_at_stop")]

    def __str__(self) -> str:
        return f"attendee {self.pk}"


class CalendarInvitation(models.Model):
    """The calendar entry that an attendee received for one day of the stop (RFC 5546).

    `day` counts the stop's days from 0, so that an entry moves with its stop. `sequence` grows with each message that
    changes it; `sent` is a fingerprint of what was last sent, so that nothing is sent twice; a cancelled entry stays.
    """

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="calendar_invitations")
    day = models.PositiveSmallIntegerField()
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    cancelled = models.BooleanField(default=False)
    sent = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attendee", "day"], name="calendar_invitation_once_a_day")]

    def __str__(self) -> str:
        return f"{self.attendee} day {self.day}"

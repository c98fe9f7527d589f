"""Campaigns: a questionnaire sent to an audience, with opening, reminder and closing."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts import Translated
from tournee.texts.languages import LANGUAGE_CHOICES


class Campaign(Versioned):
    """One questionnaire asked of one audience about one subject.

    The subject is the stop, session or organisation that is set, else the tour. `unit` is what one answer stands for;
    `basis` is what the audience is of everybody one could have asked, which decides what may be said of the answers.
    Whether it is to come, open or closed is derived from its moments; `state` only tells a draft from what was
    approved, and what was stopped. `version` is frozen when it is approved.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        APPROVED = "approved", _("approved")
        STOPPED = "stopped", _("stopped")

    class Phase(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        TO_COME = "to_come", _("to come")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    class Unit(models.TextChoices):
        PERSON = "person", _("a person")
        FIRM = "firm", _("a firm")

    class Basis(models.TextChoices):
        PRESENT = "present", _("everyone present")
        LIST = "list", _("a list of contacts")
        BOTH = "both", _("everyone present, and a list of contacts")
        SAMPLE = "sample", _("a random sample of a known frame")

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="campaigns")
    stop = models.ForeignKey(
        "events.Stop", on_delete=models.PROTECT, null=True, blank=True, related_name="campaigns", verbose_name=_("stop")
    )
    session = models.ForeignKey(
        "events.Session", on_delete=models.PROTECT, null=True, blank=True, related_name="campaigns",
        verbose_name=_("session"),
    )  # fmt: skip
    organisation = models.ForeignKey(
        "events.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="campaigns",
        verbose_name=_("organisation"),
    )  # fmt: skip
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title_fr = models.CharField(_("title (French)"), max_length=160)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    questionnaire = models.ForeignKey("surveys.Questionnaire", on_delete=models.PROTECT, related_name="campaigns")
    version_asked = models.ForeignKey(
        "surveys.QuestionnaireVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="campaigns"
    )
    unit = models.CharField(_("one answer stands for"), max_length=6, choices=Unit, default=Unit.PERSON)
    basis = models.CharField(_("who is asked"), max_length=7, choices=Basis, default=Basis.PRESENT)
    frame = models.CharField(_("what the sample was drawn from"), max_length=200, blank=True)
    frame_size = models.PositiveIntegerField(_("size of what it was drawn from"), null=True, blank=True)
    contact_lists = models.ManyToManyField(
        "registrations.ContactList", blank=True, related_name="campaigns", verbose_name=_("contact lists")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    opens_at = models.DateTimeField(_("opens"))
    reminds_at = models.DateTimeField(_("reminds those who have not answered"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"))
    invited_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    title = Translated()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="campaign_forward"),
            models.CheckConstraint(
                condition=Q(reminds_at__isnull=True) | Q(reminds_at__gt=F("opens_at"), reminds_at__lt=F("closes_at")),
                name="campaign_reminds_while_open",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(version_asked__isnull=False), name="campaign_asks_a_frozen_version"
            ),
            models.CheckConstraint(
                condition=~Q(basis="sample") | (~Q(frame="") & Q(frame_size__isnull=False)),
                name="campaign_sample_names_its_frame",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def phase(self, at: datetime.datetime) -> Phase:
        """What the campaign is at that moment."""
        if self.state == self.State.DRAFT:
            return self.Phase.DRAFT
        if self.state == self.State.STOPPED or at >= self.closes_at:
            return self.Phase.CLOSED
        return self.Phase.OPEN if at >= self.opens_at else self.Phase.TO_COME


class Recipient(models.Model):
    """Somebody who is asked, once a campaign, whatever lists they are on; their signed link is made of `public_id`.

    Personal data: address, name and firm, to ask, to remind and to spare those who answered; name and address are
    removed when the person is erased, ninety days after closing at the latest. What they answered stays, unnamed.
    """

    class Origin(models.TextChoices):
        PRESENT = "present", _("came to the stop")
        LIST = "list", _("on a contact list")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="recipients")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    origin = models.CharField(_("why they are asked"), max_length=8, choices=Origin)
    attendee = models.ForeignKey(
        "registrations.Attendee", on_delete=models.SET_NULL, null=True, blank=True, related_name="recipients"
    )
    contact = models.ForeignKey(
        "registrations.Contact", on_delete=models.SET_NULL, null=True, blank=True, related_name="recipients"
    )
    company = models.ForeignKey(
        "registrations.Company", on_delete=models.SET_NULL, null=True, blank=True, related_name="recipients"
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    invited_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    opted_out_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "email_key"], condition=~Q(email_key=""), name="recipient_once_in_campaign"
            )
        ]
        indexes = [models.Index(fields=["email_key"], name="recipient_by_email")]

    def __str__(self) -> str:
        return f"recipient {self.pk}"

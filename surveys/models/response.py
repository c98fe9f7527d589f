"""Responses: one respondent's answers to one version of a questionnaire."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from tournee.texts.languages import LANGUAGE_CHOICES


class Response(models.Model):
    """What one respondent answered; each campaign, unit and basis are kept with it, whatever becomes of its recipient.

    Pages are saved as they are answered: `page` is the last one saved, `submitted_at` is when the respondent said that
    it was all. Personal data only through its recipient, and in free texts.
    """

    campaign = models.ForeignKey("surveys.Campaign", on_delete=models.PROTECT, related_name="responses")
    version_answered = models.ForeignKey(
        "surveys.QuestionnaireVersion", on_delete=models.PROTECT, related_name="responses"
    )
    recipient = models.OneToOneField(
        "surveys.Recipient", on_delete=models.SET_NULL, null=True, blank=True, related_name="response"
    )
    company = models.ForeignKey(
        "registrations.Company", on_delete=models.SET_NULL, null=True, blank=True, related_name="responses"
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    origin = models.CharField(max_length=8)
    unit = models.CharField(max_length=6)
    basis = models.CharField(max_length=7)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    page = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        indexes = [models.Index(fields=["campaign", "submitted_at"], name="response_by_campaign")]

    def __str__(self) -> str:
        return f"response {self.pk}"


class Answer(models.Model):
    """One value of one answer: the question type decides which columns it fills, so that SQL can count.

    `question` and `item` are codes of the version (`item` a line of a Likert grid); `choice` a code of its choices.
    A question with several choices ticked has several rows. Free texts may hold personal data, and are shown to the
    team only.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    item = models.CharField(max_length=40, blank=True)
    choice = models.CharField(max_length=40, blank=True)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["response", "question", "item", "choice"], name="answer_once"),
            models.CheckConstraint(
                condition=~Q(choice="") | Q(number__isnull=False) | ~Q(text=""), name="answer_says_something"
            ),
        ]
        indexes = [models.Index(fields=["question", "item", "choice"], name="answer_counted")]

    def __str__(self) -> str:
        return f"answer {self.pk}"

    @property
    def tour(self) -> Tour:
        """The tour whose team reads it."""
        return self.response.campaign.tour

"""The organiser's own questions on the registration form, and what was answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts import Translated


class FormQuestion(Versioned):
    """A question asked at all stops of a tour, or at one (`stop`), once a registration or once an attendee.

    `kind` names a type of `tournee/questions`, which owns `settings`. `shown_if` is the condition under which it is
    asked, as `tournee/questions` reads it; empty: always. A question that was answered is withdrawn, not deleted.
    """

    class AskedOf(models.TextChoices):
        REGISTRATION = "registration", _("once a registration")
        ATTENDEE = "attendee", _("once a person")

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="form_questions")
    stop = models.ForeignKey(
        "events.Stop", on_delete=models.CASCADE, null=True, blank=True, related_name="form_questions",
        verbose_name=_("only at this stop"),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("order"), default=100)
    code = models.SlugField(_("code"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20)
    asked_of = models.CharField(_("asked"), max_length=12, choices=AskedOf, default=AskedOf.REGISTRATION)
    label_fr = models.CharField(_("question (French)"), max_length=300)
    label_en = models.CharField(_("question (English)"), max_length=300, blank=True)
    help_fr = models.CharField(_("help (French)"), max_length=300, blank=True)
    help_en = models.CharField(_("help (English)"), max_length=300, blank=True)
    required = models.BooleanField(_("an answer is required"), default=False)
    settings = models.JSONField(default=dict, blank=True)
    shown_if = models.JSONField(default=dict, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    label = Translated()
    help = Translated()

    class Meta:
        verbose_name = _("question of the registration form")
        verbose_name_plural = _("questions of the registration form")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["tour", "code"], name="form_question_code_once")]

    def __str__(self) -> str:
        return self.label or self.code


class FormAnswer(models.Model):
    """What one registration, or one attendee of it, answered to a question, as its type stores it.

    Personal data: what somebody said of themselves to come to a stop; kept and erased with the registration.
    """

    question = models.ForeignKey(FormQuestion, on_delete=models.PROTECT, related_name="answers")
    registration = models.ForeignKey(
        "registrations.Registration", on_delete=models.CASCADE, related_name="form_answers"
    )
    attendee = models.ForeignKey(
        "registrations.Attendee", on_delete=models.CASCADE, null=True, blank=True, related_name="form_answers"
    )
    value = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer on a registration form")
        ordering = ["question__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "registration"], condition=Q(attendee__isnull=True), name="form_answer_once"
            ),
            models.UniqueConstraint(
                fields=["question", "attendee"], condition=Q(attendee__isnull=False), name="form_answer_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"

"""Questionnaires: sections and questions that people edit, and the frozen versions that people answer."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from tournee.history.models import Versioned
from tournee.texts import Translated


class Questionnaire(Versioned):
    """Sections and questions in French, in English or in both. It belongs to the tour whose team edits it."""

    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, related_name="questionnaires")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title_fr = models.CharField(_("title (French)"), max_length=160, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    intro_fr = models.TextField(_("introduction (French)"), max_length=1000, blank=True)
    intro_en = models.TextField(_("introduction (English)"), max_length=1000, blank=True)
    thanks_fr = models.TextField(_("what becomes of the answers (French)"), max_length=1000, blank=True)
    thanks_en = models.TextField(_("what becomes of the answers (English)"), max_length=1000, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=6)
    in_french = models.BooleanField(_("offered in French"), default=True)
    in_english = models.BooleanField(_("offered in English"), default=True)

    title = Translated()
    intro = Translated()
    thanks = Translated()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(in_french=True) | models.Q(in_english=True), name="questionnaire_in_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def languages(self) -> list[str]:
        """The codes of the languages it is offered in, French first."""
        return [code for code, offered in (("fr", self.in_french), ("en", self.in_english)) if offered]


class Section(Versioned):
    """A page of the questionnaire."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("order"), default=100)
    title_fr = models.CharField(_("title (French)"), max_length=160, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)

    title = Translated()

    class Meta:
        verbose_name = _("section")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def tour(self) -> Tour:
        """The tour whose team edits it."""
        return self.questionnaire.tour


class Question(Versioned):
    """One question. `kind` names a type of `tournee/questions`, which owns `settings` (choices, items, limits).

    `code` names the question in exports, for ever; `skill` is what it asks about, if anything.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("order"), default=100)
    code = models.SlugField(_("code"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20)
    label_fr = models.CharField(_("question (French)"), max_length=300, blank=True)
    label_en = models.CharField(_("question (English)"), max_length=300, blank=True)
    help_fr = models.CharField(_("help (French)"), max_length=300, blank=True)
    help_en = models.CharField(_("help (English)"), max_length=300, blank=True)
    required = models.BooleanField(_("an answer is required"), default=False)
    settings = models.JSONField(default=dict, blank=True)
    skill = models.ForeignKey(
        "surveys.Skill", on_delete=models.SET_NULL, null=True, blank=True, related_name="questions",
        verbose_name=_("skill it asks about"),
    )  # fmt: skip

    label = Translated()
    help = Translated()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["questionnaire", "code"], name="question_code_once")]

    def __str__(self) -> str:
        return self.label or self.code

    @property
    def tour(self) -> Tour:
        """The tour whose team edits it."""
        return self.questionnaire.tour


class QuestionnaireVersion(models.Model):
    """What was asked, frozen: `content` is what `tournee/questions` reads, in every language.

    `fingerprint` is the SHA-256 of the content: freezing what has not changed gives the version there is.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("version of a questionnaire")
        ordering = ["questionnaire", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="questionnaire_version_once"),
            models.UniqueConstraint(fields=["questionnaire", "fingerprint"], name="questionnaire_frozen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.number}"

"""Skills frameworks: versioned trees of skills, and what became of a skill from one version to the next."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned
from tournee.texts import Translated


class SkillsFramework(Versioned):
    """A tree of skills that questions, passages and training refer to, shared by the installation's tours."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title_fr = models.CharField(_("title (French)"), max_length=160)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    fictitious = models.BooleanField(_("made up for a demonstration"), default=False)

    title = Translated()

    class Meta:
        verbose_name = _("skills framework")
        verbose_name_plural = _("skills frameworks")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title


class FrameworkVersion(models.Model):
    """One version of a framework; once frozen, its skills change no more and may be referred to for ever."""

    framework = models.ForeignKey(SkillsFramework, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("version of a framework")
        ordering = ["framework", "-number"]
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="framework_version_once")]

    def __str__(self) -> str:
        return f"{self.framework} {self.number}"

    @property
    def name(self) -> str:
        """`framework@version`: what frozen content keeps beside the code of a skill, which means nothing alone."""
        return f"{self.framework.slug}@{self.number}"


class Skill(Versioned):
    """One skill of a version; a skill with others below it is a domain."""

    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="skills")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="below")
    code = models.CharField(_("code"), max_length=20)
    title_fr = models.CharField(_("title (French)"), max_length=160)
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    title = Translated()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["framework_version", "code"], name="skill_code_once")]

    def __str__(self) -> str:
        return self.title


class SkillMapping(models.Model):
    """What a skill of one version is in another: the same, a part of it, merged with others. A new one has no row."""

    class Relation(models.TextChoices):
        SAME = "same", _("the same")
        SPLIT = "split", _("split")
        MERGED = "merged", _("merged")

    before = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="became")
    after = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="was")
    relation = models.CharField(_("relation"), max_length=6, choices=Relation)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="skill_mapped_once")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

"""Themes: shared coded vocabularies from which a tour picks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tournee.texts import Translated


class Vocabulary(models.Model):
    """A coded list of themes, shared by every tour of the installation (the six themes of the Pôles d'innovation)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_fr = models.CharField(_("name (French)"), max_length=160)
    name_en = models.CharField(_("name (English)"), max_length=160, blank=True)

    name = Translated()

    class Meta:
        verbose_name = _("vocabulary")

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """One entry of a vocabulary. Its slug is unique in the installation: calendars and lists are named by it."""

    vocabulary = models.ForeignKey(Vocabulary, on_delete=models.CASCADE, related_name="themes")
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    label_fr = models.CharField(_("label (French)"), max_length=160)
    label_en = models.CharField(_("label (English)"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    label = Translated()

    class Meta:
        verbose_name = _("theme")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

"""The form of a new theme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Vocabulary
from events.planning.forms.base import Group, LaidOut


class ThemeForm(forms.Form, LaidOut):
    """A theme, in a vocabulary there is or in a new one."""

    label_fr = forms.CharField(label=_("Theme (French)"), max_length=160)
    label_en = forms.CharField(label=_("Theme (English)"), max_length=160, required=False)
    vocabulary = forms.ModelChoiceField(
        Vocabulary.objects.order_by("name_fr", "pk"), label=_("Vocabulary"), required=False,
        empty_label=_("a new one, named below"),
    )  # fmt: skip
    new_vocabulary = forms.CharField(label=_("Name of the new vocabulary"), max_length=160, required=False)

    groups = (
        Group(_("The theme"), [("label_fr", "label_en")]),
        Group(
            _("Its vocabulary"), [("vocabulary",), ("new_vocabulary",)], _("Every tour of this site picks from them.")
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("vocabulary") and not cleaned.get("new_vocabulary"):
            said = _("Choose a vocabulary, or name a new one.")
            self.add_error("vocabulary", forms.ValidationError(said, code="required"))
        return cleaned

"""The form of a question of the debate guide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Prompt
from events.planning.forms.base import Group, RecordForm


class PromptForm(RecordForm[Prompt]):
    """A question, new or not."""

    class Meta:
        model = Prompt
        fields = ["text_fr", "text_en", "hint_fr", "hint_en", "minutes", "source_url"]
        widgets = {"hint_fr": forms.Textarea({"rows": 3}), "hint_en": forms.Textarea({"rows": 3})}
        help_texts = {
            "hint_fr": _("What to listen for, how to ask again: only the facilitator reads it."),
            "minutes": _("How long to stay with it."),
            "source_url": _("Where the question was read, if it was asked elsewhere before."),
        }

    groups = (
        Group(_("The question"), [("text_fr", "text_en")]),
        Group(_("For the facilitator"), [("hint_fr", "hint_en"), ("minutes",)]),
        Group(_("Where it comes from"), [("source_url",)]),
    )

"""The forms of a synthesis: its titles, a section to write, and what one agrees to when publishing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from events.planning.forms.base import Group, RecordForm
from surveys.models import Synthesis, SynthesisSection
from surveys.syntheses.operations import faults_of_section
from tournee.errors import OperationError


class SynthesisForm(RecordForm[Synthesis]):
    """Its titles."""

    class Meta:
        model = Synthesis
        fields = ["title_fr", "title_en"]

    groups: ClassVar[Sequence[Group]] = (
        Group(_("Title"), [("title_fr", "title_en")], _("Editions that are published keep theirs.")),
    )


class SectionForm(RecordForm[SynthesisSection]):
    """One section, in both languages side by side."""

    class Meta:
        model = SynthesisSection
        fields = ["title_fr", "title_en", "text_fr", "text_en"]
        widgets: ClassVar = {
            "text_fr": forms.Textarea(attrs={"rows": 14}),
            "text_en": forms.Textarea(attrs={"rows": 14}),
        }
        help_texts: ClassVar = {
            "text_fr": _("An empty line begins a new paragraph."),
            "text_en": _("Left empty, the French text stands there."),
        }

    groups: ClassVar[Sequence[Group]] = (Group(_("The section"), [("title_fr", "title_en"), ("text_fr", "text_en")]),)

    def faults(self) -> Iterable[OperationError]:
        return faults_of_section(self.values)


class PublishForm(forms.Form):
    """Which edition one means, and, where a few answers more would be told apart, that the former ones are repeated."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    repeat_answers = forms.BooleanField(label=_("Repeat the answers of the last edition"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, number: int, too_close: bool) -> None:
        super().__init__(data, initial={"edition": number})
        if not too_close:
            del self.fields["repeat_answers"]

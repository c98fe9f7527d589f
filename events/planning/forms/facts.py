"""The form of a sourced fact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import SourcedFact, Tour
from events.planning.forms.base import Group, LaidOut


class FactForm(forms.ModelForm[SourcedFact], LaidOut):
    """What a source says of `tour`, or of one of its stops."""

    class Meta:
        model = SourcedFact
        fields = ["value", "text_fr", "text_en", "stop", "source", "source_url", "position"]
        help_texts = {
            "value": _("As the source writes it, such as “1 400” or “36 à 40”. Empty for a sentence without a figure."),
            "text_fr": _("What the figure counts, or the fact itself."),
            "source": _("Who says so, and when."),
        }

    groups = (
        Group(_("The fact"), [("value",), ("text_fr", "text_en"), ("stop",)]),
        Group(_("Where it was read"), [("source",), ("source_url",), ("position",)]),
    )

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stop: Any = self.fields["stop"]
        stop.label, stop.required = _("Stop"), False
        stop.queryset = tour.stops.along_the_route()
        stop.empty_label = _("the tour as a whole")

    @property
    def values(self) -> dict[str, Any]:
        """The columns as the operation takes them."""
        return dict(self.cleaned_data)

    def _post_clean(self) -> None:
        """Leave the instance as it was read: the operation sets it."""

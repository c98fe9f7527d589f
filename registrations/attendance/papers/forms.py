"""Which badges to print."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registrations.attendance.papers.badges import GRIDS, USUAL
from tournee.texts.languages import LANGUAGE_CHOICES


class BadgesForm(forms.Form):
    """The kind of sheet, how many of its labels are used already, and the language."""

    grid = forms.ChoiceField(
        label=_("Sheets"), choices=[(name, grid.label) for name, grid in GRIDS.items()], initial=USUAL
    )
    skip = forms.IntegerField(
        label=_("Labels already used"),
        min_value=0,
        max_value=9,
        initial=0,
        required=False,
        help_text=_("On the first sheet, from the top left."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)

    def clean(self) -> dict[str, Any]:
        """A label is left on the first sheet."""
        cleaned = super().clean() or {}
        chosen, skip = cleaned.get("grid"), cleaned.get("skip") or 0
        most = GRIDS[chosen].columns * GRIDS[chosen].rows - 1 if chosen else skip
        if skip > most:
            said = ngettext(
                "A sheet of that kind has %(labels)s label: enter %(most)s at most.",
                "A sheet of that kind has %(labels)s labels: enter %(most)s at most.",
                most + 1,
            )
            self.add_error("skip", said % {"labels": most + 1, "most": most})
        return cleaned

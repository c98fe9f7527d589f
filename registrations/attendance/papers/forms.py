"""Which badges to print."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

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

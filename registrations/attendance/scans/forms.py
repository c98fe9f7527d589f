"""What is asked about signed sheets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from registrations.attendance.scans.sheets import SignedSheet, half_key, sheets_of
from registrations.booking.forms.fields import OneLine


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file or several; cleaned: a list of uploads."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(one, initial) for one in files]


class UploadForm(forms.Form):
    """Pictures or PDFs of signed sheets."""

    scans = _FilesField(
        label=_("Photographs or scans"),
        widget=_SeveralFiles(attrs={"accept": "image/*,application/pdf"}),
        help_text=_(
            "JPEG, PNG, TIFF or PDF, several pages at once. Each page finds its sheet by the code on it; blank backs "
            "are left out."
        ),
    )


_STANDS = (
    ("0", _("is upright")),
    ("180", _("is upside down")),
    ("90", _("has its top on the right")),
    ("270", _("has its top on the left")),
)


class WhichForm(forms.Form):
    """Which sheet a page without a readable code is of, and which way up it came."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    page = forms.IntegerField(label=_("Page"), min_value=1, max_value=999, initial=1)
    stands = forms.ChoiceField(label=_("The picture"), choices=_STANDS, required=False)

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets = {sheet.key: sheet for sheet in sheets_of(stop)}
        choices: Any = self.fields["sheet"]
        choices.choices = [(key, sheet.title) for key, sheet in self.sheets.items()]

    @property
    def chosen(self) -> SignedSheet:
        """The sheet that was chosen."""
        return self.sheets[self.cleaned_data["sheet"]]

    @property
    def turned(self) -> int:
        """By how many degrees (counterclockwise) the picture is to be turned."""
        return int(self.cleaned_data["stands"] or 0)


class WalkInForm(forms.Form):
    """Somebody who signed on a line without a name; on a sheet of a whole day, for which of its half-days."""

    name = OneLine(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    firm = OneLine(
        label=_("Firm"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Leave it empty for somebody who comes for themselves."),
    )  # fmt: skip
    half_days = forms.MultipleChoiceField(
        label=_("Signed for"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the half-days that they signed for.")},
    )  # fmt: skip

    def __init__(self, *args: Any, sheet: SignedSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(sheet.half_days) > 1:
            signed: Any = self.fields["half_days"]
            signed.choices = [(half_key(one), one.label) for one in sheet.half_days]
        else:
            del self.fields["half_days"]

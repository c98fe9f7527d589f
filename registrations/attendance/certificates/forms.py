"""What is asked about certificates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrations.attendance.certificates.verifying import MISSING
from registrations.models import Certificate
from tournee.texts.typography import format_number


class RevokeForm(forms.Form):
    """Why a certificate is revoked, for the team alone; and whether its holder, who has an address, is written to."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200,
        help_text=gettext_lazy("Read by the team only: whoever checks the code never sees it."),
    )  # fmt: skip
    tell = forms.BooleanField(required=False)
    note = forms.CharField(
        label=gettext_lazy("What they read of the reason"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, data: Any, *, certificate: Certificate) -> None:
        super().__init__(data, initial={"tell": certificate.sent_at is not None})
        person = certificate.attendee.person
        if not person.email or person.erased_at is not None:
            del self.fields["tell"], self.fields["note"]
            return
        self.fields["tell"].label = _("Write to %(address)s that it is no longer valid") % {"address": person.email}
        if certificate.sent_at is not None:
            self.fields["tell"].help_text = _("It was sent to this person by e-mail.")
        in_french = certificate.language == "fr"
        self.fields["note"].help_text = (
            _("Their message is in French.") if in_french else _("Their message is in English.")
        )


class ReplaceForm(forms.Form):
    """Whether those are written to who were sent theirs and get none instead; asked where there are such `people`."""

    tell = forms.BooleanField(required=False, initial=True)

    def __init__(self, data: Any, *, people: int) -> None:
        super().__init__(data)
        if not people:
            del self.fields["tell"]
            return
        said = ngettext(
            "Tell the person who was sent one and gets no other that it is no longer valid",
            "Tell the %(count)s people who were sent one and get no other that it is no longer valid",
            people,
        )
        self.fields["tell"].label = said % {"count": format_number(people)}


class CodeForm(forms.Form):
    """A certificate's code, typed or pasted."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=600, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("It stands under “Is it genuine?”, for example: 60 K7QF 9M4X PN3T."),
        error_messages={"required": MISSING},
    )  # fmt: skip

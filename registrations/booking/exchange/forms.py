"""What is asked beside the preview of a partner's list."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

PENDING, CONFIRMED = "pending", "confirmed"


class ApprovalForm(forms.Form):
    """At a stop that asks for approval: whether those imported wait for it as everybody else does."""

    approval = forms.ChoiceField(
        label=_("This stop asks for approval. Those of this list"),
        choices=[
            (PENDING, _("wait for your approval: their places are held, and they are told so")),
            (CONFIRMED, _("are approved by this import: their places are confirmed")),
        ],
        widget=forms.RadioSelect,
        initial=PENDING,
    )

    @property
    def approves(self) -> bool:
        """Whether they are approved as they are imported; what is not said is not."""
        return self.is_bound and self.is_valid() and self.cleaned_data["approval"] == CONFIRMED

"""Looking somebody up; and what a tour says of the data it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.forms.base import Group, RecordForm
from registrations.models import PrivacyNotice
from registrations.privacy.operations import fault_of_notice
from tournee.errors import OperationError


class LookUpForm(forms.Form):
    """An address, or three letters of a name."""

    q = forms.CharField(
        label=_("E-mail address or name"),
        min_length=3,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class NoticeForm(RecordForm[PrivacyNotice]):
    """Who answers for the data of `tour`, who receives them, and until when they are kept."""

    class Meta:
        model = PrivacyNotice
        fields = [
            "controller", "contact_email", "keeps_until", "recipients_fr", "recipients_en", "notice_fr", "notice_en",
        ]  # fmt: skip
        help_texts = {
            "controller": _("The body that decides why and how they are used: its name and its address."),
            "contact_email": _("Whoever asks what is held of them, or to be forgotten, writes here."),
            "keeps_until": _("After this day names and addresses are removed; counts and published documents stay."),
            "recipients_fr": _("Beside the team and the co-hosts of each stop, who are named already."),
            "notice_fr": _("What else people should know. The rest of the page writes itself."),
        }

    groups = (
        Group(_("Who answers"), [("controller",), ("contact_email",)]),
        Group(_("Until when"), [("keeps_until",)]),
        Group(_("What people read"), [("recipients_fr", "recipients_en"), ("notice_fr", "notice_en")]),
    )

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tour = tour

    def faults(self) -> Iterable[OperationError]:
        fault = fault_of_notice(self.tour, self.checked)
        return [fault] if fault else []

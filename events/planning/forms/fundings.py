"""The form of a funding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Funding
from events.planning.forms.base import Group, RecordForm
from events.planning.operations.fundings import EMBLEM, faults_of_funding
from tournee.errors import OperationError
from tournee.files.forms import PictureField, picture_help


class FundingForm(RecordForm[Funding]):
    """Whose money pays, and what it obliges to show."""

    emblem = PictureField(kind=EMBLEM, label=_("Emblem"), required=False)

    class Meta:
        model = Funding
        fields = ["scheme", "reference", "mention_fr", "mention_en", "rate", "starts_on", "ends_on"]
        help_texts = {
            "scheme": _("Such as “Interreg France (Channel) England”."),
            "mention_fr": _("The sentence that pages and documents must carry."),
            "rate": _("The share of the cost that it pays."),
        }

    groups = (
        Group(_("The money"), [("scheme",), ("reference",), ("rate",), ("starts_on", "ends_on")]),
        Group(_("What it obliges to show"), [("mention_fr", "mention_en"), ("emblem",)]),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["emblem"].help_text = picture_help(EMBLEM)
        if self.instance.pk:
            self.initial["emblem"] = self.instance.emblem

    def faults(self) -> Iterable[OperationError]:
        return faults_of_funding(self.checked)

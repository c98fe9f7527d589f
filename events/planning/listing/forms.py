"""Who looks after a stop, and one more date it may take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Stop
from events.planning.forms.base import Group, LaidOut, RecordForm
from events.planning.listing.operations import faults_of_lead, faults_of_option
from events.team.queries import members_of
from tournee.accounts.models import User
from tournee.errors import OperationError
from tournee.web.forms import CheckedForm, DateInput


class LeadForm(RecordForm[Stop]):
    """Somebody of the team, or nobody."""

    class Meta:
        model = Stop
        fields = ["lead"]
        widgets = {"lead": forms.RadioSelect}

    groups = (Group(_("In the team"), [("lead",)], _("They are asked first when something is to be done there.")),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead: Any = self.fields["lead"]
        team = members_of(self.instance.tour).values("user_id")
        lead.queryset = User.objects.filter(pk__in=team).order_by("name", "email")
        if self.instance.lead_id:
            lead.queryset |= User.objects.filter(pk=self.instance.lead_id)
        lead.empty_label = _("nobody yet")

    def faults(self) -> Iterable[OperationError]:
        return faults_of_lead(self.instance, self.cleaned_data.get("lead"))


class DateOptionForm(CheckedForm, LaidOut, forms.Form):
    """One more date that a stop may take."""

    starts_on = forms.DateField(label=_("Possible date"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Last day"), widget=DateInput, required=False, help_text=_("Only if it lasts more than one day.")
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("For the team: who prefers it, what depends on it."),
    )

    groups = (Group(_("Date"), [("starts_on", "ends_on"), ("note",)]),)

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        self.stop = stop
        super().__init__(*args, **kwargs)

    def faults(self) -> Iterable[OperationError]:
        return faults_of_option(self.stop, self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on"))

"""The forms of a campaign: its own, and the short one of a stop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Organisation, Session, Tour
from events.planning.forms.base import Group, RecordForm
from events.planning.forms.moments import MomentField
from registrations.models import ContactList
from surveys.campaigns.faults import faults_of_campaign
from surveys.campaigns.moments import default_moments, stop_of_campaign, zone_of
from surveys.models import Campaign, Questionnaire
from tournee.errors import OperationError


class CampaignForm(RecordForm[Campaign]):
    """A campaign of `tour`; its moments are typed in the time of the stop it is about."""

    opens_at = MomentField(label=_("Opens"))
    reminds_at = MomentField(
        label=_("Reminds"), required=False, help_text=_("Only those who have not answered, and once. Empty for none.")
    )
    closes_at = MomentField(label=_("Closes"))

    class Meta:
        model = Campaign
        fields = [
            "title_fr", "title_en", "questionnaire", "stop", "session", "organisation", "basis", "contact_lists",
            "frame", "frame_size", "unit", "opens_at", "reminds_at", "closes_at",
        ]  # fmt: skip
        labels = {"stop": _("Stop"), "session": _("Session"), "organisation": _("Organisation")}
        help_texts = {
            "title_fr": _("Those who are asked read it, and so does the team."),
            "title_en": _("Leave it empty if the title is the same in English."),
            "frame": _("For a random sample only: the register or list it was drawn from."),
            "basis": _("It decides what may be said of the answers."),
            "contact_lists": _("Only where lists of contacts are asked, or the sample is on them."),
        }
        widgets = {"contact_lists": forms.CheckboxSelectMultiple, "basis": forms.RadioSelect, "unit": forms.RadioSelect}

    groups = (
        Group(_("What is asked"), [("title_fr", "title_en"), ("questionnaire",)]),
        Group(
            _("About what"),
            [("stop",), ("session",), ("organisation",)],
            note=_("One of them, or none for the whole tour."),
        ),
        Group(_("Who is asked"), [("basis",), ("contact_lists",), ("frame",), ("frame_size",), ("unit",)]),
        Group(_("When"), [("opens_at", "reminds_at", "closes_at")]),
    )

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tour = tour
        fields: dict[str, Any] = self.fields
        fields["questionnaire"].queryset = tour.questionnaires.all()
        fields["stop"].queryset = tour.stops.along_the_route()
        fields["session"].queryset = (
            Session.objects.filter(stop__tour=tour).select_related("stop").order_by("starts_at")
        )
        fields["organisation"].queryset = Organisation.objects.order_by("search_key")
        fields["contact_lists"].queryset = ContactList.objects.filter(tour=tour)
        fields["session"].label_from_instance = lambda session: f"{session.stop.place} – {session.title}"
        fields["organisation"].empty_label = _("none")
        fields["stop"].empty_label = fields["session"].empty_label = pgettext_lazy("stop or session", "none")
        fields["unit"].choices, fields["basis"].choices = Campaign.Unit.choices, Campaign.Basis.choices
        stop = stop_of_campaign(self.instance) if self.instance.pk else None
        for name in ("opens_at", "reminds_at", "closes_at"):
            fields[name].zone = zone_of(stop)
        fields["opens_at"].help_text = _("Local time: %(zone)s.") % {"zone": zone_of(stop)}
        if not self.instance.pk:
            usual = default_moments(None, now=timezone.now())
            self.initial.update(opens_at=usual.opens_at, reminds_at=usual.reminds_at, closes_at=usual.closes_at)

    def faults(self) -> Iterable[OperationError]:
        return faults_of_campaign(self.tour, self.checked, self.instance if self.instance.pk else None)


class AskForm(forms.Form):
    """Which questionnaire those who came to the stop are asked: the newest unless another is chosen."""

    questionnaire = forms.ModelChoiceField(
        label=_("Questionnaire"), queryset=Questionnaire.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["questionnaire"]
        field.queryset = tour.questionnaires.order_by("-pk")

"""The form of a tour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.planning.forms.base import Group, RecordForm, ThemesField
from events.planning.operations.tours import faults_of_tour
from events.reference.vintages import INDUSTRY_VINTAGES
from events.team.queries import tours_for
from tournee.accounts.models import User
from tournee.errors import OperationError

VINTAGES = [("", _("none: no map of territoires d’industrie")), *((wave, wave) for wave in INDUSTRY_VINTAGES)]


class TourForm(RecordForm[Tour]):
    """A tour, new or not. `user` chooses the previous edition among the tours of their own."""

    territory_vintage = forms.ChoiceField(label=_("Wave of territoires d’industrie"), choices=VINTAGES, required=False)
    themes = ThemesField(label=_("Themes"))

    class Meta:
        model = Tour
        fields = [
            "title_fr", "title_en", "intro_fr", "intro_en", "slug", "kind", "starts_on", "ends_on", "time_zone",
            "territory_vintage", "previous_edition", "themes", "contact_name", "contact_email", "target_stops",
            "target_companies", "target_participants", "target_organisations", "target_questionnaires",
            "second_factor_required", "fictitious",
        ]  # fmt: skip
        labels = {"slug": _("Address on the site")}
        help_texts = {
            "title_en": _("Leave it empty if the title is the same in English."),
            "intro_fr": _("A few lines that tell a company why to come."),
            "slug": _("Letters, digits and hyphens. Left empty, it is made from the title."),
            "time_zone": _("Each stop may have its own."),
            "contact_email": _("Readers may write to it; answers to messages go there."),
            "second_factor_required": _("Members set it up at their next sign-in."),
            "fictitious": _("Every page and document then says so."),
        }

    groups = (
        Group(_("What it is"), [("title_fr", "title_en"), ("intro_fr", "intro_en"), ("slug",), ("kind",)]),
        Group(_("When and where"), [("starts_on", "ends_on"), ("time_zone",), ("territory_vintage",)]),
        Group(_("Subjects"), [("themes",), ("previous_edition",)]),
        Group(_("Whom readers may ask"), [("contact_name", "contact_email")]),
        Group(
            _("What is aimed at"),
            [
                ("target_stops", "target_companies", "target_participants"),
                ("target_organisations", "target_questionnaires"),
            ],
            _("Leave empty what has no target."),
        ),
        Group(_("The team"), [("second_factor_required",), ("fictitious",)]),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = bool(self.instance.pk)
        editions: Any = self.fields["previous_edition"]
        editions.queryset = tours_for(user).exclude(pk=self.instance.pk)
        editions.empty_label = _("none: this is the first")
        if self.instance.pk:
            self.initial["themes"] = list(self.instance.themes.values_list("pk", flat=True))

    def faults(self) -> Iterable[OperationError]:
        return faults_of_tour(self.checked, self.instance if self.instance.pk else None)

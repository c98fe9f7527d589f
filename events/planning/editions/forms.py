"""What is asked before a tour is cloned or a stop duplicated."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Tour
from events.planning.editions.dates import a_year_later, on_a_weekday
from events.planning.editions.operations import clone_values, faults_of_clone
from events.planning.forms.base import Group, LaidOut
from events.planning.forms.tours import VINTAGES
from events.planning.operations.stops import faults_of_new_day
from events.reference.forms import TownField
from tournee.errors import OperationError
from tournee.web.forms import CheckedForm, DateInput


class CloneForm(CheckedForm, LaidOut, forms.Form):
    """The next edition of a tour: its title, its first day, and whether its partners come along."""

    title_fr = forms.CharField(label=_("Title (French)"), max_length=160)
    title_en = forms.CharField(
        label=_("Title (English)"), max_length=160, required=False,
        help_text=_("Leave it empty if the title is the same in English."),
    )  # fmt: skip
    starts_on = forms.DateField(
        label=_("First day"), widget=DateInput,
        help_text=_("Every stop moves by the same number of whole weeks, so that a Tuesday stays a Tuesday."),
    )  # fmt: skip
    territory_vintage = forms.ChoiceField(
        label=_("Wave of territoires d’industrie"), choices=VINTAGES, required=False,
        help_text=_("Of the list of territories by which the new edition names its own."),
    )  # fmt: skip
    partners = forms.BooleanField(
        label=_("Take over the partner organisations, in the same roles"), required=False,
        help_text=_("Who represents a co-host then sees its stops of the new edition. Untick it to ask them first."),
    )  # fmt: skip

    groups = (
        Group(_("The new edition"), [("title_fr", "title_en"), ("starts_on",), ("territory_vintage",)]),
        Group(_("Partners"), [("partners",)]),
    )

    def __init__(self, *args: Any, source: Tour, **kwargs: Any) -> None:
        self.source = source
        initial = {
            "title_fr": source.title_fr, "title_en": source.title_en,
            "starts_on": _offered_day(source),
            "territory_vintage": source.territory_vintage, "partners": True,
        }  # fmt: skip
        super().__init__(*args, **{**kwargs, "initial": initial})

    def faults(self) -> Iterable[OperationError]:
        asked = self.cleaned_data
        if asked.get("starts_on") and asked.get("title_fr"):
            values = clone_values(
                self.source, title_fr=asked["title_fr"], title_en=asked["title_en"], starts_on=asked["starts_on"]
            )
            yield from faults_of_clone(self.source, asked["starts_on"], values)


class DuplicateForm(CheckedForm, LaidOut, forms.Form):
    """A stop like another: in which town, on which day."""

    town = TownField(
        required=False, label=_("Commune"),
        help_text=_("Its name, postal code or INSEE code. In another town, venue and access are not taken over."),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Name of the place"), max_length=120, required=False,
        help_text=_("As readers see it. Left empty, it is the commune’s."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("Date"), widget=DateInput)

    groups = (Group(_("The new stop"), [("town",), ("place",), ("starts_on",)]),)

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        self.stop = stop
        initial = {"town": stop.town, "place": "" if stop.town else stop.place}
        super().__init__(*args, **{**kwargs, "initial": initial})

    def faults(self) -> Iterable[OperationError]:
        if day := self.cleaned_data.get("starts_on"):
            yield from faults_of_new_day(Stop(tour=self.stop.tour, time_zone=self.stop.time_zone), day, day)
        if not self.cleaned_data.get("town") and not self.cleaned_data.get("place") and "town" not in self.errors:
            yield OperationError(str(_("Say where: a commune, or the name of a place.")), code="nowhere", field="town")


def _offered_day(source: Tour) -> datetime.date:
    """The same day of the year, the next time it comes."""
    day, today = a_year_later(source.starts_on), timezone.localdate()
    while day <= today:
        day = a_year_later(day)
    return on_a_weekday(day)

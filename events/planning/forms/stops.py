"""The forms of a stop: the team's, and the shorter one of its co-hosts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import ContactPerson, Stop, Theme, Tour
from events.planning.forms.base import Group, RecordForm, ThemesField
from events.planning.operations.stops import faults_of_stop
from events.reference.forms import TownField
from tournee.errors import OperationError
from tournee.web.forms import DateInput

OPTIONS = 4


class MonthInput(forms.DateInput):
    """A month, chosen with the browser's own list where it has one, else written 2031-06."""

    input_type = "month"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": "2031-06", **(attrs or {})}, format="%Y-%m")


class MonthField(forms.DateField):
    """A month; cleaned, it is its first day."""

    widget = MonthInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m", "%Y-%m-%d", "%m/%Y"], **kwargs)


class CoHostStopForm(RecordForm[Stop]):
    """What a co-host prepares: the subject, the venue and how to come there."""

    class Meta:
        model = Stop
        fields = [
            "title_fr", "title_en", "summary_fr", "summary_en", "venue", "address", "access_fr", "access_en",
            "step_free", "safety_limit", "contact",
        ]  # fmt: skip
        help_texts = {
            "title_fr": _("The question this stop asks, in a few words."),
            "title_en": _("Leave it empty if the subject is the same in English."),
            "address": _("Number, street, postal code."),
            "safety_limit": _("How many people the room may hold, by its safety rules. It limits no registration."),
            "contact": _("One of the people to call at the stop’s partners."),
        }

    groups: ClassVar[Sequence[Group]] = (
        Group(_("Subject"), [("title_fr", "title_en"), ("summary_fr", "summary_en")]),
        Group(
            _("Venue"),
            [("venue",), ("address",), ("access_fr", "access_en"), ("step_free", "safety_limit"), ("contact",)],
        ),
    )

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        self.tour = tour
        super().__init__(*args, **kwargs)
        step_free: Any = self.fields["step_free"]
        step_free.choices = Stop.StepFree.choices
        contact: Any = self.fields["contact"]
        contact.queryset = _people_of_partners(self.instance)
        contact.empty_label = _("nobody")
        contact.label_from_instance = lambda person: f"{person.name} ({person.organisation})"


class StopForm(CoHostStopForm):
    """A stop as the team plans it: place, dates in their three degrees of certainty, subject, venue, themes."""

    town = TownField(
        required=False,
        label=_("Commune"),
        help_text=_("Its name, postal code or INSEE code: it gives point and region."),
    )
    month = MonthField(label=_("Month, if no date is set yet"), required=False)
    themes = ThemesField(label=_("Themes"))

    class Meta(CoHostStopForm.Meta):
        fields = [
            "town", "place", "latitude", "longitude", "time_zone", "starts_on", "ends_on", "month",
            *CoHostStopForm.Meta.fields, "themes", "slug", "source_url",
        ]  # fmt: skip
        labels = {"place": _("Name of the place"), "slug": _("Address on the site")}
        help_texts = {
            **CoHostStopForm.Meta.help_texts,
            "place": _("As readers see it. Left empty, it is the commune’s."),
            "latitude": _("In degrees north, such as 51.1465."),
            "longitude": _("In degrees east, such as 0.8719."),
            "ends_on": _("Only if the stop lasts more than one day."),
            "slug": _("Letters, digits and hyphens. Left empty, it is made from the place."),
            "source_url": _("Where this is known from, for a stop of an earlier edition."),
        }

    groups = (
        Group(_("Place"), [("town",), ("place",), ("time_zone",)]),
        Group(
            _("A place outside the list of communes"),
            [("latitude", "longitude")],
            _("Abroad, give its name above and its point here. With a commune, leave both empty."),
            folded=True,
        ),
        Group(_("Date"), [("starts_on", "ends_on"), ("month",)], _("A date, or only a month, or none yet.")),
        Group(
            _("Several possible dates"),
            [(f"option_{number}", f"option_{number}_until") for number in range(1, OPTIONS + 1)],
            _("You choose among them when you confirm. Leave the date above empty meanwhile."),
            folded=True,
        ),
        *CoHostStopForm.groups,
        Group(_("For the record"), [("themes",), ("slug",), ("source_url",)]),
    )  # fmt: skip

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, tour=tour, **kwargs)
        self.fields["place"].required = False
        self.fields["slug"].required = bool(self.instance.pk)
        self._offer_themes()
        options = list(self.instance.date_options.all()) if self.instance.pk else []
        self._others = [(option.starts_on, option.ends_on) for option in options[OPTIONS:]]  # kept as they are
        for number in range(1, OPTIONS + 1):
            option = options[number - 1] if number <= len(options) else None
            self._add_option(number, option.starts_on if option else None, option.ends_on if option else None)
        if self.instance.town_id:
            self.initial.update(latitude=None, longitude=None)
        if self.instance.ends_on == self.instance.starts_on:
            self.initial["ends_on"] = None  # moving a stop of one day leaves it at one day
        if not self.instance.pk:
            self.initial["time_zone"] = tour.time_zone

    def _offer_themes(self) -> None:
        """The tour's, and those the stop has already; all of them where the tour has picked none."""
        picked = Q(tours=self.tour) | (Q(stops=self.instance) if self.instance.pk else Q())
        themes: Any = self.fields["themes"]
        if self.tour.themes.exists():
            themes.queryset = Theme.objects.filter(pk__in=Theme.objects.filter(picked).values("pk"))
        if self.instance.pk:
            self.initial["themes"] = list(self.instance.themes.values_list("pk", flat=True))

    def _add_option(self, number: int, first: datetime.date | None, last: datetime.date | None) -> None:
        name = f"option_{number}"
        label = _("Possible date %(number)d") % {"number": number}
        until = _("Last day of possible date %(number)d") % {"number": number}
        self.fields[name] = forms.DateField(label=label, required=False, widget=DateInput)
        self.fields[f"{name}_until"] = forms.DateField(label=until, required=False, widget=DateInput)
        self.initial.update({name: first, f"{name}_until": last if last != first else None})

    @property
    def values(self) -> dict[str, Any]:
        """The stop's columns, with its possible dates as pairs."""
        return {**super().values, "date_options": self._options()}

    def faults(self) -> Iterable[OperationError]:
        return faults_of_stop(self.instance if self.instance.pk else Stop(tour=self.tour), self.checked)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        town, place = cleaned.get("town"), cleaned.get("place")
        # Another commune with the place's name left as it was: the name was the old commune's.
        if town and self.instance.town_id not in (None, town.pk) and place == str(self.instance.town):
            cleaned["place"] = ""
        if not town and "town" not in self.errors:
            self._check_place_without_commune(place, cleaned.get("latitude"), cleaned.get("longitude"))
        self._check_options()
        return cleaned

    def _check_place_without_commune(self, place: str | None, latitude: float | None, longitude: float | None) -> None:
        if not place:
            self.add_error("town", forms.ValidationError(_("Give a commune, or the name of a place."), code="required"))
        if (latitude is None) != (longitude is None):
            empty = "latitude" if latitude is None else "longitude"
            self.add_error(empty, forms.ValidationError(_("Give both latitude and longitude."), code="half_a_point"))
        for name, value, limit in (("latitude", latitude, 90), ("longitude", longitude, 180)):
            if value is not None and abs(value) > limit:
                said = _("This is between −%(limit)d and %(limit)d degrees.") % {"limit": limit}
                self.add_error(name, forms.ValidationError(said, code="not_on_earth"))

    def _check_options(self) -> None:
        for number in range(1, OPTIONS + 1):
            name = f"option_{number}"
            first, last = self.cleaned_data.get(name), self.cleaned_data.get(f"{name}_until")
            if last and not first and name not in self.errors:
                self.add_error(name, forms.ValidationError(_("Give the first day."), code="required"))
            if first and last and last < first:
                said = _("The last day is before the first one.")
                self.add_error(f"{name}_until", forms.ValidationError(said, code="backwards"))

    def _options(self) -> list[tuple[datetime.date, datetime.date]]:
        named = [f"option_{number}" for number in range(1, OPTIONS + 1)]
        days = [(self.cleaned_data[name], self.cleaned_data[f"{name}_until"]) for name in named]
        return sorted({first: (first, last or first) for first, last in [*days, *self._others] if first}.values())


def _people_of_partners(stop: Stop) -> Any:
    """Whom one may call at the stop's partners; nobody at a stop that has none yet."""
    if not stop.pk:
        return ContactPerson.objects.none()
    partners = Q(organisation__partnerships__stop=stop)
    kept = Q(pk=stop.contact_id) if stop.contact_id else Q()
    people = ContactPerson.objects.filter(partners | kept).select_related("organisation")
    return people.distinct().order_by("name", "pk")

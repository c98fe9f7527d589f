"""The filters of a tour's stops. Imported where they are used: django-filter brings the whole REST framework along."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from events.models import DateOption, Stop, Territory, Theme, Tour
from events.planning.attention.gathering import needs_of
from tournee.accounts.models import User
from tournee.texts.search import search_key

HELD = Stop.Phase.HELD
STATES = [*((state.value, state.label) for state in Stop.State), (HELD.value, HELD.label)]
UNDATED, NOBODY = "none", "nobody"


class StopFilters(django_filters.FilterSet):
    """The tour's stops by words, state, region, month, theme, who looks after them, and whether they need help."""

    q = django_filters.CharFilter(label=_("Place, subject or venue"), method="by_words", max_length=120)
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, empty_label=_("all states"), method="by_state"
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"), queryset=Territory.objects.none(), empty_label=_("all regions")
    )
    month = django_filters.ChoiceFilter(label=_("Month"), empty_label=_("the whole tour"), method="by_month")
    theme = django_filters.ModelChoiceFilter(
        label=_("Theme"), queryset=Theme.objects.none(), empty_label=_("all themes"), method="by_theme"
    )
    lead = django_filters.ModelChoiceFilter(
        label=_("Who looks after it"), queryset=User.objects.none(), empty_label=_("everybody"),
        null_label=_("nobody yet"), null_value=NOBODY,
    )  # fmt: skip
    attention = django_filters.BooleanFilter(
        label=_("Needs attention"), widget=forms.CheckboxInput, method="by_attention"
    )

    class Meta:
        model = Stop
        fields = ["q", "state", "region", "month", "theme", "lead", "attention"]

    def __init__(self, *args: Any, queryset: QuerySet[Stop], **kwargs: Any) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        stops = queryset.order_by()
        self.filters["region"].queryset = Territory.objects.filter(pk__in=stops.values("region_id")).order_by("name")
        self.filters["theme"].queryset = Theme.objects.filter(stops__in=stops.values("pk")).distinct()
        self.filters["lead"].queryset = User.objects.filter(pk__in=stops.values("lead_id")).order_by("name", "pk")
        self.filters["month"].extra["choices"] = lambda: _months(stops)

    @property
    def used(self) -> int:
        """How many filters narrow the list."""
        return sum(bool(self.data.get(name)) for name in self.filters)

    def by_words(self, stops: QuerySet[Stop], _name: str, text: str) -> QuerySet[Stop]:
        """Those whose place, subject or venue holds the words."""
        return stops.filter(search_key__contains=search_key(text))

    def by_state(self, stops: QuerySet[Stop], _name: str, state: str) -> QuerySet[Stop]:
        """Those in this state, as rows say it: a published stop whose days are over is held."""
        over = Q(state=Stop.State.PUBLISHED, ends_on__lt=timezone.localdate())
        return stops.filter(over) if state == HELD else stops.filter(state=state).exclude(over)

    def by_month(self, stops: QuerySet[Stop], _name: str, wanted: str) -> QuerySet[Stop]:
        """Those that take place in the month ("2031-06"), or may: planned for it, or with a possible date in it."""
        if wanted == UNDATED:
            return stops.filter(starts_on=None)
        first = month_named(wanted)
        if first is None:
            return stops
        last = last_day_of(first)
        possible = DateOption.objects.filter(starts_on__lte=last, ends_on__gte=first).values("stop_id")
        return stops.filter(
            Q(starts_on__lte=last, ends_on__gte=first)
            | Q(starts_on=None) & (Q(month__range=(first, last)) | Q(pk__in=possible))
        )

    def by_theme(self, stops: QuerySet[Stop], _name: str, theme: Theme) -> QuerySet[Stop]:
        """Those about the theme; without a join, for counts stay right beside it."""
        return stops.filter(pk__in=Stop.themes.through.objects.filter(theme=theme).values("stop_id"))

    def by_attention(self, stops: QuerySet[Stop], _name: str, wanted: bool) -> QuerySet[Stop]:
        """Those of which the control room says that they need something today."""
        if not wanted:
            return stops
        tour = Tour.objects.filter(stops__in=stops.order_by().values("pk")).first()
        needs = needs_of(tour, timezone.localdate()) if tour else []
        return stops.filter(pk__in={need.stop.pk for need in needs if need.stop})


def month_named(name: str) -> datetime.date | None:
    """The first day of the month called “2031-06”; None for anything else, and for what no tour lives to see."""
    try:
        first = datetime.date.fromisoformat(f"{name}-01")
    except ValueError:
        return None
    return first if 1900 <= first.year <= 2200 else None


def last_day_of(first: datetime.date) -> datetime.date:
    """The last day of the month that begins on `first`."""
    return (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)


def _months(stops: QuerySet[Stop]) -> list[tuple[str, str]]:
    """The months in which `stops` take place or may, in order; then those without a day. Two queries."""
    days = set(stops.values_list("starts_on", "month").distinct())
    options = DateOption.objects.filter(stop__in=stops.values("pk"), stop__starts_on=None)
    months = {known.replace(day=1) for day, month in days if (known := day or month)}
    months |= {day.replace(day=1) for day in options.values_list("starts_on", flat=True)}
    named = [(f"{month:%Y-%m}", date_format(month, "F Y")) for month in sorted(months)]
    return [*named, (UNDATED, str(_("no day yet")))] if any(day is None for day, _month in days) else named

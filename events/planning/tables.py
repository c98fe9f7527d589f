"""The table of a tour's stops: its columns, its filters, its rows in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Territory
from events.planning.words import Standing, seats_in_words, standing, when_planned
from tournee.texts.search import search_key
from tournee.web.tables import Column

COLUMNS = (
    Column("number", _("No."), sort=("number",), numeric=True),
    Column("place", _("Place"), sort=("search_key",)),
    Column("date", _("Date"), sort=("day", "number")),
    Column("region", _("Region"), sort=("region_name",)),
    Column("state", _("State"), sort=("state", "day")),
    Column("sessions", _("Sessions"), sort=("programme",), numeric=True),
    Column("seats", _("Seats taken"), sort=("taken",), numeric=True),
)


HELD = Stop.Phase.HELD
STATES = [*((state.value, state.label) for state in Stop.State), (HELD.value, HELD.label)]


class StopFilters(django_filters.FilterSet):
    """By words, by state, by region of the tour's stops."""

    q = django_filters.CharFilter(label=_("Place, subject or venue"), method="by_words", max_length=120)
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, empty_label=_("all states"), method="by_state"
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"), queryset=Territory.objects.none(), empty_label=_("all regions")
    )

    class Meta:
        model = Stop
        fields = ["q", "state", "region"]

    def __init__(self, *args: Any, queryset: QuerySet[Stop], **kwargs: Any) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        visited = Territory.objects.filter(pk__in=queryset.order_by().values("region_id"))
        self.filters["region"].queryset = visited.order_by("name", "pk")

    def by_words(self, stops: QuerySet[Stop], _name: str, text: str) -> QuerySet[Stop]:
        """Those whose place, subject or venue holds the words."""
        return stops.filter(search_key__contains=search_key(text))

    def by_state(self, stops: QuerySet[Stop], _name: str, state: str) -> QuerySet[Stop]:
        """Those in this state, as rows say it: a published stop whose days are over is held."""
        over = Q(state=Stop.State.PUBLISHED, ends_on__lt=timezone.localdate())
        return stops.filter(over) if state == HELD else stops.filter(state=state).exclude(over)


@dataclass(frozen=True, slots=True)
class StopRow:
    """One stop as a table shows it, all of it in words."""

    stop: Stop
    url: str
    when: str
    standing: Standing
    seats: str
    filled: int | None


def stop_rows(stops: Iterable[Stop], *, at: datetime.datetime) -> list[StopRow]:
    """The rows of `stops` (from `queries.with_programme`, tour selected) at the moment `at`; no further query."""
    return [
        StopRow(
            stop=stop,
            url=reverse("planning_stop", args=[stop.tour.slug, stop.slug]),
            when=when_planned(stop, stop.options),  # type: ignore[attr-defined]
            standing=standing(stop, at),
            seats=seats_in_words(stop),
            filled=_filled(stop),
        )
        for stop in stops
    ]


def _filled(stop: Stop) -> int | None:
    """Seats taken in per cent of those there are; None where no session has a limit."""
    seats: int | None = stop.seats  # type: ignore[attr-defined]
    return round(100 * stop.taken / seats) if seats else None  # type: ignore[attr-defined]

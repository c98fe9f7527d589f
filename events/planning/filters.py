"""The filters of a tour's stops. Imported where they are used: django-filter brings the whole REST framework along."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Stop, Territory
from tournee.texts.search import search_key

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

"""The filters of a tour's partners."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import ContactPerson, Organisation, Partnership, Tour
from events.planning.attention.clock import today_of
from events.planning.partnerships.queries import late_partnerships, of_tour
from tournee.texts.search import search_key


class PartnerFilters(django_filters.FilterSet):
    """The partners of `tour` by words, part, and whether something is late."""

    q = django_filters.CharFilter(label=_("Organisation, person or stop"), method="by_words", max_length=120)
    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=Partnership.Role.choices, empty_label=_("all roles"), method="by_role"
    )
    late = django_filters.BooleanFilter(label=_("Something is late"), widget=forms.CheckboxInput, method="by_lateness")

    class Meta:
        model = Organisation
        fields = ["q", "role", "late"]

    def __init__(self, *args: Any, tour: Tour, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tour = tour

    @property
    def used(self) -> bool:
        """Whether any filter narrows the list."""
        return any(self.data.get(name) for name in self.filters)

    def by_words(self, partners: QuerySet[Organisation], _name: str, text: str) -> QuerySet[Organisation]:
        """Those whose name, stop or a person to call holds the words."""
        key = search_key(text)
        here = Partnership.objects.filter(of_tour(self._tour))
        at_stops = here.filter(Q(stop__search_key__contains=key) | Q(session__stop__search_key__contains=key))
        # Names of people have no search key: those of one tour are few enough to be looked at one by one.
        people = ContactPerson.objects.filter(partnerships__in=here).values_list("organisation", "name")
        named = {organisation for organisation, name in people if key in search_key(name)}
        return partners.filter(
            Q(search_key__contains=key) | Q(pk__in=at_stops.values("organisation")) | Q(pk__in=named)
        )

    def by_role(self, partners: QuerySet[Organisation], _name: str, role: str) -> QuerySet[Organisation]:
        """Those that have this role somewhere on the tour."""
        return partners.filter(pk__in=Partnership.objects.filter(of_tour(self._tour), role=role).values("organisation"))

    def by_lateness(self, partners: QuerySet[Organisation], _name: str, wanted: bool) -> QuerySet[Organisation]:
        """Those with whom an action or a promise is past its day."""
        if not wanted:
            return partners
        late = late_partnerships(self._tour, today_of(self._tour))
        return partners.filter(pk__in=late.values("organisation"))

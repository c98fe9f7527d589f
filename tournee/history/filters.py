"""What the page of all changes can be narrowed by."""

from __future__ import annotations

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tournee.history.models import HistoryEntry, HistoryQuerySet
from tournee.history.words import all_actions
from tournee.web.forms import DateInput


class HistoryFilter(django_filters.FilterSet):
    """Who, what, about what, from which day on."""

    who = django_filters.CharFilter(label=_("Who (name or e-mail address)"), method="by_person")
    about = django_filters.CharFilter(label=_("About"), field_name="label", lookup_expr="icontains")
    action = django_filters.ChoiceFilter(label=_("What was done"), choices=all_actions, empty_label=_("everything"))
    since = django_filters.DateFilter(
        label=pgettext_lazy("date", "From"), field_name="at", lookup_expr="date__gte", widget=DateInput
    )

    class Meta:
        model = HistoryEntry
        fields: list[str] = []

    def by_person(self, entries: HistoryQuerySet, _name: str, text: str) -> HistoryQuerySet:
        """Entries of people whose name or address contains `text`."""
        return entries.filter(Q(actor__name__icontains=text) | Q(actor__email__icontains=text))

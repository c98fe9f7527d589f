"""The filters of recipients. Imported where they are used: django-filter brings the whole REST framework along."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from surveys.campaigns.queries import Standing
from surveys.models import Recipient


class RecipientFilters(django_filters.FilterSet):
    """By name or address, by state."""

    q = django_filters.CharFilter(label=_("Name or address"), method="by_words", max_length=120)
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Standing.choices, empty_label=_("all states"), field_name="standing"
    )

    class Meta:
        model = Recipient
        fields = ["q", "state"]

    def by_words(self, found: QuerySet[Recipient], _name: str, text: str) -> QuerySet[Recipient]:
        """Those whose name or address holds the text."""
        return found.filter(Q(name__icontains=text) | Q(email_key__contains=text.strip().casefold()))

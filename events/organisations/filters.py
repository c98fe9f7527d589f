"""The filters of organisations. Imported where they are used: django-filter brings the whole REST framework along."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import Organisation
from events.organisations.queries import matching


class OrganisationFilters(django_filters.FilterSet):
    """By words and by kind."""

    q = django_filters.CharFilter(label=_("Name, acronym, town or number"), method="by_words", max_length=120)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Organisation.Kind.choices, empty_label=_("all kinds"))

    class Meta:
        model = Organisation
        fields = ["q", "kind"]

    def by_words(self, found: QuerySet[Organisation], name: str, value: str) -> QuerySet[Organisation]:
        """Those that hold the words or bear the number."""
        return matching(found, value)

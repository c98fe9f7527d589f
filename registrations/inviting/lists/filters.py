"""The filter of contacts. Imported where it is used: django-filter brings the whole REST framework along."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from registrations.models import Contact


class ContactFilters(django_filters.FilterSet):
    """By address, name or firm."""

    q = django_filters.CharFilter(label=_("Address, name or firm"), method="by_words", max_length=120)

    class Meta:
        model = Contact
        fields = ["q"]

    def by_words(self, found: QuerySet[Contact], _name: str, text: str) -> QuerySet[Contact]:
        """Those whose address, name or firm holds the text."""
        key = text.strip().casefold()
        return found.filter(Q(email_key__contains=key) | Q(name__icontains=text) | Q(company_name__icontains=text))

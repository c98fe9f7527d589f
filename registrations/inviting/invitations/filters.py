"""The filter of people invited. Imported where it is used: django-filter brings the whole REST framework along."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from registrations.inviting.invitations.queries import Standing
from registrations.models import Invitee


class InviteeFilters(django_filters.FilterSet):
    """By address or name, and by where they stand."""

    q = django_filters.CharFilter(label=_("Address or name"), method="by_words", max_length=120)
    standing = django_filters.ChoiceFilter(label=_("State"), choices=Standing.choices, empty_label=_("any state"))

    class Meta:
        model = Invitee
        fields = ["q", "standing"]

    def by_words(self, found: QuerySet[Invitee], _name: str, text: str) -> QuerySet[Invitee]:
        """Those whose address or name holds the text."""
        return found.filter(Q(email_key__contains=text.strip().casefold()) | Q(name__icontains=text))

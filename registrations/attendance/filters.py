"""The filters of who came. Imported where they are used: django-filter brings the REST framework along."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from registrations.models import Attendee, Registration
from tournee.texts.search import search_key

_WHO = [("here", _("here")), ("absent", _("registered, not here")), ("walk_in", _("came without registering"))]


class PresenceFilters(django_filters.FilterSet):
    """By words, and by whether they came."""

    q = django_filters.CharFilter(label=_("Name or firm"), method="by_words", max_length=120)
    who = django_filters.ChoiceFilter(label=_("Who"), choices=_WHO, empty_label=_("everybody"), method="by_presence")

    class Meta:
        model = Attendee
        fields = ["q", "who"]

    def by_words(self, found: QuerySet[Attendee], _name: str, text: str) -> QuerySet[Attendee]:
        """Those whose name, organisation or firm holds the words."""
        for word in search_key(text).split():
            found = found.filter(Q(person__search_key__contains=word) | Q(person__company__search_key__contains=word))
        return found

    def by_presence(self, found: QuerySet[Any], _name: str, who: str) -> QuerySet[Any]:
        """Those who came, who did not, or who came without registering."""
        if who == "absent":
            return found.filter(Q(cancelled_at=None) | Q(cancelled_late=True), came_at=None)
        found = found.exclude(came_at=None)
        return found.filter(registration__origin=Registration.Origin.WALK_IN) if who == "walk_in" else found

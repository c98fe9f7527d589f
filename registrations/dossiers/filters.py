"""The filters of firms. Imported where they are used: django-filter brings the REST framework along."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from registrations.dossiers.words import SIZE_WORDS, SIZES
from registrations.models import Company, CompanyIdentifier, Trade
from tournee.texts.search import search_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from registrations.dossiers.queries import CountedCompany

    Firms = QuerySet[CountedCompany]

_AGAIN = [("several", _("at several stops")), ("came", _("came")), ("absent", _("nobody came"))]


class FirmFilters(django_filters.FilterSet):
    """What a list of firms is narrowed to."""

    q = django_filters.CharFilter(label=_("Name, town or number"), method="by_words", max_length=120)
    trade = django_filters.ChoiceFilter(choices=Trade.choices, label=_("Trade"), empty_label=_("any trade"))
    size = django_filters.ChoiceFilter(label=_("Size"), choices=SIZE_WORDS, empty_label=_("any size"), method="by_size")
    seen = django_filters.ChoiceFilter(
        label=_("Seen"), choices=_AGAIN, empty_label=_("all that registered"), method="by_presence"
    )

    class Meta:
        model = Company
        fields: ClassVar[list[str]] = []

    def by_words(self, found: Firms, _name: str, text: str) -> Firms:
        """Those in whose name or town each word is, or of which it is a number."""
        number = CompanyIdentifier.objects.filter(company=OuterRef("pk"), value="".join(text.split()).upper())
        named = Q()
        for word in search_key(text).split():
            named &= Q(search_key__contains=word)
        return found.filter(named | Q(Exists(number))) if text.strip() else found

    def by_size(self, found: Firms, _name: str, size: str) -> Firms:
        """Those that the latest known headcount puts there, by where its band begins."""
        if size == "unknown":
            return found.filter(staff_from=None)
        low, high = SIZES[size]
        found = found.filter(staff_from__gte=low)
        return found if high is None else found.filter(staff_from__lte=high)

    def by_presence(self, found: Firms, _name: str, seen: str) -> Firms:
        """By what became of their registrations."""
        if seen == "several":
            return found.filter(stops__gte=2)
        return found.filter(came__gte=1) if seen == "came" else found.filter(came=0)

"""The filters of a stop's passages. Imported where they are used: django-filter brings the REST framework along."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import Session
from surveys.models import Coding, Passage

CODED, UNCODED = "coded", "uncoded"


class PassageFilters(django_filters.FilterSet):
    """By session, and by whether they are coded."""

    session = django_filters.ModelChoiceFilter(
        label=_("Session"), queryset=Session.objects.none(), empty_label=_("all sessions")
    )
    coding = django_filters.ChoiceFilter(
        label=_("Coding"), choices=[(UNCODED, _("not coded yet")), (CODED, _("coded"))], empty_label=_("all passages"),
        method="by_coding",
    )  # fmt: skip

    class Meta:
        model = Passage
        fields = ["session", "coding"]

    def __init__(self, *args: Any, queryset: QuerySet[Passage], **kwargs: Any) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        stop = getattr(self.request, "filtered_stop", None)
        self.filters["session"].queryset = Session.objects.filter(stop=stop).order_by("starts_at", "pk")

    def by_coding(self, found: QuerySet[Passage], _name: str, value: str) -> QuerySet[Passage]:
        """Those that are coded to a skill, or those that are not."""
        coded = Exists(Coding.objects.filter(passage=OuterRef("pk"), skill__isnull=False))
        return found.filter(coded) if value == CODED else found.filter(~coded)

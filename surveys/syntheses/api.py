"""Published syntheses at /api/v1/syntheses/: read by anyone."""

from __future__ import annotations

from typing import Any, TypedDict

import django_filters
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.calendars.links import absolute
from events.models import Tour
from surveys.models import Edition, Synthesis
from tournee.api.fields import TranslatedField
from tournee.api.views import ReadViewSet
from tournee.texts.languages import LANGUAGES
from tournee.web.access import anyone


class ByLanguage(TypedDict):
    """An address in each language."""

    fr: str
    en: str


class Figures(TypedDict):
    """The key figures of an edition: people and firms that came, how many were asked, how many answered."""

    present: int
    companies: int
    asked: int
    answered: int


def addresses(name: str, *args: object) -> ByLanguage:
    """The absolute address of that page in each language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = absolute(reverse(name, args=args))
    return ByLanguage(fr=found["fr"], en=found["en"])


class EditionSerializer(serializers.ModelSerializer[Edition]):
    """One frozen edition."""

    url = serializers.SerializerMethodField()
    pdf = serializers.SerializerMethodField()
    annex = serializers.SerializerMethodField()
    figures = serializers.SerializerMethodField()

    class Meta:
        model = Edition
        fields = ["number", "published_at", "url", "pdf", "annex", "annex_sha256", "figures"]

    def get_url(self, edition: Edition) -> ByLanguage:
        """Its page."""
        return addresses("synthesis_edition", edition.synthesis.slug, edition.number)

    def get_pdf(self, edition: Edition) -> ByLanguage:
        """Its PDF."""
        return addresses("synthesis_pdf", edition.synthesis.slug, edition.number)

    @extend_schema_field(serializers.URLField())
    def get_annex(self, edition: Edition) -> str:
        """Its figures as CSV."""
        return addresses("synthesis_annex", edition.synthesis.slug, edition.number)["fr"]

    def get_figures(self, edition: Edition) -> Figures:
        """What the edition counts."""
        presence, campaigns = edition.content["presence"], edition.content["campaigns"]
        return Figures(
            present=presence["present"],
            companies=presence["companies"],
            asked=sum(campaign["asked"] for campaign in campaigns),
            answered=sum(campaign["answered"] for campaign in campaigns),
        )


class SynthesisSerializer(serializers.ModelSerializer[Synthesis]):
    """A synthesis with its editions, newest first."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    stop = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True, allow_null=True)
    title = TranslatedField(read_only=True)
    url = serializers.SerializerMethodField()
    editions = EditionSerializer(many=True, read_only=True)

    class Meta:
        model = Synthesis
        fields = ["slug", "scope", "tour", "stop", "title", "url", "editions", "version"]

    def get_url(self, synthesis: Synthesis) -> ByLanguage:
        """The page of its newest edition."""
        return addresses("synthesis", synthesis.slug)


class SynthesisFilter(django_filters.FilterSet):
    """Which syntheses: of a tour, of a stop."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))
    stop = django_filters.CharFilter("stop__slug", help_text=_("the stop’s address (slug)"))


class SynthesisViewSet(ReadViewSet):
    """Syntheses, by their slug."""

    title = _("Syntheses")
    says = _("What is published of stops: frozen editions with their key figures, as a page, as a PDF and as data.")
    serializer_class = SynthesisSerializer
    filterset_class = SynthesisFilter
    lookup_field = "slug"
    access = {"list": anyone, "retrieve": anyone}

    def get_queryset(self) -> QuerySet[Synthesis]:
        """Those of public stops of public tours that have an edition, the latest first."""
        public = Q(stop__published_at__isnull=False) & ~Q(tour__state=Tour.State.DRAFT)
        editions = Prefetch("editions", Edition.objects.select_related("synthesis").order_by("-number"))
        found = Synthesis.objects.filter(public, last_edition_number__gt=0).select_related("tour", "stop")
        return found.prefetch_related(editions).order_by("-pk")

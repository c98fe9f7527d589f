"""Tours and stops as public data at /api/v1/: read by anyone; drafts by their team alone."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.calendars import links
from events.catalogue.availability import Availability, of_session
from events.catalogue.finding.api import SearchParameters, found
from events.models import Session, Stop, Territory, Tour
from events.team.queries import tours_for
from tournee.api.fields import TranslatedField
from tournee.api.views import ReadViewSet
from tournee.web.access import anyone


class TerritorySerializer(serializers.ModelSerializer[Territory]):
    """A territorial unit, by the scheme and vintage in which its code means something."""

    class Meta:
        model = Territory
        fields = ["scheme", "vintage", "code", "name"]


class SessionSerializer(serializers.ModelSerializer[Session]):
    """One item of a stop's programme."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    title = TranslatedField(read_only=True)
    summary = TranslatedField(read_only=True)
    themes = serializers.SlugRelatedField[Any](slug_field="slug", many=True, read_only=True)
    availability = serializers.SerializerMethodField()

    class Meta:
        model = Session
        fields = [
            "id", "kind", "state", "title", "summary", "starts_at", "ends_at", "room", "capacity", "availability",
            "themes", "version",
        ]  # fmt: skip

    @extend_schema_field(serializers.ChoiceField(choices=Availability.choices))
    def get_availability(self, session: Session) -> str:
        """Whether places are left, for whoever may take them."""
        return of_session(session.capacity, session.seats_taken).value


@extend_schema_serializer(component_name="StopSession")
class StopSessionSerializer(SessionSerializer):
    """A session within its stop."""


class StopSerializer(serializers.ModelSerializer[Stop]):
    """A stop with its sessions."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    tour = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    phase = serializers.SerializerMethodField()
    title = TranslatedField(read_only=True)
    summary = TranslatedField(read_only=True)
    access = TranslatedField(read_only=True)
    region = TerritorySerializer(read_only=True, allow_null=True)
    territory = TerritorySerializer(read_only=True, allow_null=True)
    themes = serializers.SlugRelatedField[Any](slug_field="slug", many=True, read_only=True)
    sessions = StopSessionSerializer(many=True, read_only=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Stop
        fields = [
            "id", "tour", "slug", "number", "state", "phase", "title", "summary", "place", "region", "territory",
            "latitude", "longitude", "venue", "address", "access", "step_free", "starts_on", "ends_on", "month",
            "time_zone", "themes", "sessions", "url", "version",
        ]  # fmt: skip

    @extend_schema_field(serializers.ChoiceField(choices=Stop.Phase.choices))
    def get_phase(self, stop: Stop) -> str:
        """What the stop is to a reader now, by the calendar of its own time zone."""
        return stop.phase(timezone.now()).value

    @extend_schema_field(serializers.URLField())
    def get_url(self, stop: Stop) -> str:
        """The public page."""
        return links.stop_page(stop.tour.slug, stop.slug)


class FoundStopSerializer(StopSerializer):
    """A stop that was found, as it is shown everywhere else; `km` of the context tells how far each is."""

    distance_km = serializers.SerializerMethodField(
        help_text=_("as the crow flies from the commune’s centre; null if unknown")
    )

    class Meta(StopSerializer.Meta):
        fields = [*StopSerializer.Meta.fields, "distance_km"]

    @extend_schema_field(serializers.FloatField(allow_null=True))
    def get_distance_km(self, stop: Stop) -> float | None:
        """To a tenth; null where one is not looking near a place."""
        km: float | None = self.context["km"][stop.pk]
        return None if km is None else round(km, 1)


class TourSerializer(serializers.ModelSerializer[Tour]):
    """A tour; its stops are at `/api/v1/stops/?tour=<slug>`."""

    title = TranslatedField(read_only=True)
    intro = TranslatedField(read_only=True)
    themes = serializers.SlugRelatedField[Any](slug_field="slug", many=True, read_only=True)
    previous_edition = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    url = serializers.SerializerMethodField()
    calendar = serializers.SerializerMethodField()

    class Meta:
        model = Tour
        fields = [
            "slug", "kind", "state", "title", "intro", "starts_on", "ends_on", "time_zone", "territory_vintage",
            "fictitious", "previous_edition", "themes", "url", "calendar", "version",
        ]  # fmt: skip

    @extend_schema_field(serializers.URLField())
    def get_url(self, tour: Tour) -> str:
        """The public page."""
        return links.tour_page(tour.slug)

    @extend_schema_field(serializers.URLField())
    def get_calendar(self, tour: Tour) -> str:
        """The feed of all its dates."""
        return links.tour_calendar(tour.slug)


class TourFilter(django_filters.FilterSet):
    """Which tours: by state, and by when they run."""

    state = django_filters.ChoiceFilter(choices=Tour.State.choices, help_text=_("state of the tour"))
    starts_after = django_filters.DateFilter("starts_on", "gte", help_text=_("first day on or after this one"))
    starts_before = django_filters.DateFilter("starts_on", "lte", help_text=_("first day on or before this one"))


class StopFilter(django_filters.FilterSet):
    """Which stops: of a tour, in a state, in a region, between two days."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))
    state = django_filters.ChoiceFilter(choices=Stop.State.choices, help_text=_("state of the stop"))
    region = django_filters.CharFilter("region__code", help_text=_("the region’s code, such as 32"))
    starts_after = django_filters.DateFilter("starts_on", "gte", help_text=_("first day on or after this one"))
    starts_before = django_filters.DateFilter("starts_on", "lte", help_text=_("first day on or before this one"))


class TourViewSet(ReadViewSet):
    """Tours, by their slug."""

    title = _("Tours")
    says = _("Tours anyone may read; to a member of a tour’s team, that tour before it is published too.")
    serializer_class = TourSerializer
    filterset_class = TourFilter
    lookup_field = "slug"
    access = {"list": anyone, "retrieve": anyone}

    def get_queryset(self) -> QuerySet[Tour]:
        """Public tours and those of the caller's teams, the latest first."""
        readable = ~Q(state=Tour.State.DRAFT) | Q(pk__in=tours_for(self.request.user).values("pk"))
        return Tour.objects.filter(readable).select_related("previous_edition").prefetch_related("themes")


class StopViewSet(ReadViewSet):
    """Stops, by their id."""

    title = _("Stops")
    says = _("Stops of public tours once published; to a member of a tour’s team, all of its stops.")
    serializer_class = StopSerializer
    filterset_class = StopFilter
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    access = {"list": anyone, "retrieve": anyone, "search": anyone}

    def get_queryset(self) -> QuerySet[Stop]:
        """Public stops and those of the caller's teams, in order of date."""
        public = Q(published_at__isnull=False) & ~Q(tour__state=Tour.State.DRAFT)
        readable = public | Q(tour__in=tours_for(self.request.user).values("pk"))
        return (
            Stop.objects.filter(readable)
            .select_related("tour", "region", "territory")
            .prefetch_related("themes", Prefetch("sessions", Session.objects.prefetch_related("themes")))
            .along_the_route()
        )

    @extend_schema(
        summary=_("Search"), parameters=[SearchParameters], responses=FoundStopSerializer(many=True), filters=False
    )
    @action(detail=False, methods=["get"], versioned=False, action_parameters=tuple(SearchParameters().fields))
    def search(self, request: Request, **_address: Any) -> Response:
        """Public stops that hold the words, narrowed; from the nearest to a commune, or along the calendar."""
        page = self.paginate_queryset(found(request).found) or []
        km = {one.entry.stop.pk: one.km for one in page}
        shown = {stop.pk: stop for stop in self.get_queryset().filter(pk__in=km)}
        found_stops = [shown[pk] for pk in km if pk in shown]
        context = {**self.get_serializer_context(), "km": km}
        return self.get_paginated_response(FoundStopSerializer(found_stops, many=True, context=context).data)

"""Attendance reports over the API: who came to each stop, in figures that name their definition; nobody is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Stop
from events.team.queries import co_hosted_stops, roles_of
from events.team.rules import edits_tour
from registrations.attendance.report.counting import tally
from registrations.attendance.report.gathered import report_of
from registrations.attendance.report.told import (
    Told,
    ToldFigure,
    ToldTable,
    every_table,
    expected_told,
    figures_of,
    tally_told,
)
from registrations.attendance.rules import sees_attendance
from registrations.attendance.states import Somebody, hours_of_stops, people_at
from tournee.api.versions import etag_of
from tournee.api.views import ReadViewSet
from tournee.indicators import Indicator
from tournee.web.access import signed_in


class FigureSerializer(serializers.Serializer[Any]):
    """A figure and the definition it is of, if it is of one; without a value where there is none or it is held back."""

    indicator = serializers.SlugField(allow_null=True, help_text=_("the code of its definition"))
    version = serializers.IntegerField(allow_null=True, help_text=_("the definition’s version"))
    name = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    held_back = serializers.BooleanField(help_text=_("it would speak of somebody"))


class LineSerializer(serializers.Serializer[Any]):
    """A line of a table: what it is of, and its figures."""

    name = serializers.CharField()
    figures = FigureSerializer(many=True)


class TableSerializer(serializers.Serializer[Any]):
    """Figures by something: by session, by half-day, by size, trade, territory or distance."""

    name = serializers.SlugField()
    title = serializers.CharField()
    lines = LineSerializer(many=True)


class StopFiguresSerializer(serializers.Serializer[Any]):
    """Who came to a stop, in figures, as read on the day `on`."""

    stop = serializers.UUIDField()
    tour = serializers.SlugField()
    place = serializers.CharField()
    starts_on = serializers.DateField()
    on = serializers.DateField()
    figures = FigureSerializer(many=True)


class StopReportSerializer(StopFiguresSerializer):
    """The same, with the tables of its report."""

    tables = TableSerializer(many=True)


def _about(stop: Stop, figures: Iterable[ToldFigure]) -> dict[str, Any]:
    return {
        "stop": stop.public_id,
        "tour": stop.tour.slug,
        "place": stop.place,
        "starts_on": stop.starts_on,
        "on": timezone.localdate(),
        "figures": [_told(str(one.indicator.name), one.indicator, one.told) for one in figures],
    }


def _told(label: str, indicator: Indicator | None, told: Told) -> Any:
    return {
        "indicator": indicator and indicator.code,
        "version": indicator and indicator.version,
        "name": label,
        "value": told.number,
        "held_back": told.held_back,
    }


def _table(table: ToldTable) -> Any:
    return {
        "name": table.name,
        "title": table.title,
        "lines": [
            {"name": label, "figures": [_told(column.header, column.indicator, told) for column, told in line]}
            for label, line in table.lines
        ],
    }


class ReportFilter(django_filters.FilterSet):
    """Which stops: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))


class AttendanceReportViewSet(ReadViewSet):
    """The report of each stop, by the stop's id."""

    title = _("Attendance reports")
    says = _(
        "Who came to each stop, in figures, for the editors of a tour and the co-hosts of a stop. Each figure names "
        "its definition. From co-hosts small numbers are held back."
    )
    filterset_class = ReportFilter
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_converter: ClassVar[str] = "uuid"
    access = {"list": signed_in, "retrieve": sees_attendance}

    def get_queryset(self) -> QuerySet[Stop]:
        """The dated stops that were published, of tours the caller edits or that they co-host, the latest last."""
        found = Stop.objects.filter(published_at__isnull=False, starts_on__isnull=False).select_related("tour")
        roles = roles_of(self.request.user)
        if not roles.administrator:
            mine = Q(tour__in=roles.edited) | Q(pk__in=co_hosted_stops(self.request.user).values("pk"))
            found = found.filter(mine)
        return found.order_by("starts_on", "pk")

    def get_serializer_class(self) -> type[StopFiguresSerializer]:
        """With the tables, of one stop."""
        return StopReportSerializer if self.action == "retrieve" else StopFiguresSerializer

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The figures of each stop; everybody named at those of a page is read at once."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        at: defaultdict[int, list[Somebody]] = defaultdict(list)
        now, hours = timezone.now(), hours_of_stops(page)
        for one in people_at(page, now, hours):
            at[one.stop].append(one)

        def told(stop: Stop) -> Iterable[ToldFigure]:
            counted = tally(at[stop.pk])
            if stop.phase(now) in {Stop.Phase.TODAY, Stop.Phase.HELD}:
                return tally_told(counted, running=not hours[stop.pk].are_over(now))
            return expected_told(counted)

        rows = [_about(stop, told(stop)) for stop in page]
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def represented(self, instance: Any) -> tuple[Any, str]:
        """The whole report, and its ETag."""
        report = report_of(instance, inside=self._inside(instance))
        row = {**_about(instance, figures_of(report)), "tables": [_table(one) for one in every_table(report)]}
        data = self.get_serializer(row).data
        return data, etag_of(instance, data)

    def _inside(self, stop: Stop) -> bool:
        return edits_tour.test(self.request.user, stop)

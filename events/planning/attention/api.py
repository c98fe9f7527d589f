"""What needs attention, over the API: a tour's needs, what is put off, and from when the rules speak."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Side, Snooze, Threshold, Tour
from events.planning.api.parents import tour_named
from events.planning.api.steps import require_current
from events.planning.attention import operations
from events.planning.attention.clock import today_of
from events.planning.attention.gathering import Attention, PutOff, attention_of
from events.planning.attention.needs import Need, Urgency
from events.team.queries import tours_for
from events.team.rules import edits_tour, reads_tour
from tournee.api.views import Creates, EditViewSet, ReadViewSet, Removes
from tournee.web.access import signed_in

_URGENCIES = {Urgency.NOW: "now", Urgency.SOON: "soon", Urgency.LATER: "later"}


class NeedSerializer(serializers.Serializer[Need]):
    """One thing to do; `key` is the same tomorrow for the same need, and is what a snooze names."""

    key = serializers.CharField()
    stop = serializers.UUIDField(source="stop.public_id", allow_null=True, default=None)
    urgency = serializers.SerializerMethodField()
    sentence = serializers.CharField()
    owed_by = serializers.ChoiceField(choices=Side.choices, source="side")
    action = serializers.CharField(source="action.label")
    url = serializers.CharField(source="action.url", help_text=_("where it is done, on this installation"))

    def get_urgency(self, need: Need) -> str:
        """now, soon or later."""
        return _URGENCIES[need.urgency]


class PutOffSerializer(serializers.Serializer[PutOff]):
    """A need that was put off, until when and why; `snooze` is its id among the snoozes."""

    need = NeedSerializer()
    snooze = serializers.IntegerField(source="snooze.pk")
    until = serializers.DateField(source="snooze.until")
    reason = serializers.CharField(source="snooze.reason")


class NeedsSerializer(serializers.Serializer[Attention]):
    """What needs attention on `day`, the most urgent first, and what was put off."""

    day = serializers.DateField(source="watched.today")
    needs = NeedSerializer(many=True)
    put_off = PutOffSerializer(many=True)


def needs_action() -> Callable[..., Response]:
    """The action `needs`, for the class body of the tours' viewset."""

    def needs(self: Any, request: Request, **_address: Any) -> Response:
        """What needs attention today, in the caller's language; nothing on an archived tour."""
        tour = self.get_object()
        return Response(NeedsSerializer(attention_of(tour, today_of(tour))).data)

    declared = action(detail=True, methods=["get"], url_path="needs", url_name="needs", versioned=False)(needs)
    return extend_schema(responses=NeedsSerializer, filters=False)(declared)


class SnoozeSerializer(serializers.ModelSerializer[Snooze]):
    """A need put off: `key` as the tour's needs give it."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    by = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = Snooze
        fields = ["id", "tour", "key", "until", "reason", "by", "at"]
        validators: list[Any] = []


class ThresholdSerializer(serializers.ModelSerializer[Threshold]):
    """From when a rule speaks on a tour, in the rule's unit; `value` null turns it off."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    value = serializers.IntegerField(allow_null=True, min_value=0, max_value=operations.HIGHEST)

    class Meta:
        model = Threshold
        fields = ["id", "tour", "rule", "value", "version"]
        read_only_fields = ["version"]
        validators: list[Any] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A threshold stays the one of its tour and its rule."""
        for name in ("tour", "rule"):
            if self.instance is not None and attrs.pop(name, standing := getattr(self.instance, name)) != standing:
                raise serializers.ValidationError({name: [_("Only its value can be changed.")]}, code="fixed")
        return attrs


class OfTour(django_filters.FilterSet):
    """Which: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))


class _OfTours(ReadViewSet):
    filterset_class = OfTour
    lookup_value_converter = "int"

    def access_about(self) -> object:
        """The tour in which something is made; its editors are told when there is none of that name."""
        return tour_named(self.request) if self.action == "create" else None


class SnoozeViewSet(Creates, Removes, _OfTours):
    """What was put off, by its id."""

    title = _("Put off")
    says = _("What needs attention and was put off until a day, with the reason; deleted, it asks again.")
    serializer_class = SnoozeSerializer
    access = {"list": signed_in, "retrieve": reads_tour, "create": edits_tour, "destroy": edits_tour}

    def get_queryset(self) -> QuerySet[Snooze]:
        """Those of the caller's tours whose day is still ahead."""
        of_mine = Snooze.objects.filter(tour__in=tours_for(self.request.user).values("pk"))
        return (
            of_mine.filter(until__gt=timezone.localdate()).select_related("tour", "by").order_by("tour", "until", "pk")
        )

    def create_with(self, values: Mapping[str, Any]) -> Snooze:
        asked = {name: values[name] for name in ("until", "reason")}
        return operations.put_off(values["tour"], values["key"], **asked, actor=self.actor)

    def remove_with(self, instance: Snooze, expected_version: int | None) -> None:
        operations.take_back(instance, actor=self.actor)


class ThresholdViewSet(Removes, EditViewSet, _OfTours):
    """What tours set themselves of what is watched, by its id."""

    title = _("Thresholds")
    says = _("From when each rule speaks, where a tour says otherwise than the rule; deleted, the rule’s own holds.")
    serializer_class = ThresholdSerializer
    access = {
        "list": signed_in,
        "retrieve": reads_tour,
        "create": edits_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
    }

    def get_queryset(self) -> QuerySet[Threshold]:
        """Those of the caller's tours."""
        of_mine = Threshold.objects.filter(tour__in=tours_for(self.request.user).values("pk"))
        return of_mine.select_related("tour").order_by("tour", "rule")

    def create_with(self, values: Mapping[str, Any]) -> Threshold:
        operations.set_thresholds(values["tour"], {values["rule"]: values["value"]}, actor=self.actor)
        return Threshold.objects.select_related("tour").get(tour=values["tour"], rule=values["rule"])

    def change_with(self, instance: Threshold, values: Mapping[str, Any], expected_version: int | None) -> Threshold:
        if "value" in values:
            operations.set_thresholds(instance.tour, {instance.rule: values["value"]}, actor=self.actor)
            instance.refresh_from_db(fields=["value", "version"])
        return instance

    def remove_with(self, instance: Threshold, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.reset_threshold(instance, actor=self.actor)

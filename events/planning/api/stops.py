"""Stops over the API, written by their tour's team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.catalogue import api as catalogue
from events.models import Stop, Theme, Tour
from events.planning import operations
from events.planning.api.parents import tour_named
from events.planning.api.steps import NothingMore, step
from events.planning.conflicts.api import conflicts_action
from events.planning.conflicts.finding import look_at_stop
from events.planning.editions.api import duplicate_action
from events.planning.listing.api import LeadSerializer, take_lead
from events.planning.steps import STEPS
from events.planning.telling.api import preview
from events.reference.api import CommuneField
from events.team.rules import edits_tour, sees_stop
from tournee.api.fields import TranslatedField
from tournee.api.views import Changes, Creates, Removes


class DaysSerializer(serializers.Serializer[Any]):
    """A day, or consecutive days."""

    starts_on = serializers.DateField()
    ends_on = serializers.DateField(required=False, allow_null=True, default=None)


class ReasonSerializer(serializers.Serializer[Any]):
    """Why, in the words readers will see."""

    reason_fr = serializers.CharField(max_length=300)
    reason_en = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class MoveSerializer(ReasonSerializer):
    """Another day, another place, and why; what is not sent stays."""

    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False, allow_null=True)
    venue = serializers.CharField(max_length=160, required=False, allow_blank=True)
    address = serializers.CharField(max_length=200, required=False, allow_blank=True)


class NumberSerializer(serializers.Serializer[Any]):
    """The number a stop of an earlier edition had, where a source says."""

    number = serializers.IntegerField(min_value=1, max_value=999, required=False, allow_null=True, default=None)


class ChosenDaySerializer(serializers.Serializer[Any]):
    """Which of the possible dates was agreed, by its first day; not needed where the stop has its date."""

    starts_on = serializers.DateField(required=False, allow_null=True, default=None)


class StopSerializer(catalogue.StopSerializer):
    """A stop with its sessions, to read and to write; `town` is the INSEE code of its commune."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    title = TranslatedField(required=False)
    summary = TranslatedField(required=False)
    access = TranslatedField(required=False)
    town = CommuneField(write_only=True, required=False, allow_null=True)
    date_options = DaysSerializer(many=True, write_only=True, required=False)
    themes = serializers.SlugRelatedField[Any](
        slug_field="slug", many=True, required=False, queryset=Theme.objects.all()
    )

    class Meta(catalogue.StopSerializer.Meta):
        fields = [*catalogue.StopSerializer.Meta.fields, "town", "date_options", "safety_limit", "source_url"]
        read_only_fields = ["number", "state", "version"]
        validators: list[Any] = []
        extra_kwargs = {
            "slug": {"required": False},
            "place": {"required": False},
            "time_zone": {"required": False},
            "safety_limit": {"write_only": True},
            "source_url": {"write_only": True},
        }

    def validate_date_options(self, options: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
        """Pairs of first and last day, as the operations take them."""
        return [(option["starts_on"], option.get("ends_on") or option["starts_on"]) for option in options]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new stop has a place; a stop stays in its tour."""
        if self.instance is None and not attrs.get("town") and not attrs.get("place"):
            raise serializers.ValidationError({"town": [_("Give a commune, or the name of a place.")]}, code="required")
        if self.instance is not None and attrs.pop("tour", self.instance.tour) != self.instance.tour:
            raise serializers.ValidationError({"tour": [_("A stop stays in its tour.")]}, code="another_tour")
        if ("latitude" in attrs) != ("longitude" in attrs):
            raise serializers.ValidationError(
                {"latitude": [_("Give both latitude and longitude.")]}, code="half_a_point"
            )
        for name, limit in (("latitude", 90), ("longitude", 180)):
            if attrs.get(name) is not None and abs(attrs[name]) > limit:
                said = _("This is between −%(limit)d and %(limit)d degrees.") % {"limit": limit}
                raise serializers.ValidationError({name: [said]}, code="not_on_earth")
        return attrs


BODIES: dict[str, type[serializers.Serializer[Any]]] = {
    "confirm": ChosenDaySerializer, "postpone": ReasonSerializer, "cancel": ReasonSerializer,
    "reschedule": DaysSerializer, "move": MoveSerializer, "record": NumberSerializer,
}  # fmt: skip


def _confirm(stop: Stop, body: Mapping[str, Any], actor: Any) -> object:
    option = None
    if day := body["starts_on"]:
        option = stop.date_options.filter(starts_on=day).first()
        if option is None and day != stop.starts_on:
            raise serializers.ValidationError(
                {"starts_on": [_("This is none of the possible dates.")]}, code="no_option"
            )
    return operations.confirm_stop(stop, actor=actor, option=option)


def _step(name: str) -> Any:
    take = _confirm if name == "confirm" else STEPS[name].take
    return step(name, take, asks=BODIES.get(name, NothingMore), answers=StopSerializer)


def _preview(name: str) -> Any:
    known = STEPS[name]
    assert known.kind is not None  # noqa: S101 (those that tell somebody are the ones that have one)
    return preview(name, known.kind, known.take, asks=BODIES.get(name, NothingMore))


class StopViewSet(Creates, Changes, Removes, catalogue.StopViewSet):
    """Stops, by their id."""

    serializer_class = StopSerializer
    access = {
        **catalogue.StopViewSet.access,
        "create": edits_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
        "conflicts": sees_stop,
        "duplicate": edits_tour,
        "lead": edits_tour,
        **{name: known.who for name, known in STEPS.items()},
        **{f"{name}_preview": known.who for name, known in STEPS.items() if known.kind},
    }

    def access_about(self) -> object:
        """The tour in which a stop is created. Whoever edits tours is told when there is none of that name."""
        return tour_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Stop:
        columns = {name: value for name, value in values.items() if name != "tour"}
        return operations.add_stop(values["tour"], columns, actor=self.actor)

    def change_with(self, instance: Stop, values: Mapping[str, Any], expected_version: int | None) -> Stop:
        return operations.edit_stop(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Stop, expected_version: int | None) -> None:
        operations.remove_stop(instance, expected_version=expected_version, actor=self.actor)

    duplicate = duplicate_action(StopSerializer)
    contact = _step("contact")
    confirm = _step("confirm")
    unconfirm = _step("unconfirm")
    publish = _step("publish")
    move, move_preview = _step("move"), _preview("move")
    postpone, postpone_preview = _step("postpone"), _preview("postpone")
    reschedule, reschedule_preview = _step("reschedule"), _preview("reschedule")
    cancel, cancel_preview = _step("cancel"), _preview("cancel")
    reinstate, reinstate_preview = _step("reinstate"), _preview("reinstate")
    record = _step("record")
    conflicts = conflicts_action(look_at_stop)
    lead = step("lead", take_lead, asks=LeadSerializer, answers=StopSerializer)

"""Checklists over the API: the lines of a tour's, and the tasks of its stops, read and written by its team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import ChecklistItem, Stop, Task, Tour
from events.planning.api.parents import stop_named, tour_named
from events.planning.api.steps import require_current, step
from events.planning.checklist import operations
from events.planning.checklist.queries import co_hosts_of, team_of
from events.planning.checklist.rules import ticks_task
from events.team.queries import co_hosted_stops, tours_for
from events.team.rules import edits_tour, reads_tour, sees_stop
from tournee.api.fields import TranslatedField
from tournee.api.views import EditViewSet, Removes
from tournee.web.access import signed_in


class ChecklistItemSerializer(serializers.ModelSerializer[ChecklistItem]):
    """A line of a tour's checklist; `days` counts from a stop's first day (-21: three weeks before)."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    title = TranslatedField()

    class Meta:
        model = ChecklistItem
        fields = ["id", "tour", "title", "days", "side", "version"]
        read_only_fields = ["version"]
        validators: list[Any] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new line has a French name; a line stays in its tour's checklist."""
        _require_title(self, attrs)
        if self.instance is not None and attrs.pop("tour", self.instance.tour) != self.instance.tour:
            raise serializers.ValidationError({"tour": [_("It stays in its tour’s checklist.")]}, code="another_tour")
        return attrs


class TaskSerializer(serializers.ModelSerializer[Task]):
    """Something to do for a stop, due `days` from its first day or `due_on`; `due` is the day that follows.

    `assignee` is the e-mail address of an editor of the tour, or of somebody who represents a co-host of the stop.
    """

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.all())
    title = TranslatedField()
    due = serializers.DateField(read_only=True, allow_null=True)
    item = serializers.PrimaryKeyRelatedField[Any](read_only=True, allow_null=True)
    assignee = serializers.EmailField(write_only=True, required=False, allow_null=True)
    assigned_to = serializers.CharField(source="assignee", read_only=True, allow_null=True)
    done_by = serializers.CharField(read_only=True, allow_null=True)

    class Meta:
        model = Task
        fields = [
            "id", "stop", "item", "title", "days", "due_on", "due", "side", "assignee", "assigned_to", "note",
            "done_at", "done_by", "version",
        ]  # fmt: skip
        read_only_fields = ["done_at", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new task has a French name; a task stays at its stop; whoever does it is known there."""
        _require_title(self, attrs)
        if self.instance is not None and attrs.pop("stop", self.instance.stop) != self.instance.stop:
            raise serializers.ValidationError({"stop": [_("A task stays at its stop.")]}, code="another_stop")
        if address := attrs.get("assignee"):
            stop = self.instance.stop if self.instance is not None else attrs["stop"]
            people = {user.email.casefold(): user for user in (*co_hosts_of(stop), *team_of(stop.tour))}
            attrs["assignee"] = people.get(address.casefold())
            if attrs["assignee"] is None:
                said = _("Nobody with this address is in the team or represents a co-host of the stop.")
                raise serializers.ValidationError({"assignee": [said]}, code="nobody")
        return attrs


def _require_title(serializer: serializers.ModelSerializer[Any], attrs: Mapping[str, Any]) -> None:
    if serializer.instance is None and not attrs.get("title_fr"):
        raise serializers.ValidationError({"title": [_("Give the French title.")]}, code="required")


class ChecklistItemFilter(django_filters.FilterSet):
    """Which lines: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))


class TaskFilter(django_filters.FilterSet):
    """Which tasks: of a tour, of a stop; done or not."""

    tour = django_filters.CharFilter("stop__tour__slug", help_text=_("the tour’s address (slug)"))
    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))
    done = django_filters.BooleanFilter("done_at", "isnull", exclude=True, help_text=_("whether they are done"))


class ChecklistItemViewSet(Removes, EditViewSet):
    """Lines of checklists, by their id."""

    title = _("Checklists")
    says = _("What every stop of a tour has to do; read by its team, written by its editors.")
    serializer_class = ChecklistItemSerializer
    filterset_class = ChecklistItemFilter
    lookup_value_converter = "int"
    access = {
        "list": signed_in,
        "retrieve": reads_tour,
        "create": edits_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
    }

    def get_queryset(self) -> QuerySet[ChecklistItem]:
        """Those of the caller's tours, in order."""
        items = ChecklistItem.objects.filter(tour__in=tours_for(self.request.user).values("pk"))
        return items.select_related("tour").order_by("tour", "days", "position", "pk")

    def access_about(self) -> object:
        """The tour whose checklist gets a line; its editors are told when there is none of that name."""
        return tour_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> ChecklistItem:
        columns = {name: value for name, value in values.items() if name != "tour"}
        return operations.add_item(values["tour"], columns, actor=self.actor)

    def change_with(
        self, instance: ChecklistItem, values: Mapping[str, Any], expected_version: int | None
    ) -> ChecklistItem:
        return operations.edit_item(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: ChecklistItem, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.remove_item(instance, actor=self.actor)


class TaskViewSet(Removes, EditViewSet):
    """Tasks, by their id."""

    title = _("Tasks")
    says = _("What there is to do for a stop; a co-host reads those of its stops, and ticks its own.")
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    lookup_value_converter = "int"
    access = {
        "list": signed_in,
        "retrieve": sees_stop,
        "create": edits_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
        "done": ticks_task,
        "undone": ticks_task,
    }

    def get_queryset(self) -> QuerySet[Task]:
        """Those of the caller's tours and of the stops they co-host."""
        user = self.request.user
        theirs = Q(stop__tour__in=tours_for(user).values("pk")) | Q(stop__in=co_hosted_stops(user).values("pk"))
        tasks = Task.objects.filter(theirs).select_related("stop__tour", "assignee", "done_by")
        return tasks.order_by("stop", "days", "pk")

    def access_about(self) -> object:
        """The stop that gets a task; its tour's editors are told when there is none of that id."""
        return stop_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Task:
        columns = {name: value for name, value in values.items() if name != "stop"}
        return operations.add_task(values["stop"], columns, actor=self.actor)

    def change_with(self, instance: Task, values: Mapping[str, Any], expected_version: int | None) -> Task:
        return operations.edit_task(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Task, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.remove_task(instance, actor=self.actor)

    done = step(
        "done",
        lambda task, _body, actor: operations.mark_task(task, done=True, actor=actor),
        answers=TaskSerializer,
    )
    undone = step(
        "undone",
        lambda task, _body, actor: operations.mark_task(task, done=False, actor=actor),
        answers=TaskSerializer,
    )

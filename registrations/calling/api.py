"""Call lists over the API: for the editors of a tour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.team.queries import roles_of
from events.team.rules import edits_any_tour, edits_tour
from registrations.booking.forms.fields import OneLine
from registrations.calling.operations import note_call
from registrations.calling.queries import listed
from registrations.models import Call
from tournee.api.views import Changes, ReadViewSet


class NoteField(serializers.CharField):
    """A text of one line."""

    def to_internal_value(self, data: Any) -> str:
        return OneLine(required=False).to_python(super().to_internal_value(data)) or ""


class CallSerializer(serializers.ModelSerializer[Call]):
    """A telephone call: whom, why, and what came of it. Whom to call is read from the registration."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    registration = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True)
    contact = serializers.CharField(source="registration.contact.name", read_only=True)
    phone = serializers.CharField(source="registration.contact.phone", read_only=True)
    note = NoteField(max_length=200, required=False, allow_blank=True)

    class Meta:
        model = Call
        fields = [
            "id", "stop", "registration", "contact", "phone", "reason", "due_since", "outcome", "tries", "note",
            "called_at", "version",
        ]  # fmt: skip
        read_only_fields = ["reason", "due_since", "tries", "called_at", "version"]


class CallFilter(django_filters.FilterSet):
    """Which calls: of a tour, of a stop; with which outcome."""

    tour = django_filters.CharFilter("stop__tour__slug", help_text=_("the tour’s address (slug)"))
    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))
    outcome = django_filters.ChoiceFilter(choices=Call.Outcome.choices, help_text=_("what came of it"))


class CallViewSet(Changes, ReadViewSet):
    """Telephone calls, by their id."""

    title = _("Telephone calls")
    says = _("Whom to call because a stop changed within 48 hours; read and noted by the tour’s editors.")
    serializer_class = CallSerializer
    filterset_class = CallFilter
    lookup_value_converter = "int"
    access = {"list": edits_any_tour, "retrieve": edits_tour, "partial_update": edits_tour}

    def get_queryset(self) -> QuerySet[Call]:
        """Those of the tours that the caller edits, the oldest first."""
        calls = listed().select_related("stop__tour", "registration__contact").order_by("due_since", "pk")
        roles = roles_of(self.request.user)
        if roles.administrator:
            return calls
        return calls.filter(stop__tour__in=roles.edited)

    def change_with(self, instance: Call, values: Mapping[str, Any], expected_version: int | None) -> Call:
        outcome = Call.Outcome(values.get("outcome", instance.outcome))
        note = values.get("note", instance.note)
        return note_call(instance, outcome, note, expected_version=expected_version, actor=self.actor)

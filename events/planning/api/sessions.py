"""Sessions over the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.catalogue import api as catalogue
from events.models import Session, Stop, Theme, Tour
from events.planning import operations
from events.planning.api.parents import stop_named
from events.planning.api.steps import require_current, step
from events.planning.telling.api import preview
from events.planning.telling.told import Kind
from events.team.queries import co_hosted_stops, roles_of, tours_for
from events.team.rules import edits_tour, reads_tour
from tournee.api.fields import LinkField, TranslatedField
from tournee.api.views import EditViewSet, Removes
from tournee.web.access import anyone


class SessionSerializer(catalogue.SessionSerializer):
    """One item of a stop's programme, to read and to write; `stop` is its stop's id, times carry their offset."""

    stop = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Stop.objects.all())
    title = TranslatedField()
    online_url = LinkField(help_text=_("shown to the team and to co-hosts; null to others"))
    summary = TranslatedField(required=False)
    themes = serializers.SlugRelatedField[Any](
        slug_field="slug", many=True, required=False, queryset=Theme.objects.all()
    )

    class Meta(catalogue.SessionSerializer.Meta):
        fields = ["stop", *catalogue.SessionSerializer.Meta.fields, "online_url"]
        read_only_fields = ["state", "version"]

    def to_representation(self, instance: Session) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        if not (reads_tour.test(self.context["request"].user, instance) or instance.stop_id in self._co_hosted):
            shown["online_url"] = None  # for those who register, and for nobody else
        return shown

    @cached_property
    def _co_hosted(self) -> frozenset[int]:
        """The stops the caller co-hosts, read once a list: with `reads_tour`, what `sees_stop` asks one by one."""
        user = self.context["request"].user
        return frozenset(co_hosted_stops(user).values_list("pk", flat=True) if roles_of(user).organisations else ())

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new session has a French title; a session stays at its stop."""
        if self.instance is None and not attrs.get("title_fr"):
            raise serializers.ValidationError({"title": [_("Give the French title.")]}, code="required")
        if self.instance is not None and attrs.pop("stop", self.instance.stop) != self.instance.stop:
            raise serializers.ValidationError({"stop": [_("A session stays at its stop.")]}, code="another_stop")
        return attrs


class SessionFilter(django_filters.FilterSet):
    """Which sessions: of a stop, of a kind."""

    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))
    kind = django_filters.ChoiceFilter(choices=Session.Kind.choices, help_text=_("kind of session"))


def _cancel(session: Session, _body: Mapping[str, Any], actor: Any) -> object:
    return operations.cancel_session(session, actor=actor)


def _reinstate(session: Session, _body: Mapping[str, Any], actor: Any) -> object:
    return operations.reinstate_session(session, actor=actor)


class SessionViewSet(Removes, EditViewSet):
    """Sessions, by their id."""

    title = _("Sessions")
    says = _("Sessions of public stops; to a member of a tour’s team, all of its sessions.")
    serializer_class = SessionSerializer
    filterset_class = SessionFilter
    lookup_field = "public_id"
    lookup_value_converter = "uuid"
    access = {
        "list": anyone,
        "retrieve": anyone,
        "create": edits_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
        "cancel": edits_tour,
        "reinstate": edits_tour,
        "cancel_preview": edits_tour,
        "reinstate_preview": edits_tour,
    }

    def get_queryset(self) -> QuerySet[Session]:
        """Sessions of public stops and of the caller's teams, in order of time."""
        public = Q(stop__published_at__isnull=False) & ~Q(stop__tour__state=Tour.State.DRAFT)
        readable = public | Q(stop__tour__in=tours_for(self.request.user).values("pk"))
        sessions = Session.objects.filter(readable).select_related("stop__tour").prefetch_related("themes")
        return sessions.order_by("starts_at", "pk")

    def access_about(self) -> object:
        """The stop to whose programme a session is added. Whoever edits tours is told when there is none of that id."""
        return stop_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> Session:
        columns = {name: value for name, value in values.items() if name != "stop"}
        return operations.add_session(values["stop"], columns, actor=self.actor)

    def change_with(self, instance: Session, values: Mapping[str, Any], expected_version: int | None) -> Session:
        return operations.edit_session(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Session, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.remove_session(instance, actor=self.actor)

    cancel = step("cancel", _cancel, answers=SessionSerializer)
    cancel_preview = preview("cancel", Kind.SESSION_CANCELLED, _cancel)
    reinstate = step("reinstate", _reinstate, answers=SessionSerializer)
    reinstate_preview = preview("reinstate", Kind.SESSION_REINSTATED, _reinstate)

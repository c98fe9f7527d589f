"""Partnerships over the API: what organisations are to a tour, a stop or a session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Organisation, Partnership, Session, Stop, Tour
from events.planning.api.steps import require_current
from events.planning.operations import add_partner, edit_partner, remove_partner
from events.planning.partnerships.api.scope import nobodys, of_their_tours
from events.team.rules import edits_tour, reads_tour
from tournee.api.fields import LinkField
from tournee.api.views import EditViewSet, Removes
from tournee.web.access import signed_in

_OF = ("tour", "stop", "session")


class PartnershipSerializer(serializers.ModelSerializer[Partnership]):
    """What an organisation is to one tour, one stop or one session: exactly one of the three is given."""

    organisation = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Organisation.objects.all())
    tour = serializers.SlugRelatedField[Any](
        slug_field="slug", queryset=Tour.objects.all(), required=False, allow_null=True
    )
    stop = serializers.SlugRelatedField[Any](
        slug_field="public_id", queryset=Stop.objects.all(), required=False, allow_null=True
    )
    session = serializers.SlugRelatedField[Any](
        slug_field="public_id", queryset=Session.objects.all(), required=False, allow_null=True
    )
    source_url = LinkField()

    class Meta:
        model = Partnership
        fields = [
            "id", "organisation", "role", "tour", "stop", "session", "starts_on", "ends_on", "position", "next_action",
            "next_action_on", "source_url", "version",
        ]  # fmt: skip
        read_only_fields = ["position", "version"]
        validators: list[Any] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A partnership is of one thing, and stays with it and with its organisation."""
        if self.instance is None and sum(attrs.get(name) is not None for name in _OF) != 1:
            raise serializers.ValidationError({"tour": [_("Give a tour, a stop or a session: one.")]}, code="one_of")
        for name in ("organisation", *_OF):
            if self.instance is not None and attrs.pop(name, standing := getattr(self.instance, name)) != standing:
                said = _("A partnership stays with its organisation and its place: remove it and add another.")
                raise serializers.ValidationError({name: [said]}, code="stays")
        return attrs


class PartnershipFilter(django_filters.FilterSet):
    """Which partnerships: of a tour itself, of a stop, in a role, of an organisation."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))
    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))
    role = django_filters.ChoiceFilter(choices=Partnership.Role.choices, help_text=_("the role"))
    organisation = django_filters.CharFilter("organisation__slug", help_text=_("the organisation’s address (slug)"))


class PartnershipViewSet(Removes, EditViewSet):
    """Partnerships, by their number."""

    title = _("Partnerships")
    says = _("What organisations are to the caller’s tours and their stops; read by the team, written by editors.")
    serializer_class = PartnershipSerializer
    filterset_class = PartnershipFilter
    lookup_value_converter = "int"
    access = {
        "list": signed_in, "retrieve": reads_tour, "create": edits_tour, "partial_update": edits_tour,
        "destroy": edits_tour,
    }  # fmt: skip

    def get_queryset(self) -> QuerySet[Partnership]:
        """Those of the caller's tours, in order."""
        related = ("organisation", "tour", "stop__tour", "session__stop__tour")
        return Partnership.objects.filter(of_their_tours(self.request.user)).select_related(*related).order_by("pk")

    def access_about(self) -> object:
        """What gets a partner; whoever edits tours is told when there is no such thing."""
        if self.action != "create":
            return None
        sent = self.request.data if isinstance(self.request.data, Mapping) else {}
        serializer: Any = self.get_serializer()
        fields = {name: serializer.fields[name] for name in _OF if sent.get(name)}
        for name, field in fields.items():
            try:
                return field.run_validation(sent[name])
            except serializers.ValidationError:
                return nobodys(self.request.user, name)
        return nobodys(self.request.user, "tour")

    def create_with(self, values: Mapping[str, Any]) -> Partnership:
        subject = next(values[name] for name in _OF if name in values)
        return add_partner(subject, values["organisation"], values, actor=self.actor)

    def change_with(
        self, instance: Partnership, values: Mapping[str, Any], expected_version: int | None
    ) -> Partnership:
        return edit_partner(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Partnership, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        remove_partner(instance, actor=self.actor)

"""A tour's own words of notices over the API, for its editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Tour
from events.planning.api.parents import tour_named
from events.planning.api.steps import require_current
from events.team.queries import roles_of
from events.team.rules import edits_any_tour, edits_tour
from registrations.models import NoticeText
from registrations.writing import operations
from tournee.api.views import EditViewSet, Removes


class NoticeTextSerializer(serializers.ModelSerializer[NoticeText]):
    """A tour's own subject and first lines of one notice in one language; an empty one stays ours."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())

    class Meta:
        model = NoticeText
        fields = ["id", "tour", "moment", "language", "subject", "text", "version"]
        read_only_fields = ["version"]
        validators: list[Any] = []

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What it is of stays."""
        for name in ("tour", "moment", "language"):
            if self.instance is not None and attrs.pop(name, getattr(self.instance, name)) != getattr(
                self.instance, name
            ):
                raise serializers.ValidationError({name: [_("This cannot be changed: write another one.")]})
        return attrs


class NoticeTextFilter(django_filters.FilterSet):
    """Which words: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s slug"))


class NoticeTextViewSet(Removes, EditViewSet):
    """A tour's own words of notices, by their id; without any, ours are sent."""

    title = _("Words of notices")
    says = _("Subject and first lines of what registrations send, for the editors of their tours.")
    serializer_class = NoticeTextSerializer
    filterset_class = NoticeTextFilter
    lookup_value_converter = "int"
    access = {
        "list": edits_any_tour,
        **dict.fromkeys(("retrieve", "create", "partial_update", "destroy"), edits_tour),
    }

    def get_queryset(self) -> QuerySet[NoticeText]:
        """Those of the tours whose editor the caller is."""
        roles = roles_of(self.request.user)
        found = NoticeText.objects.select_related("tour").order_by("tour", "moment", "language")
        if roles.administrator:
            return found
        return found.filter(tour__in=roles.edited)

    def access_about(self) -> object:
        """The tour whose words they are."""
        return tour_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> NoticeText:
        return self._save(values["tour"], values["moment"], values["language"], values, None)

    def change_with(self, instance: NoticeText, values: Mapping[str, Any], expected_version: int | None) -> NoticeText:
        kept = {"subject": instance.subject, "text": instance.text, **values}
        version = instance.version if expected_version is None else expected_version
        return self._save(instance.tour, instance.moment, instance.language, kept, version)

    def _save(
        self, tour: Tour, moment: str, language: str, values: Mapping[str, Any], version: int | None
    ) -> NoticeText:
        words = {name: str(values.get(name) or "") for name in ("subject", "text")}
        return operations.save_notice_text(tour, moment, language, words, expected_version=version, actor=self.actor)

    def remove_with(self, instance: NoticeText, expected_version: int | None) -> None:
        require_current(instance, expected_version)
        operations.reset_notice_text(instance, actor=self.actor)

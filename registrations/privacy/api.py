"""Privacy notices over the API: who answers for a tour's data, and until when they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Tour
from events.planning.api.parents import tour_named
from events.team.queries import tours_for
from events.team.rules import manages_tour, reads_tour
from registrations.models import PrivacyNotice
from registrations.privacy.operations import save_notice
from tournee.api.fields import TranslatedField
from tournee.api.views import EditViewSet
from tournee.web.access import signed_in


class PrivacyNoticeSerializer(serializers.ModelSerializer[PrivacyNotice]):
    """What people who register for a tour's stops read about their data (GDPR, article 13)."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    recipients = TranslatedField(required=False)
    notice = TranslatedField(required=False)

    class Meta:
        model = PrivacyNotice
        fields = ["tour", "controller", "contact_email", "recipients", "notice", "keeps_until", "version"]
        read_only_fields = ["version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A notice stays its tour's."""
        if self.instance is not None and attrs.pop("tour", self.instance.tour) != self.instance.tour:
            raise serializers.ValidationError({"tour": [_("It stays in its tour.")]}, code="another_tour")
        return attrs


class PrivacyNoticeFilter(django_filters.FilterSet):
    """Which notices: of a tour."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))


class PrivacyNoticeViewSet(EditViewSet):
    """Notices on personal data, by their tour's address."""

    title = _("Privacy notices")
    says = _("Who answers for the personal data of a tour; read by its team, written by its managers.")
    serializer_class = PrivacyNoticeSerializer
    filterset_class = PrivacyNoticeFilter
    lookup_field = "tour__slug"
    lookup_url_kwarg = "tour"
    access = {
        "list": signed_in,
        "retrieve": reads_tour,
        "create": manages_tour,
        "partial_update": manages_tour,
    }

    def get_queryset(self) -> QuerySet[PrivacyNotice]:
        """Those of the caller's tours."""
        notices = PrivacyNotice.objects.filter(tour__in=tours_for(self.request.user).values("pk"))
        return notices.select_related("tour").order_by("tour__slug")

    def access_about(self) -> object:
        """The tour that one is written for; its managers are told when there is none of that name."""
        return tour_named(self.request) if self.action == "create" else None

    def create_with(self, values: Mapping[str, Any]) -> PrivacyNotice:
        columns = {name: value for name, value in values.items() if name != "tour"}
        return save_notice(values["tour"], columns, expected_version=None, actor=self.actor)

    def change_with(
        self, instance: PrivacyNotice, values: Mapping[str, Any], expected_version: int | None
    ) -> PrivacyNotice:
        return save_notice(
            instance.tour, values, expected_version=expected_version or instance.version, actor=self.actor
        )

"""Campaigns over the API: for the tour's team, written by its editors; counts, and nobody's answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Organisation, Session, Stop, Tour
from events.planning.api.steps import step
from events.team.rules import belongs_to_a_team, edits_any_tour, edits_tour, reads_tour
from registrations.models import ContactList
from surveys.campaigns import operations
from surveys.campaigns.queries import campaigns_for
from surveys.models import Campaign, Questionnaire
from tournee.api.fields import TranslatedField
from tournee.api.views import EditViewSet, Removes


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    """A campaign; `asked` and `answered` are counts of people."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Tour.objects.all())
    title = TranslatedField()
    stop = serializers.SlugRelatedField[Any](
        slug_field="public_id", required=False, allow_null=True, queryset=Stop.objects.all()
    )
    session = serializers.SlugRelatedField[Any](
        slug_field="public_id", required=False, allow_null=True, queryset=Session.objects.select_related("stop")
    )
    organisation = serializers.SlugRelatedField[Any](
        slug_field="slug", required=False, allow_null=True, queryset=Organisation.objects.all()
    )
    questionnaire = serializers.SlugRelatedField[Any](slug_field="slug", queryset=Questionnaire.objects.all())
    contact_lists = serializers.SlugRelatedField[Any](
        slug_field="public_id", many=True, required=False, queryset=ContactList.objects.all()
    )
    asked = serializers.IntegerField(read_only=True, help_text=_("how many people were asked"))
    answered = serializers.IntegerField(read_only=True, help_text=_("how many of them answered all of it"))

    class Meta:
        model = Campaign
        fields = [
            "slug", "tour", "title", "stop", "session", "organisation", "questionnaire", "unit", "basis", "frame",
            "frame_size", "contact_lists", "opens_at", "reminds_at", "closes_at", "state", "asked", "answered",
            "version",
        ]  # fmt: skip
        read_only_fields = ["slug", "state", "version"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new campaign has a French title; a campaign stays in its tour."""
        if self.instance is None:
            if not attrs.get("title_fr"):
                raise serializers.ValidationError({"title": [_("Give the French title.")]}, code="required")
        elif attrs.pop("tour", self.instance.tour) != self.instance.tour:
            raise serializers.ValidationError({"tour": [_("A campaign stays in its tour.")]}, code="another_tour")
        return attrs


class CampaignFilter(django_filters.FilterSet):
    """Which campaigns: of a tour, of a stop."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s slug"))
    stop = django_filters.UUIDFilter("stop__public_id", help_text=_("the stop’s id"))

    class Meta:
        model = Campaign
        fields = ["tour", "stop"]


class CampaignViewSet(Removes, EditViewSet):
    """Campaigns, by the slug of their address."""

    title = _("Campaigns")
    says = _("Questionnaires sent to an audience: when, to whom, and how many answered. Answers are not given here.")
    serializer_class = CampaignSerializer
    filterset_class = CampaignFilter
    lookup_field = "slug"
    access = {
        "list": belongs_to_a_team,
        "create": edits_tour,
        "retrieve": reads_tour,
        "partial_update": edits_tour,
        "destroy": edits_tour,
        "approve": edits_tour,
        "stop": edits_tour,
    }

    def get_queryset(self) -> QuerySet[Campaign]:
        return campaigns_for(self.request.user).prefetch_related("contact_lists")

    def access_about(self) -> object:
        """The tour in which a campaign is created. Whoever edits tours is told when there is none of that slug."""
        if self.action != "create":
            return None
        wanted = self.request.data.get("tour") if isinstance(self.request.data, Mapping) else None
        tour = Tour.objects.filter(slug=wanted).first() if isinstance(wanted, str) and "\x00" not in wanted else None
        if tour is None and edits_any_tour.test(self.request.user):
            raise serializers.ValidationError({"tour": [_("Give the slug of a tour of yours.")]}, code="no_such_tour")
        return tour or Tour(pk=0)  # which is nobody's

    def create_with(self, values: Mapping[str, Any]) -> Campaign:
        columns = {name: value for name, value in values.items() if name != "tour"}
        return operations.create_campaign(values["tour"], columns, actor=self.actor)

    def change_with(self, instance: Campaign, values: Mapping[str, Any], expected_version: int | None) -> Campaign:
        return operations.edit_campaign(instance, values, expected_version=expected_version, actor=self.actor)

    def remove_with(self, instance: Campaign, expected_version: int | None) -> None:
        operations.remove_campaign(instance, expected_version=expected_version, actor=self.actor)

    approve = step(
        "approve",
        lambda campaign, _body, actor: operations.approve_campaign(campaign, actor=actor),
        answers=CampaignSerializer,
    )
    stop = step(
        "stop",
        lambda campaign, _body, actor: operations.stop_campaign(campaign, actor=actor),
        answers=CampaignSerializer,
    )

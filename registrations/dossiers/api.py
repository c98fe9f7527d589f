"""Firms over the API: what is known of each, for the editors of a tour."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from events.team.queries import roles_of
from registrations.dossiers import operations
from registrations.dossiers.comparing import FACTS, OTHER, THIS, WORDS, newest_of
from registrations.dossiers.rules import keeps_dossier
from registrations.models import Company, CompanyFact, CompanyIdentifier
from tournee.api.bodies import validated
from tournee.api.views import ReadViewSet
from tournee.web.access import signed_in, signed_in_user

_TAKEN = (*WORDS, *FACTS)


class FirmNumberSerializer(serializers.ModelSerializer[CompanyIdentifier]):
    """A number a firm is known by."""

    class Meta:
        model = CompanyIdentifier
        fields = ["scheme", "value", "country"]


class FirmFactSerializer(serializers.ModelSerializer[CompanyFact]):
    """What was known of a firm on a day, and from where."""

    class Meta:
        model = CompanyFact
        fields = [
            "kind", "headcount_from", "headcount_to", "nomenclature", "nomenclature_version", "code", "on", "source",
        ]  # fmt: skip


class FirmSerializer(serializers.ModelSerializer[Company]):
    """A firm with its numbers and dated facts; `merged_into` is the firm it turned out to be."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    merged_into = serializers.SlugRelatedField[Any](slug_field="public_id", read_only=True, allow_null=True)
    identifiers = FirmNumberSerializer(many=True, read_only=True)
    facts = FirmFactSerializer(many=True, read_only=True)

    class Meta:
        model = Company
        fields = ["id", "name", "town_name", "country", "merged_into", "identifiers", "facts", "version"]
        read_only_fields = fields


class OtherSerializer(serializers.Serializer[Any]):
    """The other firm of a pair."""

    other = serializers.SlugRelatedField[Any](slug_field="public_id", queryset=Company.objects.all())


class JoinSerializer(OtherSerializer):
    """The other firm of a pair, and what of its words is kept; of all else, those of this one.

    Without `take`, whatever is known most lately is kept.
    """

    take = serializers.ListField(child=serializers.ChoiceField(choices=_TAKEN), required=False, max_length=len(_TAKEN))


class CompanyFilter(django_filters.FilterSet):
    """Which firms: of a tour."""

    tour = django_filters.CharFilter(
        "registrations__stop__tour__slug", distinct=True, help_text=_("the tour’s address (slug)")
    )


class CompanyViewSet(ReadViewSet):
    """Firms, by their id."""

    title = _("Companies")
    says = _(
        "The firms that registered at the tours one edits, with what is known of them; two that are one are joined."
    )
    serializer_class = FirmSerializer
    filterset_class = CompanyFilter
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_converter: ClassVar[str] = "uuid"
    access = {
        "list": signed_in,
        "retrieve": keeps_dossier,
        "join": keeps_dossier,
        "tell_apart": keeps_dossier,
    }

    def get_queryset(self) -> QuerySet[Company]:
        """Those of the tours the caller edits; all for the administrator."""
        firms = Company.objects.select_related("merged_into").prefetch_related("identifiers", "facts")
        roles = roles_of(self.request.user)
        if not roles.administrator:
            edited = roles.edited
            firms = firms.filter(registrations__stop__tour__in=edited).distinct()
        return firms.order_by("pk")

    @extend_schema(request=JoinSerializer, responses=FirmSerializer)
    @action(detail=True, methods=["post"], versioned=False)
    def join(self, request: Request, **_kwargs: Any) -> Response:
        """Make the firm `other` a part of this one; nothing is lost. `take` says what of its words is kept."""
        kept = self.get_object()
        body = validated(JoinSerializer(data=request.data))
        other, take = self._kept_too(body["other"]), body.get("take")
        keeping = newest_of(kept, other)  # what is in question: the rest needs no choice
        if take is not None:
            keeping = {one: OTHER if one in take else THIS for one in keeping}
        operations.merge(kept, other, actor=signed_in_user(request), keeping=keeping)
        return Response(self.get_serializer(self.get_queryset().get(pk=kept.pk)).data)

    @extend_schema(request=OtherSerializer, responses=FirmSerializer)
    @action(detail=True, methods=["post"], url_path="tell-apart", versioned=False)
    def tell_apart(self, request: Request, **_kwargs: Any) -> Response:
        """Say that this firm and `other` are two."""
        firm = self.get_object()
        other = self._kept_too(validated(OtherSerializer(data=request.data))["other"])
        operations.tell_apart(firm, other, actor=signed_in_user(request))
        return Response(self.get_serializer(firm).data)

    def _kept_too(self, other: Company) -> Company:
        """Raise PermissionDenied for a firm whose dossier the caller does not keep."""
        if not keeps_dossier.test(self.request.user, other):
            raise PermissionDenied
        return other

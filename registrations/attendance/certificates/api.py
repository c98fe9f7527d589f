"""Certificates over the API: read by whoever hands them out, issued and revoked by the tour's editors."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from events.models import Tour
from events.team.queries import co_hosted_stops, roles_of
from events.team.rules import edits_any_tour
from registrations.attendance.certificates import links, operations
from registrations.attendance.certificates.rules import issues_certificates, sees_certificates
from registrations.desk.rows import party_of
from registrations.models import Attendee, Certificate
from tournee.api.bodies import validated
from tournee.api.views import ReadViewSet
from tournee.web.access import signed_in


class CertificateSerializer(serializers.ModelSerializer[Certificate]):
    """A certificate as it was issued. To issue one, give `attendee`; to revoke it, a `reason`."""

    tour = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    stop = serializers.UUIDField(source="attendee.stop.public_id", read_only=True)
    attendee = serializers.UUIDField(source="attendee.public_id", help_text=_("the attendee’s id"))
    name = serializers.CharField(source="attendee.person.name", read_only=True)
    firm = serializers.SerializerMethodField(help_text=_("the firm or organisation they come from"))
    verify = serializers.SerializerMethodField(help_text=_("where anybody checks it"))

    class Meta:
        model = Certificate
        fields = [
            "id", "tour", "stop", "attendee", "name", "firm", "number", "minutes", "sessions", "language", "code",
            "verify", "issued_at", "sent_at", "revoked_at",
        ]  # fmt: skip
        read_only_fields = ["number", "minutes", "sessions", "language", "code", "issued_at", "sent_at", "revoked_at"]

    def get_firm(self, certificate: Certificate) -> str:
        """Its name, or nothing."""
        return party_of(certificate.attendee.person)

    def get_verify(self, certificate: Certificate) -> str:
        """The address of the page."""
        return links.verify_link(certificate)


class RevokeSerializer(serializers.Serializer[Certificate]):
    """Why a certificate is revoked, for the team alone; whether its holder is written to, and what they read of it."""

    reason = serializers.CharField(max_length=200)
    tell = serializers.BooleanField(default=False, help_text=_("write to its holder, in the certificate’s language"))
    note = serializers.CharField(
        max_length=500, default="", allow_blank=True, help_text=_("what they read of the reason")
    )


class CertificateFilter(django_filters.FilterSet):
    """Which certificates: of a tour, of a stop; those that stand."""

    tour = django_filters.CharFilter("tour__slug", help_text=_("the tour’s address (slug)"))
    stop = django_filters.UUIDFilter("attendee__stop__public_id", help_text=_("the stop’s id"))
    revoked = django_filters.BooleanFilter(
        "revoked_at", lookup_expr="isnull", exclude=True, help_text=_("whether it is revoked")
    )


class CertificateViewSet(ReadViewSet):
    """Certificates of attendance, by their id."""

    title = _("Certificates")
    says = _("Proof that somebody came, for the editors of a tour and the co-hosts of a stop.")
    serializer_class = CertificateSerializer
    filterset_class = CertificateFilter
    lookup_value_converter = "int"
    access = {
        "list": signed_in,
        "retrieve": sees_certificates,
        "create": issues_certificates,
        "revoke": issues_certificates,
    }

    def get_queryset(self) -> QuerySet[Certificate]:
        """Those of the tours that the caller edits and of the stops they co-host, the oldest first."""
        found = Certificate.objects.select_related("tour", "attendee__stop__tour", "attendee__person__company")
        roles = roles_of(self.request.user)
        if not roles.administrator:
            co_hosted = co_hosted_stops(self.request.user)
            found = found.filter(Q(tour__in=roles.edited) | Q(attendee__stop__in=co_hosted))
        return found.order_by("pk")

    def access_about(self) -> object:
        """The stop of whom a new certificate is for. Whoever issues some is told when nobody has that id."""
        if self.action != "create":
            return None
        if self._attendee is None and edits_any_tour.test(self.request.user):
            raise serializers.ValidationError({"attendee": [_("Give the id of an attendee.")]}, code="no_such_attendee")
        return self._attendee.stop if self._attendee else Tour(pk=0)

    @cached_property
    def _attendee(self) -> Attendee | None:
        """Whom the body names."""
        body = self.request.data if isinstance(self.request.data, Mapping) else {}
        try:
            wanted = uuid.UUID(str(body.get("attendee")))
        except ValueError:
            return None
        return Attendee.objects.select_related("stop__tour", "person").filter(public_id=wanted).first()

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Issue one for somebody who came: 201."""
        validated(self.get_serializer(data=request.data))
        if self._attendee is None:
            raise PermissionDenied
        return self.answered(operations.issue(self._attendee, actor=self.actor), 201)

    @extend_schema(request=RevokeSerializer, responses=CertificateSerializer)
    @action(detail=True, methods=["post"], versioned=False)
    def revoke(self, request: Request, **_address: Any) -> Response:
        """Let it stand no more; why is for the team alone."""
        certificate = self.get_object()
        said = validated(RevokeSerializer(data=request.data))
        return self.answered(operations.revoke(certificate, actor=self.actor, **said))
